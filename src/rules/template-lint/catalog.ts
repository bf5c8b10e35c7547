import { plain } from '../characters.ts'
import type { Confidence, Severity } from '../finding.ts'
import type { Lang, Sentence } from '../template.ts'
import type { Rule } from './rule.ts'
import { PLATFORM_RULES, PRODUCT_RULES } from './rules.ts'
import { SOURCES } from './sources.ts'

/** What people are told of a rule, apart from any template. */
export type RuleSheet = {
  id: string
  /** A rule with two degrees has two. */
  degrees: { severity: Severity; confidence: Confidence; says: Sentence }[]
  sources: Sentence[]
  mends: boolean
  product: boolean
}

/** Blanks that only a template can fill. */
const withoutBlanks = (text: string) => text.replace(/(?<!\{)\{[a-z]+\}(?!\})\.?/g, '…')
const saysOf = (rule: Rule): Sentence => ({ es: withoutBlanks(rule.es), en: withoutBlanks(rule.en) })

const sheetsOf = (rules: readonly Rule[], product: boolean): RuleSheet[] =>
  [...Map.groupBy(rules, ({ id }) => id)].map(([id, rows]) => ({
    id,
    degrees: distinct(rows),
    sources: [...new Set(rows.flatMap(({ sources }) => sources))].map((source) => SOURCES[source]),
    mends: rows.some(({ mend }) => mend !== undefined),
    product,
  }))

const distinct = (rows: Rule[]) =>
  rows
    .filter((row, at) => rows.findIndex((other) => other.severity === row.severity && other.es === row.es) === at)
    .map((row) => ({ severity: row.severity, confidence: row.confidence, says: saysOf(row) }))

/** Every rule of the lint once, in the order in which they are judged. */
export const RULE_SHEETS: readonly RuleSheet[] = [...sheetsOf(PLATFORM_RULES, false), ...sheetsOf(PRODUCT_RULES, true)]

/** The page of the product that tells of all rules, at one of them. */
export const RULES_PATH = '/reglas-de-plantillas'
export const rulePath = (rule: string): string => `${RULES_PATH}#${rule}`

export const CONFIDENCES: Record<Confidence, Sentence> = {
  c1: { es: 'Está en la documentación de Meta', en: "In Meta's documentation" },
  c2: { es: 'Se vio en respuestas de Meta', en: 'Seen in answers of Meta' },
  c3: { es: 'Lo dicen varios, no Meta', en: 'Said by several, not by Meta' },
  c4: { es: 'Discutido, o de una sola fuente', en: 'Disputed, or from one source alone' },
  own: { es: 'Regla de este producto', en: 'A rule of this product' },
}

/** What a part of the rulebook is called, by the letters of its ids. */
export const GROUPS: Record<string, Sentence> = {
  STR: { es: 'Estructura', en: 'Structure' },
  NAME: { es: 'Nombre', en: 'Name' },
  LANG: { es: 'Idioma', en: 'Language' },
  HDR: { es: 'Encabezado', en: 'Header' },
  MED: { es: 'Archivos', en: 'Files' },
  VAR: { es: 'Variables', en: 'Variables' },
  BODY: { es: 'Cuerpo', en: 'Body' },
  FTR: { es: 'Pie', en: 'Footer' },
  BTN: { es: 'Botones', en: 'Buttons' },
  AUTH: { es: 'Autenticación', en: 'Authentication' },
  CAR: { es: 'Carrusel', en: 'Carousel' },
  CAT: { es: 'Categoría', en: 'Category' },
  POL: { es: 'Política de mensajes', en: 'Messaging policy' },
  TTL: { es: 'Tiempo de vida', en: 'Time to live' },
  LIM: { es: 'Límites de la cuenta', en: 'Limits of the account' },
  PRD: { es: 'Lo que ofrece este producto', en: 'What this product offers' },
}

export const groupOf = ({ id }: Pick<RuleSheet, 'id'>): string => id.replace(/-\d+$/, '')

/** Whether a sheet says what somebody looks for, in the language they read. */
export function speaksOf(sheet: RuleSheet, search: string, lang: Lang): boolean {
  const text = [sheet.id, ...sheet.degrees.map(({ says }) => says[lang]), GROUPS[groupOf(sheet)]?.[lang] ?? '']

  return plain(search)
    .split(/\s+/)
    .every((word) => plain(text.join(' ')).includes(word))
}
