import type { TemplateButton } from './template.ts'

export type Severity = 'error' | 'warning' | 'advice'

/** c1 Meta's documentation, c2 seen from Meta itself, c3 said by several, c4 disputed, own: a rule of this product. */
export type Confidence = 'c1' | 'c2' | 'c3' | 'c4' | 'own'

/** What to put in place of the field's value; `examples` where samples must move along. */
export type Mend = { label: string; value: string | TemplateButton[]; examples?: Record<string, string> }

export type Finding = {
  rule: string
  severity: Severity
  confidence: Confidence
  /** A path into what was judged: `name`, `body`, `buttons[0].text`, `examples.h1` … */
  field: string
  message: string
  /** Cannot be submitted; an error that does not block may be overridden (TP-5). */
  blocks: boolean
  mend?: Mend
}

/** TP-5: errors of c3 and c4 are opinions that a person may overrule. */
export const blocks = (severity: Severity, confidence: Confidence): boolean =>
  severity === 'error' && confidence !== 'c3' && confidence !== 'c4'
