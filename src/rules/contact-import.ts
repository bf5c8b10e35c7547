import { type Attribute, readAttribute } from './attributes.ts'
import { plain } from './characters.ts'
import { type CountryCode, lineKey, parsePhone } from './phone.ts'
import type { Lang, Sentence } from './template.ts'

/** What a column of the file is. */
export type ImportColumn = 'phone' | 'name' | 'optOut' | `attribute.${string}`
export type Mapping = Readonly<Record<string, ImportColumn>>

/** Why a line is not taken: the rule, the heading of its column and, where it says more, what it speaks of. Nothing of its
 *  cells: it is kept. */
export type Reason = readonly [rule: ImportRule, heading: string, more?: string]

const RULES = {
  'CI-01': { es: 'Falta el teléfono.', en: 'The phone is missing.' },
  'CI-02': { es: 'Esto no es un teléfono que se pueda marcar.', en: 'This is no phone number that can be dialled.' },
  'CI-03': {
    es: 'Excel cambió el número por uno como 5,19E+10: dale a la columna el formato «Texto» y escríbelo otra vez.',
    en: 'Excel turned the number into one like 5.19E+10: format the column as "Text" and write it again.',
  },
  'CI-04': { es: '{more}', en: '{more}' },
  'CI-05': { es: 'El mismo teléfono ya está en la línea {more}.', en: 'The same phone stands on line {more} already.' },
  'CI-06': {
    es: 'La línea tiene más celdas que columnas: quizás falta poner un texto entre comillas.',
    en: 'The line has more cells than columns: perhaps a text lacks its quotation marks.',
  },
  'CI-07': { es: 'El nombre tiene más de 120 caracteres.', en: 'The name has more than 120 characters.' },
  'CI-08': { es: 'Escribe sí o no.', en: 'Write yes or no.' },
} as const satisfies Record<string, Sentence>
export type ImportRule = keyof typeof RULES

export function reasonSentence(
  [rule, heading, more = '']: Reason,
  lang: Lang,
  attributes: readonly Attribute[] = [],
): string {
  const fault = rule === 'CI-04' ? faultOf(attributes, more, lang) : more
  const sentence = RULES[rule][lang].replace('{more}', fault)
  return `${heading === '' ? '' : `${heading}: `}${sentence} (${rule})`
}

/** What an attribute asks of its values, said again for the line that failed it. */
function faultOf(attributes: readonly Attribute[], key: string, lang: Lang): string {
  const attribute = attributes.find((a) => a.key === key)
  const read = attribute && readAttribute(attribute, attribute.type === 'text' ? 'x'.repeat(501) : '¿?')
  return read && 'fault' in read ? read.fault[lang] : lang === 'en' ? 'This value does not fit.' : 'Este valor no vale.'
}

const HEADINGS: Record<string, ImportColumn> = {
  telefono: 'phone',
  celular: 'phone',
  movil: 'phone',
  numero: 'phone',
  whatsapp: 'phone',
  'telefono movil': 'phone',
  'numero de telefono': 'phone',
  phone: 'phone',
  mobile: 'phone',
  'phone number': 'phone',
  tel: 'phone',
  cel: 'phone',
  nombre: 'name',
  nombres: 'name',
  cliente: 'name',
  contacto: 'name',
  'nombre completo': 'name',
  'nombres y apellidos': 'name',
  name: 'name',
  'full name': 'name',
  customer: 'name',
  baja: 'optOut',
  'opt out': 'optOut',
  'opt-out': 'optOut',
  optout: 'optOut',
  'no contactar': 'optOut',
  unsubscribed: 'optOut',
}

/** What the headings seem to be, in Spanish or English; each column is taken once. */
export function guessMapping(
  headings: readonly string[],
  attributes: readonly Attribute[],
): Record<string, ImportColumn> {
  const own = new Map<string, ImportColumn>(
    attributes.flatMap(({ key, label }) => [
      [plain(label), `attribute.${key}`],
      [key, `attribute.${key}`],
    ]),
  )
  const taken = new Set<ImportColumn>()
  const mapping: Record<string, ImportColumn> = {}
  for (const [at, heading] of headings.entries()) {
    const word = plain(heading)
      .replace(/[_.:*]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    const meant = own.get(word) ?? own.get(word.replaceAll(' ', '_')) ?? HEADINGS[word]
    if (meant === undefined || taken.has(meant)) continue
    taken.add(meant)
    mapping[at] = meant
  }
  return mapping
}

export interface ImportContext {
  mapping: Mapping
  headings: readonly string[]
  attributes: readonly Attribute[]
  country: CountryCode
}

export interface TakenLine {
  /** TK-1: the key of the line. */
  phoneLine: string
  shown: string
  /** Empty: nothing is said about it, and what is known stays. */
  name: string
  attributes: Record<string, string>
  optOut: boolean
}

const YES = new Set(['si', 's', 'yes', 'y', '1', 'x', 'verdadero', 'true', 'baja'])
const NO = new Set(['', 'no', 'n', '0', 'falso', 'false'])

/** One line of the file by its mapping: what is taken, or every reason why it is not. */
export function readImportLine(
  cells: readonly string[],
  c: ImportContext,
): { taken: TakenLine } | { reasons: Reason[] } {
  const reasons: Reason[] = []
  const taken: TakenLine = { phoneLine: '', shown: '', name: '', attributes: {}, optOut: false }
  const heading = (at: number) => c.headings[at] ?? ''
  if (cells.slice(c.headings.length).some((cell) => cell.trim() !== '')) reasons.push(['CI-06', ''])
  let hasPhone = false
  for (const [at, cell] of cells.entries()) {
    const column = c.mapping[at]
    const value = cell.replace(/[\p{Cc}\s]+/gu, ' ').trim()
    if (column === undefined) continue
    if (column === 'phone') {
      hasPhone = value !== ''
      if (!hasPhone) continue
      const shown = parsePhone(value, c.country) ?? parsePhone(`+${value.replace(/\D/g, '')}`, c.country)
      if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(value)) reasons.push(['CI-03', heading(at)])
      else if (shown === null) reasons.push(['CI-02', heading(at)])
      else Object.assign(taken, { shown, phoneLine: lineKey(shown.slice(1)) })
    } else if (column === 'name') {
      if (value.length > 120) reasons.push(['CI-07', heading(at)])
      else taken.name = value
    } else if (column === 'optOut') {
      const word = plain(value)
      if (!YES.has(word) && !NO.has(word)) reasons.push(['CI-08', heading(at)])
      taken.optOut = YES.has(word)
    } else {
      const attribute = c.attributes.find(({ key }) => `attribute.${key}` === column)
      const read = attribute && readAttribute(attribute, value)
      if (read && 'fault' in read) reasons.push(['CI-04', heading(at), attribute!.key])
      else if (read && read.value !== '') taken.attributes[attribute!.key] = read.value
    }
  }
  if (!hasPhone) reasons.push(['CI-01', ''])
  return reasons.length > 0 ? { reasons } : { taken }
}
