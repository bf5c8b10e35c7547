import { NOTIFICATION_KINDS } from '../../../rules/notification-kinds.ts'
import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { announce } from '../../live/announce.ts'
import type { TemplateCategory } from '../../../rules/template.ts'
import { authenticationText } from '../../../rules/authentication-text.ts'
import { judgeStatus } from '../../../rules/template-status.ts'
import { record } from '../audit/record.ts'
import { notify } from '../notifications/notify.ts'
import { insertHistory, type TemplateRecord, updateTemplate } from './store.ts'
import { type Channel, lockTold, type Source, type Told } from './told-store.ts'

type Judged = Pick<TemplateRecord, (typeof COMPARED)[number]>
type Known = Judged & Pick<TemplateRecord, 'confirmed_at' | 'language' | 'security_note'>

const COMPARED = [
  'status',
  'status_word',
  'reason',
  'category',
  'quality',
  'provider_id',
  'body',
  'footer',
  'buttons',
] as const
const CATEGORIES: readonly TemplateCategory[] = ['MARKETING', 'UTILITY', 'AUTHENTICATION']

/** The template after a word of the provider. A word older than the last confirmed one changes nothing. */
export function judgeWord(row: Known, told: Told, source: Source): Judged {
  // A webhook may carry Meta's number of the template; sending needs the provider's own id.
  const provider_id = row.provider_id ?? (source === 'webhook' ? null : (told.providerId ?? null))
  const { status, status_word, reason, category, quality, body, footer, buttons } = row
  const text = { body, footer, buttons }
  if (isLate(row, told)) return { status, status_word, reason, category, quality, provider_id, ...text }
  const before = { status, word: status_word }
  const after = told.status ? judgeStatus(told.status, before) : before
  return {
    status: after.status,
    status_word: after.word,
    reason: (told.status && told.reason) || (after.word === status_word ? reason : null),
    category: CATEGORIES.find((known) => known === told.category?.toUpperCase()) ?? category,
    quality: told.quality ?? quality,
    provider_id,
    ...text,
    ...wordedBy(row, told.words),
  }
}

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

const isLate = (row: Known, told: Told) => row.confirmed_at !== null && told.at < row.confirmed_at

export const differs = (before: Judged, after: Judged): boolean => COMPARED.some((key) => before[key] !== after[key])

/** TP-7: the one judge of what webhook, submission and reconciliation tell. False when the template is not ours.
 *  `tx` comes from `asSystem`, since it may ring a bell. */
export async function applyProviderWord(
  tx: Tx,
  enqueue: Enqueue,
  channel: Channel,
  told: Told,
  source: Source,
): Promise<boolean> {
  const before = await lockTold(tx, channel, told, source)
  if (!before) return false
  const after = judgeWord(before, told, source)
  const changed = differs(before, after)
  await updateTemplate(tx, before, {
    ...after,
    ...(told.status && !isLate(before, told) && { confirmed_at: told.at }),
    ...(changed && { updated_at: new Date() }),
  })
  if (changed) await announce(tx, channel.companyId, 'templates', before.id)
  await tellChange(tx, enqueue, before, after, source)
  if (isWordedNow(before, after, told)) await enqueue(tx, 'template.reconcile', channel, { key: channel.channelId })
  return true
}

/** History, audit and the requester's bell, where status, word or category changed. */
async function tellChange(
  tx: Tx,
  enqueue: Enqueue,
  before: TemplateRecord,
  after: Judged,
  source: Source,
): Promise<void> {
  const { company_id: companyId, id, name } = before
  const moved = before.status_word !== after.status_word || before.status !== after.status
  const recategorised = before.category !== after.category
  if (!moved && !recategorised) return
  const entry = { company_id: companyId, template_id: id, source, status: after.status }
  if (moved) await insertHistory(tx, { ...entry, status_word: after.status_word, reason: after.reason })
  if (recategorised) {
    await insertHistory(tx, {
      ...entry,
      status_word: 'CATEGORY_CHANGED',
      reason: `${before.category} → ${after.category}`,
    })
  }
  await record(tx, { companyId, userId: null, name: 'WhatsApp' }, 'template.judge', id, brief(before), brief(after))

  const decided = before.status !== after.status && after.status !== 'pending'
  if (!decided && after.status === 'pending' && !recategorised) return
  const kind = decided
    ? 'template_decided'
    : recategorised
      ? 'template_recategorised'
      : after.status_word === 'PAUSED'
        ? 'template_paused'
        : 'template_changed'
  const data = { templateId: id, channelId: before.channel_id, name, ...brief(after) }
  const news = {
    companyId,
    userIds: [before.created_by],
    kind,
    data: recategorised ? { ...data, previousCategory: before.category } : data,
  } as const
  await notify(tx, news)
  if (NOTIFICATION_KINDS[kind].mailed) await enqueue(tx, 'notification.mail', { ...news, userIds: [...news.userIds] })
}

/** A webhook says that Authentication was approved, and not with which words: the list does. */
const isWordedNow = (before: TemplateRecord, after: Judged, told: Told) =>
  before.security_note !== null &&
  after.status === 'approved' &&
  before.status !== 'approved' &&
  told.words === undefined

const brief = ({ status, status_word, category, reason }: Judged) => ({
  status,
  statusWord: status_word,
  category,
  reason,
})
