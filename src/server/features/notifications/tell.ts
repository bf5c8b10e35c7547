import { Notification } from '../../../contract/notifications.ts'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { queueMail } from '../../mail.ts'
import { mailWords } from './mail-words.ts'
import { type News, notify } from './notify.ts'
import { listOperatorIds, listReaders } from './store.ts'

/** Bell and mail: as `notify`, and mails those news that are mailed, each person in their language. */
export async function tell(system: System, tx: Tx, news: News): Promise<void> {
  await notify(tx, news)
  for (const { email, lang } of await listReaders(tx, news.userIds)) {
    const words = mailWords(system.config, news.kind, news.data, lang)
    if (words) await queueMail(system, tx, { to: email, ...words })
  }
}

/** The job `notification.operators`. */
export const tellOperators =
  (system: System) =>
  async (payload: JobPayload<'notification.operators'>): Promise<void> => {
    const kind = Notification.shape.kind.parse(payload.kind)
    await system.db.asSystem('notifications', async (tx) => {
      await tell(system, tx, { userIds: await listOperatorIds(tx), companyId: null, kind, data: payload.data })
    })
  }
