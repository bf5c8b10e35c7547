import i18next from 'i18next'
import type { ContactAttribute } from './contact.ts'

const SAMPLES: Record<ContactAttribute['type'], string> = {
  text: 'Lima',
  number: '12',
  date: '28/07/2026',
  money: 'S/ 120.50',
  list: '',
}

/** A file to start from, with the company's own attributes; in Spanish the cells are parted as a Spanish Excel expects it. */
export function sampleFile(attributes: ContactAttribute[]): string {
  const es = i18next.language !== 'en'
  const rows = [
    [...(es ? ['Teléfono', 'Nombre', 'Baja'] : ['Phone', 'Name', 'Opt-out']), ...attributes.map(({ label }) => label)],
    ['+51 900 000 001', 'Lucía Paredes', 'no', ...attributes.map(({ type, options }) => options[0] ?? SAMPLES[type])],
    ['900000002', 'Rosa Prado', es ? 'sí' : 'yes', ...attributes.map(() => '')],
  ]
  const quoted = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const text = rows.map((row) => row.map(quoted).join(es ? ';' : ',')).join('\r\n')
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${text}\r\n`)}`
}
