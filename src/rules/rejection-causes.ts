import type { Finding } from './finding.ts'
import { rejectionWord } from './template-rejection.ts'
import { refusalCode } from './template-refusal.ts'

const FORMAT = ['VAR-', 'BODY-', 'HDR-', 'FTR-', 'BTN-', 'STR-', 'MED-', 'LANG-', 'NAME-', 'AUTH-']
const CATEGORY = ['CAT-', 'AUTH-']

/** The rules that a reason of review is about, likeliest first (rulebook 8.3 and 9.3); a name that ends in a dash is a part. */
const BY_REASON: Readonly<Record<string, readonly string[]>> = {
  INVALID_FORMAT: FORMAT,
  INCORRECT_CATEGORY: CATEGORY,
  TAG_CONTENT_MISMATCH: CATEGORY,
  CATEGORY_NOT_AVAILABLE: CATEGORY,
  PROMOTIONAL: ['CAT-', 'POL-'],
  ABUSIVE_CONTENT: ['POL-'],
  SCAM: ['POL-', 'BODY-10', 'BODY-11', 'BTN-17', 'BTN-18', 'CAT-07', 'VAR-18'],
}

/** As `BY_REASON`, for Meta's numbers (8.1). */
const BY_CODE: Readonly<Record<number, readonly string[]>> = {
  2388019: ['LIM-01'],
  2388023: ['NAME-05'],
  2388024: ['NAME-03', 'NAME-04'],
  2388040: ['BODY-01', 'BODY-02', 'HDR-02', 'FTR-01', 'BTN-10'],
  2388047: ['HDR-'],
  2388060: ['BTN-11', 'BTN-'],
  2388072: ['BODY-06', 'BODY-07', 'BODY-09', 'BODY-', 'HDR-'],
  2388073: ['FTR-'],
  2388293: ['VAR-13'],
  2388299: ['VAR-09', 'VAR-10'],
}

const DEGREES = ['error', 'warning', 'advice']

export const MOST_CAUSES = 3

/**
 * The findings of the lint that most likely made Meta refuse the template (TP-2), likeliest first, three at most. Advice
 * refuses nothing. Where the reason tells of no rules, every finding may be it.
 */
export function likelyCauses(
  refused: { word: string; reason: string | null },
  findings: readonly Finding[],
): Finding[] {
  const rules = rulesOf(refused)
  const placeOf = ({ rule }: Finding) => rules?.findIndex((each) => rule === each || isPart(each, rule)) ?? 0
  const ranked = findings
    .filter((finding) => finding.severity !== 'advice' && placeOf(finding) >= 0)
    .toSorted((a, b) => DEGREES.indexOf(a.severity) - DEGREES.indexOf(b.severity) || placeOf(a) - placeOf(b))
  return [...new Map(ranked.map((finding) => [`${finding.rule} ${finding.field}`, finding])).values()].slice(
    0,
    MOST_CAUSES,
  )
}

const isPart = (part: string, rule: string) => part.endsWith('-') && rule.startsWith(part)

function rulesOf({ word, reason }: { word: string; reason: string | null }): readonly string[] | undefined {
  if (word === 'NOT_ACCEPTED' || word === 'EDIT_REFUSED') return BY_CODE[refusalCode(reason ?? '') ?? 0]
  const known = rejectionWord(reason)
  return Object.hasOwn(BY_REASON, known) ? BY_REASON[known] : undefined
}
