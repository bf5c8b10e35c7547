import * as fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf, tablesOfPeople } from '../guards/tables.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { bodiesOf } from './bodies.ts'
import { budget, watchRejections } from './budget.ts'
import { mutate, mutations, spoil, spoilings } from './mutate.ts'

const LARGEST = 5 * 1024 * 1024
const { seed, ms, runs } = budget({ ms: 4000, runs: 200 })
const rejections = watchRejections()

let server: TestServer
let company: Company
let channel: TestChannel
/** Another company with the same things, that nothing may reach. */
let bystander: Company
let before: string

beforeAll(async () => {
  server = await startTestServer()
  const made = await Promise.all([makeNumber(), makeNumber()])
  ;[{ company, channel }, { company: bystander }] = made
  before = await rowsOf(server, await tablesOfPeople(server), bystander.id)
})
afterAll(async () => {
  await server.stop()
  rejections.stop()
})

async function makeNumber() {
  const made = await makeCompany(server)
  const number = await makeActiveChannel(server, { companyId: made.id })
  await makeQueue(server, { companyId: made.id, campaignId: made.defaultCampaignId, channels: [number.id] })
  return { company: made, channel: number }
}

const CONTENT_TYPES = [
  'application/json;charset=utf-8',
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/octet-stream',
  undefined,
]

async function post(body: Buffer, type: string | undefined, chunked: boolean): Promise<number> {
  const answer = await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
    method: 'POST',
    headers: type === undefined ? {} : { 'content-type': type },
    body: chunked ? new Blob([new Uint8Array(body)]).stream() : new Uint8Array(body),
    ...(chunked ? { duplex: 'half' } : {}),
    signal: AbortSignal.timeout(20_000),
  })
  return answer.status
}

const count = async (where: string) => (await server.sql<{ n: number }>(`select count(*)::int n from ${where}`))[0]!.n
const drained = () => until('all events are handled', async () => (await count('raw_event')) === 0, 60_000)

test(`whatever comes with a good key is 200 (seed ${seed})`, { timeout: ms + 120_000 }, async () => {
  const bodies = bodiesOf(channel)
  const body = fc
    .tuple(fc.constantFrom(...bodies), mutations(5000), spoilings)
    .map(([given, changes, how]) => spoil(JSON.stringify(mutate(given, changes)) ?? '', how))
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(...CONTENT_TYPES), fc.boolean(), async (bytes, type, chunked) => {
      expect(await post(bytes, type, chunked)).toBe(200)
    }),
    { seed, numRuns: runs, interruptAfterTimeLimit: ms, markInterruptAsFailure: false },
  )
})

test('what PostgreSQL takes in no text is taken out, wherever it stands', async () => {
  const odd = 'a\0b\ud800c'
  const who = { source: '51900000995', sender: { name: odd, userId: `PE.1${odd}` }, context: { gsId: odd } }
  const payloads = [
    { type: 'file', payload: { name: odd, url: `https://media.example.com/${odd}`, contentType: odd, caption: odd } },
    { type: 'contact', payload: { contacts: [{ name: { formatted_name: odd }, phones: [{ phone: odd }] }] } },
    { type: 'reaction', payload: { emoji: odd, id: odd } },
    { type: 'quick_reply', payload: { title: odd, postbackText: odd } },
  ]
  const ids = payloads.map((_, i) => `wamid.odd${odd}${i}`)
  for (const [i, part] of payloads.entries()) {
    const body = { appId: channel.appId, type: 'message', payload: { id: ids[i], ...who, ...part } }
    expect(await post(Buffer.from(JSON.stringify(body)), 'application/json', false)).toBe(200)
  }
  const about = { id: randomUUID(), type: 'failed', destination: odd, payload: { code: odd, reason: odd } }
  const others = [
    { type: 'message-event', payload: about },
    { type: 'template-event', payload: { id: odd, elementName: odd, status: odd, rejectedReason: odd } },
    { type: 'account-event', payload: { type: odd, payload: { status: odd, rejectedReason: odd } } },
    { type: odd, payload: {} },
  ]
  for (const body of others) await post(Buffer.from(JSON.stringify(body)), 'application/json', false)
})

