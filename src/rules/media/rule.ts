import type { Confidence, Severity } from '../finding.ts'
import type { Sentence } from '../template.ts'
import type { SeenMedia } from './read-media.ts'

/** One row of the rulebook's section on media. A row with two degrees of severity stands twice. */
export interface MediaRule {
  id: string
  severity: Severity
  confidence: Confidence
  check: (seen: SeenMedia) => Sentence | false | null | undefined
}

export const rule = (id: string, severity: Severity, confidence: Confidence, check: MediaRule['check']): MediaRule => ({
  id,
  severity,
  confidence,
  check,
})
