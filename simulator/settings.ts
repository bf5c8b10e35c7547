import { z } from 'zod'
import { faultsSchema } from './faults.ts'

const ms = z.number().min(0)

/** What may be given at the start and changed while the simulator runs; times in ms. */
export const settingsSchema = z.strictObject({
  /** From request to verdict of a template. */
  reviewDelayMs: ms.default(3000),
  /** Between two statuses of a message. */
  statusDelayMs: ms.default(400),
  /** After this a sign-up link finishes by itself; null: a person does it. */
  signUpDelayMs: ms.nullable().default(null),
  /** After this a delivered message is read by itself; null: somebody opens the chat. */
  readDelayMs: ms.nullable().default(null),
  /** False: no status is ever sent. */
  statuses: z.boolean().default(true),
  /** Which are sent; a failure always is. */
  statusKinds: z
    .array(z.enum(['enqueued', 'sent', 'delivered', 'read']))
    .default(['enqueued', 'sent', 'delivered', 'read']),
  /** How often a webhook without a 2xx is posted again. */
  retries: z.int().min(0).default(1),
  retryAfterMs: ms.default(2000),
  /** False switches the documented rate limits off, for load tests. */
  rateLimits: z.boolean().default(true),
  /** Throughput of one number. */
  messagesPerSecond: z.number().min(1).default(80),
  /** False: login, app tokens and API keys are over, section 1.4. */
  classicTokens: z.boolean().default(true),
  partnerTokenLifeMs: ms.default(86_400_000),
  /** Of a classic app token; null: for ever. */
  appTokenLifeMs: ms.nullable().default(null),
  /** How long the address of an inbound file works. */
  mediaLifeMs: ms.default(7 * 86_400_000),
  /** True: no inbound file is to be had. */
  mediaGone: z.boolean().default(false),
  /** Parts of the business profile that WhatsApp refuses: fields of the form, `about`, `photo`. */
  refuseProfile: z.array(z.string()).default([]),
  /** How far the provider's clock is off. */
  clockOffsetMs: z.number().default(0),
  faults: faultsSchema.prefault({}),
})

export type Settings = z.output<typeof settingsSchema>

/** Changes what is named and nothing else. @throws z.ZodError for what does not exist or does not fit */
export function changeSettings(settings: Settings, changes: unknown): void {
  const named = typeof changes === 'object' && changes !== null ? Object.keys(changes) : []
  const read = settingsSchema.parse(changes)
  Object.assign(settings, Object.fromEntries(Object.entries(read).filter(([name]) => named.includes(name))))
}
