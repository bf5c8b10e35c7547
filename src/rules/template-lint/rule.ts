import type { Confidence, Severity } from '../finding.ts'
import type { Sentence, TemplateButton } from '../template.ts'
import type { Reading } from './reading.ts'

/** One fault found, in both languages; `mend` only where the repair is mechanical. */
export type Fault = Sentence & {
  field: string
  mend?: { label: Sentence; value: string | TemplateButton[]; examples?: Record<string, string> }
}

/** One row of the rulebook. A row with two degrees of severity stands twice. */
export type Rule = {
  id: string
  severity: Severity
  confidence: Confidence
  check: (reading: Reading) => Fault[]
}

type Found = Fault | Fault[] | false | '' | null | undefined

export const rule = (
  id: string,
  severity: Severity,
  confidence: Confidence,
  check: (reading: Reading) => Found,
): Rule => ({ id, severity, confidence, check: (reading) => [check(reading) || []].flat() })

export const REPLACE: Sentence = { es: 'Corregir', en: 'Correct it' }

export const tooMany = (excess: number, most: number): Sentence => ({
  es: `${excess === 1 ? 'Sobra 1 carácter' : `Sobran ${excess} caracteres`}: el máximo es ${most}.`,
  en: `${excess === 1 ? '1 character' : `${excess} characters`} too many: the limit is ${most}.`,
})
