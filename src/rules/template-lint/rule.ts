import type { Confidence, Mark, Severity } from '../finding.ts'
import type { Lang, Sentence, TemplateButton } from '../template.ts'
import type { Reading } from './reading.ts'
import type { SourceName } from './sources.ts'

/** One fault: where it is, the words that cause it, and what fills the blanks of the rule's sentence. */
export type Fault = {
  field: string
  marks?: readonly Mark[]
  fill?: Readonly<Record<string, string | number>>
}

type Found = Fault | string | readonly (Fault | string)[] | false | null | undefined

/** What to put in place of the field's value. */
export type Repair =
  | string
  | TemplateButton[]
  | { value: string | TemplateButton[]; examples?: Record<string, string>; moved?: Record<string, string> }

/** One row of the rulebook. A row with two degrees of severity stands twice. */
export type Rule = {
  id: string
  severity: Severity
  confidence: Confidence
  sources: readonly SourceName[]
  /** What is wrong and how to mend it; `{excess}` and the like are blanks that a fault fills. */
  es: string
  en: string
  /** The faults, or only the names of their fields. An empty text is no fault. */
  find: (reading: Reading) => Found
  /** Only where the repair is mechanical. One that does not clear its own finding is not offered. */
  mend?: (reading: Reading, fault: Fault) => Repair | null | undefined
  label?: Sentence
}

const NONE: readonly Fault[] = []

export function faultsOf(rule: Rule, reading: Reading): readonly Fault[] {
  const found = rule.find(reading)
  if (!found || (Array.isArray(found) && found.length === 0)) return NONE
  return [found].flat().map((fault) => (typeof fault === 'string' ? { field: fault } : fault))
}

export const sentenceOf = (rule: Rule, { fill }: Fault, lang: Lang): string =>
  rule[lang].replace(/\{([a-z]+)\}/g, (blank, key: string) => String(fill?.[key] ?? blank))

export const REPLACE: Sentence = { es: 'Corregir', en: 'Correct it' }

/** The sentence of every limit of length; the fault is `tooLong`. */
export const SHORTEN = {
  es: 'Tiene {length} caracteres y el máximo es {most}: acórtalo en {excess}.',
  en: 'It has {length} characters and the limit is {most}: shorten it by {excess}.',
}

export const tooLong = (field: string, length: number, most: number): Fault | false =>
  length > most && {
    field,
    fill: { length, most, excess: length - most },
    // What is beyond the limit.
    marks: [{ start: most, end: length }],
  }

/** The field with its marks, when there are any: most rules about words are this. */
export const where = (field: string, marks: readonly Mark[]): Fault | false => marks.length > 0 && { field, marks }
