import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id })
  await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] })
})

const post = (body: unknown, key = channel.hookKey, url = server.url) =>
  fetch(`${url}/hooks/gupshup/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const inbound = (from: string, text: string, id = `wamid.${randomUUID()}`, timestamp = Date.now()) => ({
  appId: channel.appId,
  timestamp,
  version: 2,
  type: 'message',
  payload: { id, source: from, type: 'text', payload: { text }, sender: { phone: from, name: 'Cliente' } },
})
const status = (gsId: string, type: string, to: string, ts = Math.floor(Date.now() / 1000)) => ({
  appId: channel.appId,
  timestamp: Date.now(),
  version: 2,
  type: 'message-event',
  payload: { id: randomUUID(), gsId, type, destination: to, payload: { ts } },
})
const count = async (table: string) =>
  (await server.sql<{ n: number }>(`select count(*)::int n from ${table} where company_id = $1`, [company.id]))[0]!.n
const handled = () => until('the raw table is empty', async () => (await count('raw_event')) === 0)
const phone = () => `5190020${String(++n).padStart(4, '0')}`

describe('the inbound path', () => {
  test('ten simultaneous first messages of one new contact: one contact, one ticket, ten messages, in order', async () => {
    const from = phone()
    const at = Date.now()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => post(inbound(from, `mensaje ${i}`, undefined, at + i))),
    )
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(200))
    await handled()
    expect([await count('contact'), await count('ticket'), await count('interaction'), await count('message')]).toEqual(
      [1, 1, 1, 10],
    )
    const rows = await server.sql<{ text: string }>('select text from message where company_id = $1 order by at, id', [
      company.id,
    ])
    expect(rows.map((r) => r.text)).toEqual(Array.from({ length: 10 }, (_, i) => `mensaje ${i}`))
    expect(await server.sql('select unread, last_text from ticket where company_id = $1', [company.id])).toEqual([
      { unread: 10, last_text: 'mensaje 9' },
    ])
  })

  test('ten first messages of one contact over two processes, in batches and repeated: one contact, one ticket, ten messages, in order', async () => {
    const second = await server.beside()
    try {
      for (let round = 0; round < 5; round++) {
        const from = phone()
        const at = Date.now()
        const bodies = Array.from({ length: 10 }, (_, i) => inbound(from, `mensaje ${i}`, `wamid.${from}.${i}`, at + i))
        const doors = [server.url, second.url]
        // Each goes to one of the two, every third to both; two of them a moment later.
        const answers = await Promise.all(
          bodies.flatMap((body, i) =>
            doors
              .filter((_, door) => i % 3 === 0 || i % 2 === door)
              .map(async (door) => {
                if (i > 7) await new Promise((done) => setTimeout(done, 20 * i))
                return post(body, channel.hookKey, door)
              }),
          ),
        )
        expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]))
      }
      await handled()
      expect([await count('contact'), await count('ticket'), await count('message')]).toEqual([5, 5, 50])
      const rows = await server.sql<{ texts: string[]; unread: number; last_text: string }>(
        `select array_agg(m.text order by m.at, m.id) as texts, t.unread, t.last_text from message m
         join interaction i on i.id = m.interaction_id join ticket t on t.id = i.ticket_id
         where m.company_id = $1 group by t.id, t.unread, t.last_text`,
        [company.id],
      )
      const texts = Array.from({ length: 10 }, (_, i) => `mensaje ${i}`)
      for (const row of rows) expect(row).toEqual({ texts, unread: 10, last_text: 'mensaje 9' })
    } finally {
      await second.stop()
    }
  })

  test('a body delivered twice, at once and later, is stored once', async () => {
    const body = inbound(phone(), 'una vez')
    await Promise.all([post(body), post(body), post(body)])
    await handled()
    await post(body)
    await handled()
    expect([await count('message'), await count('ticket')]).toEqual([1, 1])
  })

  test('TK-1 forms of a number that are one line are one contact', async () => {
    await post(inbound('5215512345678', 'hola'))
    await post(inbound('525512345678', 'sigo yo'))
    await handled()
    expect([await count('contact'), await count('ticket'), await count('message')]).toEqual([1, 1, 2])
  })

  test('WS-2 a status never goes back, a late one fills its time, and one that comes before our own record waits for it', async () => {
    const [from, gsId] = [phone(), randomUUID()]
    await post(inbound(from, 'hola'))
    await handled()
    await post(status(gsId, 'delivered', from))
    const [open] = await server.sql<{ id: string; contact_id: string }>(
      'select id, contact_id from interaction where company_id = $1',
      [company.id],
    )
    const messageId = randomUUID()
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, at, external_id, status) values ($1, $2, $3, $4, $5, 'out', 'text', now(), $6, 3)`,
      [company.id, messageId, channel.id, open!.contact_id, open!.id, gsId],
    )
    const seen = async () =>
      (
        await server.sql<{ status: number; read_at: Date | null }>(
          'select status, read_at from message where id = $1',
          [messageId],
        )
      )[0]!
    await until('delivered', async () => (await seen()).status === 6)
    await post(status(gsId, 'read', from))
    await until('read', async () => (await seen()).status === 7)
    await post(status(gsId, 'sent', from))
    await post(status(gsId, 'failed', from))
    await handled()
    expect((await seen()).status).toBe(7)
  })

  test('what comes with a good key and is not JSON, or names another app, is set aside and answered 200', async () => {
    expect((await post('{"app": nonsense')).status).toBe(200)
    expect((await post({ ...inbound(phone(), 'ajeno'), appId: randomUUID() })).status).toBe(200)
    const rows = await server.sql<{ reason: string }>(
      'select reason from event_set_aside where company_id = $1 order by reason',
      [company.id],
    )
    expect(rows.map((r) => r.reason)).toEqual(['names another app', 'not JSON'])
    expect(await count('message')).toBe(0)
  })

  test('an unknown key is 404, a body over 5 MB 413, the ping 200 without effect', async () => {
    expect((await post(inbound(phone(), 'x'), 'no-such-key')).status).toBe(404)
    expect((await post(JSON.stringify({ x: 'y'.repeat(5 * 1024 * 1024) }))).status).toBe(413)
    const ping = {
      appId: channel.appId,
      timestamp: Date.now(),
      version: 2,
      type: 'user-event',
      payload: { phone: 'callbackSetPhone', type: 'sandbox-start' },
    }
    expect((await post(ping)).status).toBe(200)
    expect(await count('raw_event')).toBe(0)
  })

  test('the door asks for the secret header once the provider was seen to carry it', async () => {
    await server.sql('update channel_connection set hook_secret_carried = true where channel_id = $1', [channel.id])
    expect((await post(inbound(phone(), 'forjado'))).status).toBe(401)
    const answer = await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-score-secret': channel.hookSecret },
      body: JSON.stringify(inbound(phone(), 'verdadero')),
    })
    expect(answer.status).toBe(200)
    await handled()
    expect(await count('message')).toBe(1)
  })

  test('an event that cannot be handled is set aside with its error, and the others of its batch go through', async () => {
    // A constraint of this test's own makes one text poisonous.
    await server.sql(`alter table message add constraint poison check (text <> 'veneno')`)
    try {
      await Promise.all([
        post(inbound(phone(), 'antes')),
        post(inbound(phone(), 'veneno')),
        post(inbound(phone(), 'después')),
      ])
      await handled()
      const rows = await server.sql<{ text: string }>('select text from message where company_id = $1 order by text', [
        company.id,
      ])
      expect(rows.map((r) => r.text)).toEqual(['antes', 'después'])
      const aside = await server.sql<{ reason: string }>('select reason from event_set_aside where company_id = $1', [
        company.id,
      ])
      expect(aside).toHaveLength(1)
      expect(aside[0]!.reason).toContain('poison')
    } finally {
      await server.sql('alter table message drop constraint poison')
    }
  })

  test('what was acknowledged and not handled when the process died is handled by the next one, in order', async () => {
    const from = phone()
    const raws = ['uno', 'dos', 'tres'].map((text, i) =>
      JSON.stringify(inbound(from, text, `wamid.rest.${i}`, Date.now() + i)),
    )
    // At once, as this server buries the dead, too.
    await server.sql(
      `with dead as (insert into process (id) values (gen_random_uuid()) returning id)
       insert into raw_event (seq, company_id, channel_id, dedupe_key, lane, process_id, raw)
       select 900000 + n, $1, $2, 'm:wamid.rest.' || n, 1, dead.id, raw
       from dead, unnest($3::text[]) with ordinality v(raw, n)`,
      [company.id, channel.id, raws],
    )
    await server.restart()
    await handled()
    const rows = await server.sql<{ text: string }>('select text from message where company_id = $1 order by at, id', [
      company.id,
    ])
    expect(rows.map((r) => r.text)).toEqual(['uno', 'dos', 'tres'])
    expect(await server.sql('select from process')).toHaveLength(1)
  })

  test('a database that cuts every connection, again and again, is survived; the connections stay few', async () => {
    const cut = () =>
      server
        .sql(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        )
        .catch(() => undefined)
    for (let i = 0; i < 5; i++) {
      await cut()
      await until('it answers again', async () => (await fetch(`${server.url}/readyz`)).status === 200)
    }
    await until('a message is taken in', async () => (await post(inbound(phone(), 'sigo aquí'))).status === 200)
    await handled()
    expect(await count('message')).toBeGreaterThan(0)
    const [open] = await server.sql<{ n: number }>(
      'select count(*)::int n from pg_stat_activity where datname = current_database()',
    )
    expect(open!.n).toBeLessThan(40)
  })
})
