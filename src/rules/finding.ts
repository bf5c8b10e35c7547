import type { TemplateButton } from './template.ts'

export type Severity = 'error' | 'warning' | 'advice'

/** c1 Meta's documentation, c2 seen from Meta itself, c3 said by several, c4 disputed, own: a rule of this product. */
export type Confidence = 'c1' | 'c2' | 'c3' | 'c4' | 'own'

/** Where in the field's text, as it was given: from `start` up to, not including, `end`, in UTF-16 units. */
export type Mark = { start: number; end: number }

export type Mend = {
  label: string
  /** What to put in place of the field's value. */
  value: string | TemplateButton[]
  /** All samples, where they must move along. */
  examples?: Record<string, string>
  /** Which number or name each variable of the new text had before: what else hangs on it moves along. */
  moved?: Record<string, string>
}

export type Finding = {
  rule: string
  severity: Severity
  confidence: Confidence
  /** A path into what was judged: `name`, `body`, `buttons[0].text`, `examples.h1` … */
  field: string
  message: string
  /** Cannot be submitted; an error that does not block may be overridden (TP-5). */
  blocks: boolean
  /** The words of the field that cause it, where some do. */
  marks?: Mark[]
  mend?: Mend
}

/** TP-5: errors of c3 and c4 are opinions that a person may overrule. */
export const blocks = (severity: Severity, confidence: Confidence): boolean =>
  severity === 'error' && confidence !== 'c3' && confidence !== 'c4'
