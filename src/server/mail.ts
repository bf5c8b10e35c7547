import nodemailer from 'nodemailer'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { System } from './context.ts'
import type { Tx } from './database/doors.ts'
import { newId } from './database/id.ts'
import type { JobPayload } from './jobs/catalog.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  /** The same for every try, so that a reader's program can tell a mail that came twice. */
  id?: string
}

export interface Mailer {
  send: (mail: Mail) => Promise<void>
}

/** Mail through SMTP_URL. Without it mails are dropped, and the log says that there was one, never what. */
export function openMail(config: Config, log: Logger): Mailer {
  if (config.SMTP_URL === undefined) {
    return { send: async () => log.info('a mail was not sent: SMTP_URL is not set') }
  }
  const transport = nodemailer.createTransport(config.SMTP_URL)
  const { hostname } = new URL(config.PUBLIC_URL)
  return {
    send: async ({ to, subject, text, id }) => {
      const messageId = id === undefined ? {} : { messageId: `<${id}@${hostname}>` }
      await transport.sendMail({ from: config.MAIL_FROM, to, subject, text, ...messageId })
    },
  }
}

/** Leaves if and only if the transaction commits. The text waits sealed, for it may carry a secret link.
 *  @param once another one of this key within so many seconds is dropped */
export async function queueMail(
  { config, jobs, seal }: System,
  tx: Tx,
  mail: Mail,
  once?: { key: string; seconds: number },
): Promise<void> {
  if (config.SMTP_URL === undefined) return
  const payload = { ...mail, id: newId(), text: seal.close(mail.text) }
  await jobs.enqueue(tx, 'mail.send', payload, once && { key: once.key, onceInSeconds: once.seconds })
}

/** The job `mail.send`. It may run twice; what the mail server took is not sent again. */
export const sendQueuedMail =
  ({ db, seal }: Pick<System, 'db' | 'seal'>, mailer: Mailer) =>
  async (mail: JobPayload<'mail.send'>): Promise<void> => {
    const { id } = mail
    const taken = id !== undefined && (await db.asSystem('notifications', (tx) => wasTaken(tx, id)))
    if (taken) return
    const { to, subject, text } = mail
    await mailer.send({ to, subject, text: seal.open(text), ...(id && { id }) })
    if (id !== undefined) await db.asSystem('notifications', (tx) => noteTaken(tx, id))
  }

const wasTaken = async (tx: Tx, id: string) =>
  (await tx.selectFrom('mail_taken').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

async function noteTaken(tx: Tx, id: string): Promise<void> {
  await tx
    .insertInto('mail_taken')
    .values({ id })
    .onConflict((c) => c.doNothing())
    .execute()
}
