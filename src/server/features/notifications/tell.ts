import { createHash } from 'node:crypto'
import { notificationKinds } from '../../../rules/notification-kinds.ts'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { queueMail } from '../../mail.ts'
import { mailWords } from './mail-words.ts'
import { type News, notify } from './notify.ts'
import { listManagerIds, listOperatorIds, listReaders } from './store.ts'

/** The same words to the same person are mailed once in this time, however often they come true. */
const QUIET_SECONDS = 600

/** Bell and mail, as each person wants it: as `notify`, and mails what is mailed, each person in their language. */
export async function tell(system: System, tx: Tx, news: News): Promise<void> {
  await notify(tx, news)
  await mail(system, tx, news)
}

/** The mail alone, for those whose bell has rung. */
async function mail(system: System, tx: Tx, news: News): Promise<void> {
  for (const { email, lang } of await listReaders(tx, news.userIds, news.kind)) {
    const words = mailWords(system.config, news.kind, news.data, lang)
    if (!words) continue
    const key = createHash('sha256').update(`${email}\n${words.subject}\n${words.text}`).digest('base64url')
    await queueMail(system, tx, { to: email, ...words }, { key, seconds: QUIET_SECONDS })
  }
}

/** The job `notification.operators`. */
export const tellOperators =
  (system: System) =>
  async ({ kind, data }: JobPayload<'notification.operators'>): Promise<void> => {
    await system.db.asSystem('notifications', async (tx) => {
      const userIds = await listOperatorIds(tx)
      await tell(system, tx, { userIds, companyId: null, kind: kindOf(kind), data })
    })
  }

/** The job `notification.people`: just these. */
export const tellPeople =
  (system: System) =>
  async ({ kind, ...news }: JobPayload<'notification.people'>): Promise<void> => {
    await system.db.asSystem('notifications', (tx) => tell(system, tx, { ...news, kind: kindOf(kind) }))
  }

/** The job `notification.mail`: what was rung inside a batch, where nothing is mailed. */
export const mailNews =
  (system: System) =>
  async ({ kind, ...news }: JobPayload<'notification.mail'>): Promise<void> => {
    await system.db.asSystem('notifications', (tx) => mail(system, tx, { ...news, kind: kindOf(kind) }))
  }

/** The job `notification.company`: its owner and admins, and the operators where it is theirs to mend, too. */
export const tellCompany =
  (system: System) =>
  async ({ companyId, kind, data, operators }: JobPayload<'notification.company'>): Promise<void> => {
    await system.db.asSystem('notifications', async (tx) => {
      const managers = await listManagerIds(tx, companyId)
      await tell(system, tx, { userIds: managers, companyId, kind: kindOf(kind), data })
      if (!operators) return
      const others = (await listOperatorIds(tx)).filter((id) => !managers.includes(id))
      const theirs = { ...data, page: `/salud/${String(data['channelId'])}` }
      await tell(system, tx, { userIds: others, companyId: null, kind: kindOf(kind), data: theirs })
    })
  }

/** A kind that a newer version of us enqueued is its business. */
function kindOf(kind: string): News['kind'] {
  const known = notificationKinds.find((each) => each === kind)
  if (known === undefined) throw new Error(`no such news: ${kind}`)
  return known
}
