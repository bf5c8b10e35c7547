import nodemailer from 'nodemailer'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { System } from './context.ts'
import type { Tx } from './database/doors.ts'
import type { JobPayload } from './jobs/catalog.ts'

export interface Mail {
  to: string
  subject: string
  text: string
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
  return {
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from: config.MAIL_FROM, to, subject, text })
    },
  }
}

/** Leaves if and only if the transaction commits. The text waits sealed, for it may carry a secret link. */
export async function queueMail({ config, jobs, seal }: System, tx: Tx, mail: Mail): Promise<void> {
  if (config.SMTP_URL === undefined) return
  await jobs.enqueue(tx, 'mail.send', { ...mail, text: seal.close(mail.text) })
}

/** The job `mail.send`. */
export const sendQueuedMail =
  ({ seal }: Pick<System, 'seal'>, mailer: Mailer) =>
  (mail: JobPayload<'mail.send'>): Promise<void> =>
    mailer.send({ ...mail, text: seal.open(mail.text) })
