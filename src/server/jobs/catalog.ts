import * as z from 'zod'

const ofChannel = z.object({ companyId: z.uuid(), channelId: z.uuid() })

/** Every job: what it carries, how often it is tried again, and, for scheduled ones, when it runs.
 *  `onePerKey`: one waiting and one running job per key, held by a unique index. */
export const catalog = {
  'channel.connect': { payload: ofChannel, retries: 20, onePerKey: true },
  'channel.connect-all': { payload: z.object({}), retries: 3, cron: '*/5 * * * *' },
  'channel.try-by-hand': { payload: ofChannel, retries: 5, onePerKey: true },
  'channel.check': { payload: ofChannel, retries: 2, onePerKey: true },
  'channel.check-all': { payload: z.object({}), retries: 3, cron: '*/5 * * * *' },
  'channel.renew-hook': { payload: ofChannel, retries: 20, onePerKey: true },
  'channel.renew-hooks': { payload: z.object({}), retries: 3, cron: '*/2 * * * *' },
  'channel.profile': { payload: ofChannel, retries: 20, onePerKey: true },
  'channel.profiles': { payload: z.object({}), retries: 3, cron: '*/15 * * * *' },
  'channel.unsubscribe': { payload: ofChannel, retries: 20, onePerKey: true },
  'channel.wallets': { payload: z.object({}), retries: 3, cron: '*/30 * * * *' },
  'template.submit': { payload: z.object({ companyId: z.uuid(), templateId: z.uuid() }), retries: 20, onePerKey: true },
  'template.reconcile': {
    payload: ofChannel.extend({ templateId: z.uuid().optional() }),
    retries: 3,
    onePerKey: true,
  },
  'template.reconcile-all': { payload: z.object({}), retries: 3, cron: '*/10 * * * *' },
  'template.edit': { payload: z.object({ companyId: z.uuid(), editId: z.uuid() }), retries: 20, onePerKey: true },
  'template.delete': { payload: z.object({ companyId: z.uuid(), templateId: z.uuid() }), retries: 20, onePerKey: true },
  'template.resume': { payload: z.object({}), retries: 3, cron: '*/10 * * * *' },
  'template.tally': { payload: z.object({}), retries: 3, cron: '* * * * *' },
  'template.adopt': {
    payload: ofChannel.extend({ userId: z.uuid(), userName: z.string() }),
    retries: 5,
    onePerKey: true,
  },
  'contact.erase': { payload: z.object({ companyId: z.uuid(), contactId: z.uuid() }), retries: 20, onePerKey: true },
  'contact.erase-again': { payload: z.object({}), retries: 3, cron: '*/10 * * * *' },
  'contact.move': { payload: z.object({ companyId: z.uuid(), contactId: z.uuid() }), retries: 20, onePerKey: true },
  'contact.import': { payload: z.object({ companyId: z.uuid(), importId: z.uuid() }), retries: 20, onePerKey: true },
  'message.mark-read': { payload: z.object({ companyId: z.uuid(), ticketId: z.uuid() }), retries: 2 },
  'media.fetch': { payload: z.object({}), retries: 20, cron: '* * * * *' },
  'media.tidy': { payload: z.object({}), retries: 3, cron: '41 3 * * *' },
  'interaction.expire': { payload: z.object({}), retries: 3, cron: '*/5 * * * *' },
  'agents.sweep': { payload: z.object({}), retries: 3, cron: '* * * * *' },
  'distribution.sweep': { payload: z.object({}), retries: 3, cron: '* * * * *' },
  'upkeep.prune': { payload: z.object({}), retries: 3, cron: '17 * * * *' },
  'events.replay': {
    payload: ofChannel.extend({ from: z.iso.datetime(), to: z.iso.datetime(), seq: z.number().optional() }),
    retries: 3,
  },
  'notification.operators': {
    payload: z.object({ kind: z.string(), data: z.record(z.string(), z.unknown()) }),
    retries: 5,
  },
  'notification.company': {
    payload: z.object({
      companyId: z.uuid(),
      kind: z.string(),
      data: z.record(z.string(), z.unknown()),
      operators: z.boolean().default(false),
    }),
    retries: 5,
  },
  'notification.people': {
    payload: z.object({
      userIds: z.array(z.uuid()).max(100),
      companyId: z.uuid(),
      kind: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
    retries: 5,
  },
  'notification.mail': {
    payload: z.object({
      userIds: z.array(z.uuid()),
      companyId: z.uuid().nullable(),
      kind: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
    retries: 5,
  },
  'mail.send': {
    payload: z.object({ to: z.email(), subject: z.string(), text: z.string(), id: z.uuid().optional() }),
    retries: 10,
  },
} as const satisfies Record<string, JobKind>

interface JobKind {
  payload: z.ZodType
  retries: number
  onePerKey?: boolean
  cron?: string
}

export type JobName = keyof typeof catalog
export type JobPayload<N extends JobName> = z.infer<(typeof catalog)[N]['payload']>

/** What the queues of pg-boss are made with, by the owner, when migrating. */
export function queueOptions() {
  return Object.entries(catalog).map(([name, kind]: [string, JobKind]) => ({
    name,
    policy: kind.onePerKey ? ('stately' as const) : ('standard' as const),
    notify: true,
    retryLimit: kind.retries,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    expireInSeconds: 120,
    // One whose process died begins again after that, not only when its time is over.
    heartbeatSeconds: 10,
    deleteAfterSeconds: 60 * 60 * 24 * 3,
  }))
}
