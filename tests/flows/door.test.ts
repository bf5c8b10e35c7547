import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

const PROXY_SAW = '198.51.100.20'
let server: TestServer
let guarded: TestServer
let company: Company
let channel: TestChannel
let n = 0

beforeAll(async () => {
  server = await startTestServer()
  guarded = await startTestServer({
    settings: { GUPSHUP_SOURCE_IPS: 'gupshup, 203.0.113.0/24', TRUST_PROXY: 'true', RATE_LIMITS: 'true' },
  })
})
afterAll(async () => {
  await server.stop()
  await guarded.stop()
})
beforeEach(async () => {
  ;({ company, channel } = await makePlace(server))
})

async function makePlace(on: TestServer, { carried = true } = {}) {
  const made = await makeCompany(on)
  const own = await makeActiveChannel(on, { companyId: made.id })
  await makeQueue(on, { companyId: made.id, campaignId: made.defaultCampaignId, channels: [own.id] })
  await on.sql('update channel_connection set hook_secret_carried = $2 where channel_id = $1', [own.id, carried])
  return { company: made, channel: own }
}

const message = (of: TestChannel = channel) => ({
  appId: of.appId,
  timestamp: Date.now(),
  version: 2,
  type: 'message',
  payload: {
    id: `wamid.${randomUUID()}`,
    source: `5190030${String(++n).padStart(4, '0')}`,
    type: 'text',
    payload: { text: 'hola' },
    sender: { name: 'Cliente' },
  },
})
const pingV2 = (of: TestChannel) => ({
  app: of.appName,
  timestamp: Date.now(),
  version: 2,
  type: 'user-event',
  payload: { phone: 'callbackSetPhone', type: 'sandbox-start' },
})
const change = (of: TestChannel, value: object) => ({
  object: 'whatsapp_business_account',
  gs_app_id: of.appId,
  entry: [{ id: '1', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', ...value } }] }],
})
const pingV3 = (of: TestChannel, more: object = {}) => change(of, { statuses: [{ type: 'set-callback' }], ...more })

const post = async (body: unknown, headers: Record<string, string> = {}, key = channel.hookKey, on = server) => {
  const answer = await fetch(`${on.url}/hooks/gupshup/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return answer.status
}
const secret = (of: TestChannel = channel) => ({ 'x-score-secret': of.hookSecret })
const tallyOf = async (of: TestChannel, on = server): Promise<Record<string, number>> => {
  const rows = await on.sql<{ outcome: string; n: number }>(
    'select outcome, sum(count)::int as n from webhook_tally where channel_id = $1 group by 1',
    [of.id],
  )
  return Object.fromEntries(rows.map((row) => [row.outcome, row.n]))
}
const stored = async () =>
  (await server.sql<{ n: number }>('select count(*)::int n from message where company_id = $1', [company.id]))[0]!.n
const setAside = () =>
  server.sql<{ reason: string }>('select reason from event_set_aside where channel_id = $1', [channel.id])

describe('authenticity at the door', () => {
  test('only what carries the secret of its key is taken; the rest is counted on the channel, by reason', async () => {
    expect(await post(message())).toBe(401)
    expect(await post(message(), { 'x-score-secret': 'guess' })).toBe(401)
    expect(await post(message(), { 'x-score-secret': `${channel.hookSecret}x` })).toBe(401)
    expect(await post(message(), secret())).toBe(200)
    await until('the one is handled', async () => (await stored()) === 1)
    const counted = await until('it is counted', async () => {
      const tally = await tallyOf(channel)
      return tally['message'] === 1 && tally
    })
    expect(counted).toEqual({ message: 1, no_secret: 1, wrong_secret: 2 })
  })

  test('another channel’s secret opens nothing', async () => {
    const other = await makePlace(server)
    expect(await post(message(), secret(other.channel))).toBe(401)
  })

  test('both pings are answered without secret and without effect', async () => {
    expect(await post(pingV2(channel))).toBe(200)
    expect(await post(pingV3(channel))).toBe(200)
    expect(await server.sql('select from raw_event where channel_id = $1', [channel.id])).toEqual([])
    expect(await setAside()).toEqual([])
  })

  test('a ping beside something real opens nothing', async () => {
    const real = {
      gs_id: randomUUID(),
      id: randomUUID(),
      status: 'delivered',
      timestamp: '1777900000',
      recipient_id: '51900000001',
    }
    const mixed = [
      pingV3(channel, { statuses: [{ type: 'set-callback' }, real] }),
      pingV3(channel, {
        messages: [
          { id: 'wamid.X', from: '51900000001', timestamp: '1777900000', type: 'text', text: { body: 'hola' } },
        ],
      }),
      { ...pingV3(channel), entry: [...pingV3(channel).entry, ...change(channel, { statuses: [real] }).entry] },
    ]
    for (const body of mixed) expect(await post(body)).toBe(401)
    expect(await server.sql('select from raw_event where channel_id = $1', [channel.id])).toEqual([])
  })

  test('what is not JSON, or names another app, is set aside with the secret and turned away without', async () => {
    const foreign = { ...message(), appId: randomUUID() }
    expect([await post('{"app":'), await post(foreign)]).toEqual([401, 401])
    expect(await setAside()).toEqual([])
    expect([await post('{"app":', secret()), await post(foreign, secret())]).toEqual([200, 200])
    expect((await setAside()).map((r) => r.reason).toSorted()).toEqual(['names another app', 'not JSON'])
  })

  test('a body over 5 MB is 413 and counted', async () => {
    expect(await post(JSON.stringify({ x: 'y'.repeat(5 * 1024 * 1024) }), secret())).toBe(413)
    await until('it is counted', async () => (await tallyOf(channel))['too_large'] === 1)
  })

  test('a retired key is 404, and its use is counted on the channel', async () => {
    await server.sql(`update channel_hook set state = 'retired' where key = $1`, [channel.hookKey])
    expect(await post(message(), secret())).toBe(404)
    await until('it is counted', async () => (await tallyOf(channel))['old_key'] === 1)
  })
})

describe('with a list of sources, behind a proxy', () => {
  const through = (...forwarded: string[]) => ({ 'x-forwarded-for': forwarded.join(', ') })

  test('only they may come; the address that the proxy wrote down counts, not what the caller wrote before it', async () => {
    const { channel: own } = await makePlace(guarded)
    const send = (headers: Record<string, string>) =>
      post(message(own), { ...secret(own), ...headers }, own.hookKey, guarded)
    expect(await send(through('34.202.224.208'))).toBe(200)
    expect(await send(through(PROXY_SAW, '203.0.113.77'))).toBe(200)
    expect(await send(through('34.202.224.208', PROXY_SAW))).toBe(403)
    expect(await send({})).toBe(403)
    expect(await post(pingV2(own), through(PROXY_SAW), own.hookKey, guarded)).toBe(200)
    await until('it is counted', async () => (await tallyOf(own, guarded))['wrong_address'] === 2)
  })

  test('an address that guesses keys has to wait; nobody else has', async () => {
    const { channel: own } = await makePlace(guarded)
    const guess = (address: string) => post('{}', through(address), randomUUID().replaceAll('-', ''), guarded)
    const answers = []
    for (let i = 0; i < 70; i++) answers.push(await guess('203.0.113.9'))
    expect(answers.slice(0, 60)).toEqual(Array(60).fill(404))
    expect(answers.at(-1)).toBe(429)
    expect(await guess('203.0.113.10')).toBe(404)
    expect(await post(message(own), { ...secret(own), ...through('203.0.113.11') }, own.hookKey, guarded)).toBe(200)
  })
})
