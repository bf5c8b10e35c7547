import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import type { TemplateCategory } from '../../../rules/template.ts'
import { judgeStatus } from '../../../rules/template-status.ts'
import { record } from '../audit/record.ts'
import { notify } from '../notifications/notify.ts'
import { insertHistory, type TemplateRecord, updateTemplate } from './store.ts'
import { type Channel, lockTold, type Source, type Told } from './told-store.ts'

type Judged = Pick<TemplateRecord, (typeof COMPARED)[number]>
type Known = Judged & Pick<TemplateRecord, 'confirmed_at'>

const COMPARED = ['status', 'status_word', 'reason', 'category', 'quality', 'provider_id'] as const
const CATEGORIES: readonly TemplateCategory[] = ['MARKETING', 'UTILITY', 'AUTHENTICATION']

/** The template after a word of the provider. A word older than the last confirmed one changes nothing. */
export function judgeWord(row: Known, told: Told, source: Source): Judged {
  // A webhook may carry Meta's number of the template; sending needs the provider's own id.
  const provider_id = row.provider_id ?? (source === 'webhook' ? null : (told.providerId ?? null))
  const { status, status_word, reason, category, quality } = row
  if (isLate(row, told)) return { status, status_word, reason, category, quality, provider_id }
  const before = { status, word: status_word }
  const after = told.status ? judgeStatus(told.status, before) : before
  return {
    status: after.status,
    status_word: after.word,
    reason: (told.status && told.reason) || (after.word === status_word ? reason : null),
    category: CATEGORIES.find((known) => known === told.category?.toUpperCase()) ?? category,
    quality: told.quality ?? quality,
    provider_id,
  }
}

const isLate = (row: Known, told: Told) => row.confirmed_at !== null && told.at < row.confirmed_at

export const differs = (before: Judged, after: Judged): boolean => COMPARED.some((key) => before[key] !== after[key])

/** TP-7: the one judge of what webhook, submission and reconciliation tell. False when the template is not ours.
 *  `tx` comes from `asSystem`, since it may ring a bell. */
export async function applyProviderWord(tx: Tx, channel: Channel, told: Told, source: Source): Promise<boolean> {
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
  await tellChange(tx, before, after, source)
  return true
}

/** History, audit and the requester's bell, where status, word or category changed. */
async function tellChange(tx: Tx, before: TemplateRecord, after: Judged, source: Source): Promise<void> {
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
  await notify(tx, {
    companyId,
    userIds: [before.created_by],
    kind: decided ? 'template_decided' : 'template_changed',
    data: { templateId: id, channelId: before.channel_id, name, ...brief(after) },
  })
}

const brief = ({ status, status_word, category, reason }: Judged) => ({
  status,
  statusWord: status_word,
  category,
  reason,
})