test('bodies up to 5 MB are taken, larger ones are 413, whatever is in them', { timeout: 120_000 }, async () => {
  const text = (inner: string) =>
    `{"appId":"${channel.appId}","type":"message","payload":{"id":"wamid.${randomUUID()}","source":"51900000993","type":"text","payload":{"text":${inner}},"sender":{"name":"Rosa"}}}`
  const fill = (start: string, unit: string, end: string, size = LARGEST) => {
    const times = Math.floor((size - start.length - end.length) / Buffer.byteLength(unit))
    return Buffer.from(start + unit.repeat(times) + end)
  }
  const v3 = `{"gs_app_id":"${channel.appId}","entry":[{"changes":[{"field":"messages","value":{"statuses":[`
  const taken = [
    fill(text('"').slice(0, -4), 'ñ', '"}}}'),
    fill(text('"').slice(0, -4), '\\u0000\\ud800', '"}}}'),
    fill(v3, '{},', '{}]}}]}]}'),
    fill(v3, '{"id":"x","status":"sent"},', '{}]}}]}]}'),
    fill('', '[', ''),
    fill('{"a":', '[', ']', 1000),
    Buffer.from(`${'['.repeat(LARGEST / 2 - 1)}${']'.repeat(LARGEST / 2 - 1)}`),
    fill('{"type":"message","payload":', '{"payload":', '1'),
    fill('', '\0', ''),
    Buffer.alloc(0),
  ]
  for (const [i, bytes] of taken.entries()) expect([i, await post(bytes, 'application/json', false)]).toEqual([i, 200])
  const large = fill('"', 'x', '"', LARGEST + 1000)
  expect([await post(large, 'application/json', false), await post(large, 'text/plain', true)]).toEqual([413, 413])
})

test('broken requests end, and never in a fault of ours', async () => {
  const line = (method: string, key = channel.hookKey) => `${method} /hooks/gupshup/${key} HTTP/1.1\r\nhost: x\r\n`
  const requests = [
    `${line('POST')}content-length: 100\r\n\r\n{"a":1}`,
    `${line('POST')}content-length: 3\r\n\r\n{"a":1}`,
    `${line('POST')}content-length: -1\r\n\r\n{}`,
    `${line('POST')}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    `${line('POST')}transfer-encoding: chunked\r\n\r\nzz\r\n{}`,
    `${line('POST')}transfer-encoding: chunked\r\n\r\n5\r\n{"a"`,
    `${line('POST')}content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}`,
    `${line('POST')}content-type: no type at all\r\ncontent-length: 2\r\n\r\n{}`,
    `${line('POST')}\r\n`,
    `${line('POST', '%00')}content-length: 2\r\n\r\n{}`,
    `${line('POST', 'x'.repeat(5000))}content-length: 2\r\n\r\n{}`,
    ...['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'].map(
      (method) => `${line(method)}content-length: 2\r\n\r\n{}`,
    ),
  ]
  const answers = await Promise.all(requests.map(rawAnswer))
  for (const [i, answer] of answers.entries()) expect(answer, requests[i]).not.toMatch(/HTTP\/1\.1 5/)
})

/** What comes back for these bytes until the connection ends, or has nothing more to say. */
function rawAnswer(request: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname, () => socket.write(request))
    let answer = ''
    socket.setTimeout(500, () => socket.destroy())
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}

test('after all this everything is stored or set aside, a good message goes its way, and nobody else was touched', async () => {
  const id = `wamid.${randomUUID()}`
  const from = '51900000994'
  const payload = { id, source: from, type: 'text', payload: { text: 'Buenas' }, sender: { name: 'Iris' } }
  const good = { appId: channel.appId, timestamp: Date.now(), version: 2, type: 'message', payload }
  expect(await post(Buffer.from(JSON.stringify(good)), 'application/json', false)).toBe(200)
  await drained()
  // What could be read was also storable.
  const reasons = await server.sql<{ reason: string }>('select distinct reason from event_set_aside')
  expect(['names another app', 'not JSON']).toEqual(expect.arrayContaining(reasons.map(({ reason }) => reason)))
  expect(await count(`message where external_id like 'wamid.oddab%'`)).toBe(4)
  const rows = await server.sql('select text, company_id from message where external_id = $1', [id])
  expect(rows).toEqual([{ text: 'Buenas', company_id: company.id }])
  expect(await rowsOf(server, await tablesOfPeople(server), bystander.id)).toBe(before)
  expect(rejections.seen).toEqual([])
})
