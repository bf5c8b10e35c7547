import type { NotificationKind } from '../../../rules/notification-kinds.ts'
import { NOTIFICATION_KINDS } from '../../../rules/notification-kinds.ts'
import { judgeStatus } from '../../../rules/template-status.ts'
import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { announce } from '../../live/announce.ts'
import { record } from '../audit/record.ts'
import { notify } from '../notifications/notify.ts'
import { changes, differs, isContradicted, type Judged, judgeWord } from './judge-word.ts'
import { insertHistory, type TemplateRecord, updateTemplate } from './store.ts'
import { type Channel, lockTold, type Source, type Told } from './told-store.ts'

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
  const heard = told.heard ?? told.at
  const isOlder = before.confirmed_at !== null && heard < before.confirmed_at
  const isConfirmed = told.status !== undefined && !isContradicted(before, told) && !isOlder
  await updateTemplate(tx, before, {
    ...after,
    ...(isConfirmed && { confirmed_at: heard }),
    ...(changed && { updated_at: new Date() }),
  })
  if (changed) await announce(tx, channel.companyId, 'templates', before.id)
  await tellChange(tx, enqueue, before, after, told, source)
  if (source === 'webhook' && mustAsk(before, after, told)) {
    await enqueue(tx, 'template.reconcile', channel, { key: channel.channelId })
  }
  return true
}

/** History, audit and the requester's bell, where anything changed that people should know. */
async function tellChange(
  tx: Tx,
  enqueue: Enqueue,
  before: TemplateRecord,
  after: Judged,
  told: Told,
  source: Source,
): Promise<void> {
  const { company_id: companyId, id } = before
  const news = newsOf(before, after, told)
  if (news.length === 0) return
  const entry = { company_id: companyId, template_id: id, source, status: after.status, told_at: told.at }
  for (const { kind: _kind, ...what } of news) await insertHistory(tx, { ...entry, ...what })
  await record(tx, { companyId, userId: null, name: 'WhatsApp' }, 'template.judge', id, brief(before), brief(after))
  const kinds = new Set(news.flatMap(({ kind }) => kind ?? []))
  for (const kind of kinds) await ring(tx, enqueue, before, after, kind)
}

interface News {
  status_word: string
  reason: string | null
  raw: string | null
  detail?: string | null
  recommendation?: string | null
  kind?: NotificationKind | undefined
}

/** Each its own entry of the history (TP-2). */
function newsOf(before: Judged, after: Judged, told: Told): News[] {
  const news: News[] = []
  if (changes(before, after, 'status', 'status_word', 'reason', 'paused_until')) {
    const { status_word, reason, reason_detail: detail, recommendation } = after
    news.push({ status_word, reason, detail, recommendation, raw: told.status ?? null, kind: bellOf(before, after) })
  }
  if (changes(before, after, 'category', 'previous_category')) {
    const reason = `${after.previous_category} → ${after.category}`
    news.push({ status_word: 'CATEGORY_CHANGED', reason, raw: told.category ?? null, kind: 'template_recategorised' })
  }
  if (after.correct_category !== null && changes(before, after, 'correct_category', 'category_due_at')) {
    const reason = `${after.category} → ${after.correct_category}`
    news.push({ status_word: 'CATEGORY_ALERT', reason, raw: told.correctCategory ?? null, kind: 'template_changed' })
  }
  if (changes(before, after, 'quality')) {
    const reason = `${before.quality ?? 'UNKNOWN'} → ${after.quality}`
    const kind = LOW.has(after.quality ?? '') ? 'template_changed' : undefined
    if (after.quality !== 'UNKNOWN')
      news.push({ status_word: 'QUALITY_CHANGED', reason, raw: told.quality ?? null, kind })
  }
  return news
}

const LOW = new Set(['RED', 'LOW'])

function bellOf(before: Judged, after: Judged): NotificationKind | undefined {
  if (!changes(before, after, 'status', 'status_word')) return undefined
  if (before.status !== after.status && after.status !== 'pending') return 'template_decided'
  if (after.status === 'pending') return undefined
  return after.status_word === 'PAUSED' ? 'template_paused' : 'template_changed'
}

async function ring(
  tx: Tx,
  enqueue: Enqueue,
  before: TemplateRecord,
  after: Judged,
  kind: NotificationKind,
): Promise<void> {
  const { company_id: companyId, id: templateId, channel_id: channelId, name, category: previousCategory } = before
  const data = {
    templateId,
    channelId,
    name,
    ...brief(after),
    ...(kind === 'template_recategorised' && { previousCategory: after.previous_category ?? previousCategory }),
    ...(after.correct_category && { correctCategory: after.correct_category }),
  }
  const news = { companyId, userIds: [before.created_by], kind, data }
  await notify(tx, news)
  if (NOTIFICATION_KINDS[kind].mailed) await enqueue(tx, 'notification.mail', news)
}

/** The list is asked at once: with which words Authentication was approved, no webhook says; a word that is unknown, or
 *  that is older than what stands and says something else, leaves open what is so. */
const mustAsk = (before: TemplateRecord, after: Judged, told: Told) =>
  (before.security_note !== null && after.status === 'approved' && before.status !== 'approved') ||
  (told.status !== undefined && !judgeStatus(told.status, null).known) ||
  isContradicted(before, told)

const brief = ({ status, status_word, category, reason, quality }: Judged) => ({
  status,
  statusWord: status_word,
  category,
  reason,
  quality,
})
