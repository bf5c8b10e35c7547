import { createHash, randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { files } from '../support/files.ts'
import { listen } from '../support/listen.ts'
import { type Company, makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let queueId: string
let agent: TestPerson
let n = 0

beforeAll(async () => {
  server = await startTestServer({ settings: { MEDIA_QUOTA_MB: '20', MEDIA_MAX_MB: '1' } })
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  const companyId = company.id
  channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const queue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  queueId = queue.id
  agent = await makePerson(server, { companyId, role: 'agent', queues: [queueId] })
})
afterEach(() => {
  server.simulator.settings.faults = {}
  server.simulator.settings.mediaGone = false
})

interface Shown {
  kind: string
  text: string
  content: Record<string, unknown> | null
  media: { id: string; state: string; form: string; type: string; bytes: number; fileName: string; reason: string }
}

/** A customer's file, and how the agent sees it. */
async function sent(bytes: Buffer, file: { contentType: string; name?: string; caption?: string }) {
  const phone = `5190030${String(++n).padStart(4, '0')}`
  const { contentType, name = '', caption = '' } = file
  await phoneOf(server, phone).send(
    { name, contentType, caption, base64: bytes.toString('base64') },
    channel.identifier,
  )
  const ticketId = await until('its ticket', async () => {
    const rows = await server.sql<{ id: string }>(
      `select t.id from ticket t join contact_address a on a.company_id = t.company_id and a.contact_id = t.contact_id
       where t.company_id = $1 and a.kind = 'phone' and a.shown like '%' || $2`,
      [company.id, phone],
    )
    return rows[0]?.id
  })
  const look = async (): Promise<Shown> => {
    const { body } = await agent.call('GET', `/tickets/${ticketId}/messages`)
    return (body as { items: Shown[] }).items[0]!
  }
  const whenever = (what: string, is: (shown: Shown) => boolean) =>
    until(what, async () => {
      const shown = await look()
      return is(shown) && shown
    })
  return { phone, ticketId, look, whenever, stored: () => whenever('stored', (m) => m.media.state === 'stored') }
}

const bytesOf = (id: string, headers: Record<string, string> = {}, query = '') =>
  fetch(`${server.url}/api/media/${id}${query}`, { headers: { cookie: agent.cookie, ...headers } })

describe('files of messages', () => {
  test('WS-5 an image is copied at once and shown as what its bytes are, never by the address it came from', async () => {
    const bytes = files.png(5000)
    const { stored } = await sent(bytes, { contentType: 'image/jpeg', caption: 'Mi voucher' })
    const { media, text, kind, content } = await stored()
    expect(media).toMatchObject({ form: 'image', type: 'image/png', bytes: bytes.length, fileName: null, reason: null })
    expect([kind, text, JSON.stringify(content).includes('http')]).toEqual(['image', 'Mi voucher', false])
    const answer = await bytesOf(media.id)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'content-disposition': expect.stringMatching(/^inline; filename="image-\w{8}\.png"/) as string,
      'content-security-policy': `default-src 'none'; sandbox`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${sha256}"`,
    })
    expect((await bytesOf(media.id, { 'if-none-match': `"${sha256}"` })).status).toBe(304)
    const attached = await bytesOf(media.id, {}, '?download')
    expect(attached.headers.get('content-disposition')).toMatch(/^attachment; /)
    await attached.arrayBuffer()
  })

  test('a page that calls itself an image is an attachment, and its name cannot lie', async () => {
    const page = await (await sent(files.html(), { contentType: 'image/png' })).stored()
    expect(page.media).toMatchObject({ form: 'file', type: null })
    const answer = await bytesOf(page.media.id)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /)
    await answer.arrayBuffer()
    const name = 'factura\u202Efdp "ñ"/../x.pdf'
    const pdf = await (await sent(files.pdf(), { contentType: 'application/pdf', name })).stored()
    expect(pdf.media).toMatchObject({ form: 'file', type: 'application/pdf', fileName: 'factura fdp ñ .. x.pdf' })
    const attached = await bytesOf(pdf.media.id)
    expect(attached.headers.get('content-disposition')).toBe(
      `attachment; filename="factura fdp _ .. x.pdf"; filename*=UTF-8''factura%20fdp%20%C3%B1%20..%20x.pdf`,
    )
    await attached.arrayBuffer()
  })

  test('sound comes in ranges, so that a player can jump', async () => {
    const bytes = files.wav()
    const { media } = await (await sent(bytes, { contentType: 'audio/wav' })).stored()
    expect(media).toMatchObject({ form: 'audio', type: 'audio/wav' })
    const part = await bytesOf(media.id, { range: 'bytes=100-199' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
    const stale = await bytesOf(media.id, { range: 'bytes=100-199', 'if-range': '"other"' })
    expect(stale.status).toBe(200)
    await stale.arrayBuffer()
    const beyond = await bytesOf(media.id, { range: `bytes=${bytes.length}-` })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
  })

  test('seen by whoever may read the message, and by nobody else', async () => {
    const { stored } = await sent(files.png(), { contentType: 'image/png' })
    const { id } = (await stored()).media
    const companyId = company.id
    const other = await makeCompany(server)
    const people = {
      admin: await makePerson(server, { companyId, role: 'admin' }),
      'agent of another queue': await makePerson(server, { companyId, role: 'agent' }),
      operator: await makeOperator(server),
      'owner of another company': await makePerson(server, { companyId: other.id, role: 'owner' }),
    }
    const statuses = Object.entries(people).map(async ([who, { call }]) => [
      who,
      (await call('GET', `/media/${id}`)).status,
      (await call('POST', `/media/${id}/retry`, {})).status,
    ])
    expect(await Promise.all(statuses)).toEqual([
      ['admin', 200, 200],
      ['agent of another queue', 404, 404],
      ['operator', 403, 403],
      ['owner of another company', 404, 404],
    ])
    expect(await server.anonymous('GET', `/media/${id}`)).toMatchObject({
      status: 401,
      body: { code: 'not_signed_in' },
    })
    expect(await agent.call('GET', `/media/${randomUUID()}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
    expect(await agent.call('GET', '/media/..%2f..%2fsecret')).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  test('TK-7 what came while the number was off is fetched too, and seen in the ticket of its contact', async () => {
    const first = await sent(files.png(), { contentType: 'image/png', caption: 'Uno' })
    await first.stored()
    await server.sql('update channel set enabled = false where id = $1', [channel.id])
    const file = { name: '', contentType: 'image/png', caption: 'Dos', base64: files.png(10).toString('base64') }
    await phoneOf(server, first.phone).send(file, channel.identifier)
    const { media } = await first.whenever('the second', (m) => m.text === 'Dos' && m.media.state === 'stored')
    expect((await agent.call('GET', `/media/${media.id}`)).status).toBe(200)
    const other = await makePerson(server, { companyId: company.id, role: 'agent' })
    expect((await other.call('GET', `/media/${media.id}`)).status).toBe(404)
  })

  test('the provider away: it is tried again by itself, and the screens hear of it', async () => {
    server.simulator.settings.faults = { api: { media: { serverError: 1 } } }
    const file = await sent(files.png(), { contentType: 'image/png' })
    const waits = await file.whenever('a reason', (m) => m.media.reason !== null)
    expect(waits.media).toMatchObject({ state: 'waiting', reason: expect.stringContaining('todavía') as string })
    const live = await listen(server, agent)
    server.simulator.settings.faults = {}
    await until('told', () => live.heard.some((c) => c.topic === 'messages' && c.id === file.ticketId))
    expect((await file.look()).media).toMatchObject({ state: 'stored', reason: null })
    await live.close()
  })

  test('what is too large stays away until somebody asks, what WhatsApp has no more for good', async () => {
    const large = await sent(files.png(1_048_576), { contentType: 'image/png' })
    const failed = await large.whenever('failed', (m) => m.media.state === 'failed')
    expect(failed.media.reason).toMatch(/más grande/)
    expect((await agent.call('GET', `/media/${failed.media.id}`)).status).toBe(404)

    server.simulator.settings.mediaLifeMs = -1
    const late = await sent(files.png(), { contentType: 'image/png' })
    const { media } = await late.whenever('gone', (m) => m.media.state === 'gone')
    server.simulator.settings.mediaLifeMs = 7 * 86_400_000
    expect(media.reason).toMatch(/ya no lo tiene/)
    expect(await agent.call('POST', `/media/${media.id}/retry`, {})).toMatchObject({
      status: 409,
      body: { code: 'media_gone' },
    })
  })

  test('the storage full: every message is there, its file waits, and comes when there is room', async () => {
    const ballast = path.join(server.system.config.DATA_DIR, 'media', 'ballast')
    writeFileSync(ballast, Buffer.alloc(20 * 1_048_576))
    await until('full', async () => (await server.system.storage.free()) === 0)
    const some = await Promise.all(
      Array.from({ length: 3 }, () => sent(files.png(1000), { contentType: 'image/png', caption: 'Lleno' })),
    )
    for (const each of some) {
      const { media, text } = await each.whenever('a reason', (m) => m.media.reason !== null)
      expect([text, media.state]).toEqual(['Lleno', 'waiting'])
      expect(media.reason).toMatch(/espacio/)
    }
    rmSync(ballast)
    await until('room', async () => (await server.system.storage.free()) > 1000)
    for (const each of some) {
      await agent.call('POST', `/media/${(await each.look()).media.id}/retry`, {})
      await each.stored()
    }
  })

  test('a process that died over it holds it no longer', async () => {
    const { stored } = await sent(files.png(), { contentType: 'image/png' })
    const { media } = await stored()
    await server.sql(
      `update media set state = 'waiting', storage_key = null, held_until = now() - interval '1 second', due_at = now() where id = $1`,
      [media.id],
    )
    await server.system.db.inTenant(company.id, (tx) => server.system.jobs.enqueue(tx, 'media.fetch', {}))
    expect((await stored()).media.id).toBe(media.id)
    const [row] = await server.sql<{ tries: number }>('select tries from media where id = $1', [media.id])
    expect(row!.tries).toBe(2)
  })

  test('a webhook delivered twice makes one file', async () => {
    const body = {
      appId: channel.appId,
      timestamp: Date.now(),
      version: 2,
      type: 'message',
      payload: {
        id: `wamid.${randomUUID()}`,
        source: '51900309999',
        type: 'image',
        payload: {
          url: 'https://elsewhere.example.com/x.jpg',
          contentType: 'image/jpeg',
          urlExpiry: 99_999_999_999_999,
        },
        sender: { phone: '51900309999', name: 'Cliente' },
      },
    }
    const own = await makeActiveChannel(server, { companyId: company.id })
    const post = () =>
      fetch(`${server.url}/hooks/gupshup/${own.hookKey}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, appId: own.appId }),
      })
    await Promise.all([post(), post()])
    const rows = await until('a file that is not taken from there', async () => {
      const found = await server.sql(
        `select f.state, f.error, f.expires_at < now() + interval '31 days' as bounded from media f where f.company_id = $1`,
        [company.id],
      )
      return found[0]?.['state'] === 'failed' && found
    })
    expect(rows).toEqual([{ state: 'failed', error: 'host', bounded: true }])
  })
})
