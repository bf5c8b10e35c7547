import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { record } from '../audit/record.ts'
import { notify } from '../notifications/notify.ts'
import { insertHistory, type TemplateRecord } from './store.ts'

interface Refusal {
  word: 'EDIT_REFUSED' | 'DELETE_REFUSED'
  reason: string
  askedBy: string
}

/** WhatsApp did not take what was asked of a template that stays (TP-6): history, audit, bell and mail say so. `tx` comes from
 *  `asSystem`. */
export async function tellRefusal(
  tx: Tx,
  enqueue: Enqueue,
  row: TemplateRecord,
  { word, reason, askedBy }: Refusal,
): Promise<void> {
  const { company_id: companyId, id, status, name, category, channel_id: channelId } = row
  const said = { status, status_word: word, reason }
  await insertHistory(tx, { company_id: companyId, template_id: id, source: 'submission', ...said })
  const doer = { companyId, userId: null, name: 'WhatsApp' }
  await record(tx, doer, `template.${word.toLowerCase()}`, id, null, { reason })
  // What was decided, of what was asked.
  const data = { templateId: id, channelId, name, status: 'rejected', statusWord: word, category, reason }
  const news = { companyId, userIds: [askedBy], kind: 'template_decided' as const, data }
  await notify(tx, news)
  await enqueue(tx, 'notification.mail', news)
}
