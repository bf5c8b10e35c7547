import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { lineKey } from '../../../rules/phone.ts'
import { channelByKey } from '../../features/channels/channel-by-key.ts'
import type { Database } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { metrics } from '../../metrics.ts'
import type { ProviderEvent, WebhookItem } from '../../provider/events.ts'
import type { Seal } from '../../seal.ts'
import type { Arrival, Intake } from './intake.ts'

const BODY_AT_MOST = 5 * 1024 * 1024
const LANES = 1024
const CACHE_MS = 30_000

/** How a provider's webhook is read; given by the adapter, so that the pipeline knows no provider. */
export interface WebhookReader {
  parse(body: unknown, options: { text: string }): WebhookItem[]
  appOf(body: unknown): { appId?: string; appName?: string }
}

type Known = Awaited<ReturnType<typeof channelByKey>>

/** POST /hooks/gupshup/:key: parse once, commit, answer 200; never anything else for what came with a good key. */
export function openDoor(app: FastifyInstance, db: Database, seal: Seal, intake: Intake, reader: WebhookReader): void {
  const cache = new Map<string, { channel: Known; until: number }>()

  async function channelOf(key: string): Promise<Known> {
    const hit = cache.get(key)
    if (hit && hit.until > Date.now()) return hit.channel
    const channel = await db.asSystem('channel-by-key', (tx) => channelByKey(tx, key))
    // Unknown keys are remembered too, but not many and not for long.
    if (cache.size > 10_000) cache.clear()
    // A connection in the making still changes; it is read anew each time.
    if (channel === undefined || channel.secretCarried)
      cache.set(key, { channel, until: Date.now() + (channel ? CACHE_MS : 2000) })
    return channel
  }

  void app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_AT_MOST }, (_req, body, done) =>
      done(null, body),
    )
    door.route({
      method: 'POST',
      url: '/hooks/gupshup/:key',
      bodyLimit: BODY_AT_MOST,
      handler: async (req, reply) => {
        const channel = await channelOf((req.params as { key: string }).key)
        if (channel === undefined) return refuse(reply, 404, 'unknown_key')
        const text = typeof req.body === 'string' ? req.body : ''
        const body = parseJson(text)
        if (body === undefined) return aside(reply, channel, text, 'not JSON')
        const items = reader.parse(body, { text })
        if (items.every((i) => i.event.kind === 'ping')) return reply.status(200).send()
        if (channel.secretCarried && !carriesSecret(req, seal.open(channel.sealedSecret)))
          return refuse(reply, 401, 'no_secret')
        if (namesAnotherApp(channel, reader.appOf(body))) return aside(reply, channel, text, 'names another app')
        await intake.add(items.flatMap((item) => arrival(channel, item)))
        return reply.status(200).send()
      },
    })
  })

  async function aside(
    reply: FastifyReply,
    channel: NonNullable<Known>,
    raw: string,
    reason: string,
  ): Promise<FastifyReply> {
    await db.asSystem('inbound', (tx) =>
      tx
        .insertInto('event_set_aside')
        .values({
          id: newId(),
          company_id: channel.companyId,
          channel_id: channel.channelId,
          reason,
          raw: raw.replaceAll('\0', ''),
        })
        .execute(),
    )
    metrics.webhookRefused.inc({ reason })
    return reply.status(200).send()
  }
}

function arrival(channel: NonNullable<Known>, { event, dedupeKey, raw }: WebhookItem): Arrival[] {
  metrics.webhookEvents.inc({ kind: event.kind })
  if (event.kind === 'ping' || event.kind === 'ignored') return []
  const { companyId, channelId } = channel
  return [{ companyId, channelId, dedupeKey, raw, event, lane: laneOf(event), receivedAt: Date.now() }]
}

/** A status carries its recipient, so it meets the contact's messages in one lane. */
function laneOf(event: ProviderEvent): number {
  const address =
    event.kind === 'message' ? event.from || (event.userId ?? '') : event.kind === 'status' ? (event.to ?? '') : ''
  let hash = 7
  for (const char of lineKey(address)) hash = (hash * 31 + char.charCodeAt(0)) | 0
  return Math.abs(hash) % LANES
}

function carriesSecret(req: FastifyRequest, secret: string): boolean {
  const given = Buffer.from(String(req.headers['x-score-secret'] ?? ''))
  const wanted = Buffer.from(secret)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const namesAnotherApp = (channel: NonNullable<Known>, named: { appId?: string; appName?: string }) =>
  named.appId !== undefined && channel.appId !== null
    ? named.appId !== channel.appId
    : named.appName !== undefined && named.appName !== channel.appName

function refuse(reply: FastifyReply, status: 401 | 404, reason: string): FastifyReply {
  metrics.webhookRefused.inc({ reason })
  return reply.status(status).send()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
