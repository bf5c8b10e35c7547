import type { Lang } from '../../../rules/template.ts'
import { plain } from '../../../rules/characters.ts'

/** The columns of a file of templates; `{n}` stands for 1, 2, 3 … Any may be missing, in any order, in either language. */
const COLUMNS = {
  name: { es: 'nombre_tecnico', en: 'name' },
  displayName: { es: 'nombre_visible', en: 'display_name' },
  language: { es: 'idioma', en: 'language' },
  category: { es: 'categoria', en: 'category' },
  type: { es: 'tipo', en: 'type' },
  header: { es: 'encabezado', en: 'header' },
  headerSample: { es: 'muestra_encabezado', en: 'header_sample' },
  body: { es: 'cuerpo', en: 'body' },
  footer: { es: 'pie', en: 'footer' },
  securityNote: { es: 'nota_seguridad', en: 'security_note' },
  codeMinutes: { es: 'minutos_codigo', en: 'code_minutes' },
  'parameter.{n}.name': { es: 'parametro_{n}_nombre', en: 'parameter_{n}_name' },
  'parameter.{n}.sample': { es: 'parametro_{n}_muestra', en: 'parameter_{n}_sample' },
  'parameter.{n}.type': { es: 'parametro_{n}_tipo', en: 'parameter_{n}_type' },
  'parameter.{n}.source': { es: 'parametro_{n}_origen', en: 'parameter_{n}_source' },
  'button.{n}.type': { es: 'boton_{n}_tipo', en: 'button_{n}_type' },
  'button.{n}.text': { es: 'boton_{n}_texto', en: 'button_{n}_text' },
  'button.{n}.value': { es: 'boton_{n}_valor', en: 'button_{n}_value' },
  'button.{n}.sample': { es: 'boton_{n}_muestra', en: 'button_{n}_sample' },
} as const satisfies Record<string, Record<Lang, string>>

/** Of a column without a number its own name, of one with a number `parameter.2.name`. */
export type Column = string

const fixed = Object.entries(COLUMNS).filter(([column]) => !column.includes('{n}'))
const numbered = Object.entries(COLUMNS).filter(([column]) => column.includes('{n}'))
const known = new Map<string, string>(
  Object.entries(COLUMNS).flatMap(([column, { es, en }]) => [
    [es, column],
    [en, column],
  ]),
)

const MOST = 100

/** The column that a heading names: case, accents and spaces do not matter. */
export function columnOf(heading: string): Column | undefined {
  const written = plain(heading)
    .trim()
    .replace(/[\s-]+/g, '_')
  const number = /_(\d{1,3})_/.exec(written)?.[1]
  if (number === undefined) return known.get(written)
  if (Number(number) < 1 || Number(number) > MOST) return undefined
  return known.get(written.replace(/_\d{1,3}_/, '_{n}_'))?.replace('{n}', String(Number(number)))
}

/** What to call a column. */
export function headingOf(column: Column, lang: Lang): string {
  const number = /\.(\d+)\./.exec(column)?.[1]
  const key = number === undefined ? column : column.replace(`.${number}.`, '.{n}.')
  const names = (COLUMNS as Record<string, Record<Lang, string>>)[key]
  return names ? names[lang].replace('{n}', number ?? '') : column
}

/** All columns of a file with so many parameters and buttons, as they stand in an export. */
export function allColumns({ parameters, buttons }: { parameters: number; buttons: number }): Column[] {
  const times = (count: number, of: string) =>
    Array.from({ length: count }, (_, at) =>
      numbered.filter(([column]) => column.startsWith(of)).map(([column]) => column.replace('{n}', String(at + 1))),
    ).flat()
  return [...fixed.map(([column]) => column), ...times(parameters, 'parameter'), ...times(buttons, 'button')]
}
