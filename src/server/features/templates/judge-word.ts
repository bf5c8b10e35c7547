import { authenticationText } from '../../../rules/authentication-text.ts'
import type { TemplateCategory } from '../../../rules/template.ts'
import { pauseEnd } from '../../../rules/template-pause.ts'
import { rejectionWord } from '../../../rules/template-rejection.ts'
import { judgeStatus } from '../../../rules/template-status.ts'
import type { TemplateRecord } from './store.ts'
import type { Source, Told } from './told-store.ts'

const COMPARED = [
  'status',
  'status_word',
  'reason',
  'reason_detail',
  'recommendation',
  'paused_until',
  'category',
  'previous_category',
  'correct_category',
  'category_due_at',
  'quality',
  'provider_id',
  'body',
  'footer',
  'buttons',
] as const
const WHEN = ['recategorised_at', 'category_alert_at', 'status_told_at', 'category_told_at', 'quality_told_at'] as const
const CATEGORIES: readonly TemplateCategory[] = ['MARKETING', 'UTILITY', 'AUTHENTICATION']

/** What the provider has a say in. */
export type Judged = Pick<TemplateRecord, (typeof COMPARED)[number] | (typeof WHEN)[number]>
type Known = Judged & Pick<TemplateRecord, 'created_at' | 'language' | 'security_note'>

/**
 * The template after a word of the provider (TP-7). Status, category and quality are told apart from each other: of each
 * the word that is newest by the provider's clock stands, in whatever order they arrive.
 */
export function judgeWord(row: Known, told: Told, source: Source): Judged {
  const at = asOf(row, told)
  const judged = pick(row)
  // A webhook may carry Meta's number of the template; sending needs the provider's own id.
  judged.provider_id ??= source === 'webhook' ? null : (told.providerId ?? null)
  if (told.status && !isLate(row.status_told_at, at)) {
    Object.assign(judged, statusAfter(row, told, told.status, at), wordedBy(row, told.words), { status_told_at: at })
  }
  if ((told.category || told.correctCategory) && !isLate(row.category_told_at, at)) {
    Object.assign(judged, categoryAfter(row, told, at), { category_told_at: at })
  }
  if (told.quality && !isLate(row.quality_told_at, at)) {
    const quality = told.quality.trim().toUpperCase()
    // A new one is told as UNKNOWN: that is no news of one that has none.
    Object.assign(judged, { quality: quality === 'UNKNOWN' ? row.quality && quality : quality, quality_told_at: at })
  }
  return judged
}

export const differs = (before: Judged, after: Judged): boolean => changes(before, after, ...COMPARED)

export const changes = (before: Judged, after: Judged, ...keys: (keyof Judged)[]): boolean =>
  keys.some((key) => plain(before[key]) !== plain(after[key]))

/** An older word of the status that says something else: then the list is asked, since clocks differ. */
export function isContradicted(row: Known, told: Told): boolean {
  if (!told.status || !isLate(row.status_told_at, asOf(row, told))) return false
  return judgeStatus(told.status, null).word !== row.status_word
}

/** A time that cannot be: before there was the template, or still to come. Then it is when the word reached us. */
function asOf({ created_at }: Pick<Known, 'created_at'>, { at, heard = at }: Told): Date {
  return at > heard || at < created_at ? heard : at
}

const isLate = (last: Date | null, at: Date) => last !== null && at < last

const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value)

const pick = (row: Known): Judged =>
  Object.fromEntries([...COMPARED, ...WHEN].map((key) => [key, row[key]])) as unknown as Judged

/** What was told beside the same word stays where less is told of it now. */
function statusAfter(row: Known, told: Told, raw: string, at: Date): Partial<Judged> {
  const { status, word } = judgeStatus(raw, { status: row.status, word: row.status_word })
  const stays = word === row.status_word
  const reason = told.reason && !(stays && sameReason(told.reason, row.reason)) ? told.reason : null
  const detail = told.detail && told.detail !== (reason ?? row.reason) ? told.detail : null
  return {
    status,
    status_word: word,
    reason: reason ?? (stays ? row.reason : null),
    reason_detail: detail ?? (stays ? row.reason_detail : null),
    recommendation: told.recommendation ?? (stays ? row.recommendation : null),
    paused_until:
      word === 'PAUSED' ? (pauseEnd([told.detail, told.reason], at) ?? (stays ? row.paused_until : null)) : null,
  }
}

const sameReason = (told: string, known: string | null) =>
  known !== null && rejectionWord(told) === rejectionWord(known)

function categoryAfter(row: Known, told: Told, at: Date): Partial<Judged> {
  const category = known(told.category) ?? row.category
  const isNew = category !== row.category
  const toldPrevious = isNew ? row.category : known(told.previousCategory)
  const previous = toldPrevious === category ? undefined : toldPrevious
  const moved = previous !== undefined && (isNew || previous !== row.previous_category)
  return {
    category,
    ...(moved && { previous_category: previous, recategorised_at: at }),
    ...alertAfter(row, told, category, at),
  }
}

/** What WhatsApp holds to be right is an alert until it is so. */
function alertAfter(row: Known, told: Told, category: TemplateCategory, at: Date): Partial<Judged> {
  const correct = known(told.correctCategory)
  if (correct === undefined && category === row.category && category !== row.correct_category) return {}
  if (correct === undefined || correct === category) {
    return { correct_category: null, category_alert_at: null, category_due_at: null }
  }
  const stays = correct === row.correct_category
  return {
    correct_category: correct,
    category_alert_at: stays ? row.category_alert_at : at,
    category_due_at: told.categoryDueAt ?? (stays ? row.category_due_at : null),
  }
}

const known = (told: string | undefined) => CATEGORIES.find((each) => each === told?.trim().toUpperCase())

/** WhatsApp's own words of Authentication take the place of our preset (TP-4); what it only echoes of our request does not. */
function wordedBy(row: Known, words: Told['words']): Partial<Judged> {
  if (row.security_note === null || !words) return {}
  const { body, footer, copy } = words
  if (body === authenticationText(row.language, { securityNote: false, codeMinutes: null }).body) return {}
  const [old] = row.buttons
  return {
    body,
    footer,
    ...(copy !== undefined && copy !== old?.text && { buttons: [{ type: 'COPY_CODE', text: copy }] }),
  }
}
