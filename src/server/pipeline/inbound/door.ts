import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import type { Database } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { type Failure, openWebhookTally } from '../../features/channels/webhook-tally.ts'
import { metrics } from '../../metrics.ts'
import type { WebhookItem } from '../../provider/events.ts'
import type { Seal } from '../../seal.ts'
import { sourceList } from '../../source-list.ts'
import { type Hook, openHooks } from './hooks.ts'
import type { Arrival, Intake } from './intake.ts'
import { laneOf } from './lanes.ts'

const BODY_AT_MOST = 5 * 1024 * 1024
const PING_AT_MOST = 4096
const NOTHING_SENT = new Set(['ping', 'ignored'])

/** How a provider's webhook is read; given by the adapter, so that the pipeline knows no provider. */
export interface WebhookReader {
  parse(body: unknown, options: { text: string }): WebhookItem[]
  appOf(body: unknown): { appId?: string; appName?: string }
  /** The addresses from which the provider says that it calls. */
  sources?: readonly string[]
}

/** POST /hooks/gupshup/:key: parse once, commit, answer 200; never anything else for what the provider sent. */
export function openDoor(
  app: FastifyInstance,
  db: Database,
  seal: Seal,
  intake: Intake,
  reader: WebhookReader,
  config: Pick<Config, 'GUPSHUP_SOURCE_IPS' | 'RATE_LIMITS'>,
): void {
  const hooks = openHooks(db, seal, { limited: config.RATE_LIMITS })
  const tally = openWebhookTally(db, (err) => app.log.warn({ err }, 'webhook tally'))
  const mayCome = sourceList(
    (config.GUPSHUP_SOURCE_IPS ?? []).flatMap((item) => (item === 'gupshup' ? (reader.sources ?? []) : [item])),
  )
  app.addHook('onClose', () => tally.close())

  function refuse(reply: FastifyReply, status: number, reason: string, hook?: Hook): FastifyReply {
    metrics.webhookRefused.inc({ reason })
    if (hook) tally.count(hook, reason as Failure)
    return reply.status(status).send()
  }

  async function setAside(hook: Hook, raw: string, reason: 'not_json' | 'other_app'): Promise<void> {
    await db.asSystem('inbound', (tx) =>
      tx
        .insertInto('event_set_aside')
        .values({
          id: newId(),
          company_id: hook.companyId,
          channel_id: hook.channelId,
          reason: REASON[reason],
          raw: raw.replaceAll('\0', ''),
        })
        .execute(),
    )
    metrics.webhookRefused.inc({ reason })
    tally.count(hook, reason)
  }

  /** Why this call may not be the provider's; null when it is. */
  function doubt(req: FastifyRequest, { secret }: Hook): Failure | null {
    if (!mayCome(addressOf(req))) return 'wrong_address'
    if (secret === null) return null
    const given = req.headers['x-score-secret']
    if (given === undefined) return 'no_secret'
    return same(Buffer.from(String(given)), secret) ? null : 'wrong_secret'
  }

  const isPing = (text: string): boolean => {
    const body = text.length <= PING_AT_MOST ? parseJson(text) : undefined
    return body !== undefined && reader.parse(body, { text }).every(({ event }) => event.kind === 'ping')
  }

  async function receive(req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const hook = await hooks.find((req.params as { key: string }).key, addressOf(req))
    if (hook === 'too_many') return refuse(reply, 429, 'too_many')
    if (hook === undefined) return refuse(reply, 404, 'unknown_key')
    if (hook.state === 'retired') return refuse(reply, 404, 'old_key', hook)
    const text = typeof req.body === 'string' ? req.body : ''
    const failure = doubt(req, hook)
    // The provider's check of the address may come without its headers (reference 5.2): answered, and nothing else.
    if (failure !== null && !isPing(text)) return refuse(reply, failure === 'wrong_address' ? 403 : 401, failure, hook)
    tally.used(hook.key)
    const body = parseJson(text)
    if (body === undefined) {
      await setAside(hook, text, 'not_json')
    } else {
      const items = reader.parse(body, { text })
      const sent = items.filter(({ event }) => !NOTHING_SENT.has(event.kind))
      if (sent.length > 0 && namesAnotherApp(hook, reader.appOf(body))) await setAside(hook, text, 'other_app')
      else await take(hook, items, sent)
    }
    return reply.status(200).send()
  }

  async function take(hook: Hook, items: readonly WebhookItem[], sent: readonly WebhookItem[]): Promise<void> {
    if (sent.length > 0) await intake.add(sent.map((item) => arrivalOf(hook, item)))
    for (const { event } of items) {
      metrics.webhookEvents.inc({ kind: event.kind })
      if (event.kind !== 'ping')
        tally.count(hook, event.kind === 'message' || event.kind === 'status' ? event.kind : 'other')
    }
  }

  void app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_AT_MOST }, (_req, body, done) =>
      done(null, body),
    )
    door.setErrorHandler(async (error: Error & { statusCode?: number }, req, reply) => {
      if (error.statusCode !== 413) throw error
      const hook = await hooks.find((req.params as { key: string }).key, addressOf(req))
      return refuse(reply, 413, 'too_large', typeof hook === 'object' ? hook : undefined)
    })
    door.route({ method: 'POST', url: '/hooks/gupshup/:key', bodyLimit: BODY_AT_MOST, handler: receive })
  })
}

const REASON = { not_json: 'not JSON', other_app: 'names another app' } as const

function arrivalOf({ companyId, channelId }: Hook, { event, dedupeKey, raw }: WebhookItem): Arrival {
  return { companyId, channelId, dedupeKey, raw, event, lane: laneOf(event) }
}

/** Behind a proxy what the proxy itself wrote down, which is the last one it named: the others anybody can write. */
const addressOf = (req: FastifyRequest): string => req.ips?.[1] ?? req.ip

const same = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)

const namesAnotherApp = (hook: Hook, named: { appId?: string; appName?: string }) =>
  named.appId !== undefined && hook.appId !== null
    ? named.appId !== hook.appId
    : named.appName !== undefined && named.appName !== hook.appName

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
