/** What the rulebook leaves open (its section 10), each with its default. */
export type LintSettings = {
  /** BODY-02, BODY-03: longer ones are warned of; providers and Meta's documentation contradict each other. */
  bodyLength: number
  /** BODY-05: Meta's answers say 10, its manager says 6 for Utility. */
  utilityEmojis: number
  /** VAR-13: fixed words needed for n variables: less than `refused` × n + 1 is an error, than `warned` × n + 1 a warning. */
  wordsPerVariable: { refused: number; warned: number }
  /** BTN-21: longer codes are warned of; above 20 they are refused by all. */
  copyCodeLength: number
  /** BTN-22: Meta lists the button for Utility, one provider refuses it. */
  warnOfCopyCodeInUtility: boolean
  /** VAR-10, VAR-12: only signs before, after or between variables. */
  warnOfSignsOnly: boolean
  /** VAR-04: Meta's own check counts distinct numbers only. */
  warnOfRepeatedNumber: boolean
  /** MED-11, PRD-06: what "MB" means, in bytes (TP-9). */
  megabyte: number
}

export const LINT_SETTINGS: LintSettings = {
  bodyLength: 550,
  utilityEmojis: 6,
  wordsPerVariable: { refused: 2, warned: 3 },
  copyCodeLength: 15,
  warnOfCopyCodeInUtility: true,
  warnOfSignsOnly: true,
  warnOfRepeatedNumber: true,
  megabyte: 1_048_576,
}
