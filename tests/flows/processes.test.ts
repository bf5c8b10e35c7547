import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { hold } from '../support/hold.ts'
import { type Company, makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let web: Awaited<ReturnType<TestServer['beside']>>
let company: Company
let channel: TestChannel
let n = 0

beforeAll(async () => {
  server = await startTestServer()
  web = await server.beside({ RUN: 'web' })
})
afterAll(async () => {
  await web.stop()
  await server.stop()
})
beforeEach(async () => {
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id })
  await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] })
})

const phone = () => `5190040${String(++n).padStart(4, '0')}`
const write = (door: string, from: string, text: string, timestamp = Date.now()) =>
  fetch(`${door}/hooks/gupshup/${channel.hookKey}`, {
    method: 'POST',
    body: JSON.stringify({
      appId: channel.appId,
      timestamp,
      version: 2,
      type: 'message',
      payload: { id: `wamid.${randomUUID()}`, source: from, type: 'text', payload: { text }, sender: { phone: from } },
    }),
  })
const count = async (table: string) =>
  (await server.sql<{ n: number }>(`select count(*)::int n from ${table} where company_id = $1`, [company.id]))[0]!.n
const handled = () => until('everything is handled', async () => (await count('raw_event')) === 0)
/** In the order in which they were handled: ids rise with it. */
const texts = async () =>
  (await server.sql<{ text: string }>('select text from message where company_id = $1 order by id', [company.id])).map(
    (r) => r.text,
  )
const owners = async () =>
  (
    await server.sql<{ n: number }>(
      `select count(*)::int n from inbound_lane where process_id is not null group by process_id order by n`,
    )
  ).map((r) => r.n)

describe('several processes on one database', () => {
  test('what a process without workers takes in is handled by the owner of its lane', async () => {
    expect((await write(web.url, phone(), 'por la otra puerta')).status).toBe(200)
    await handled()
    expect([await texts(), await count('ticket')]).toEqual([['por la otra puerta'], 1])
  })

  test("one contact's messages keep their order, whichever door each of them takes", async () => {
    const from = phone()
    const sent = Array.from({ length: 40 }, (_, i) => `mensaje ${i}`)
    // The provider's times say nothing: all the same.
    const at = Date.now()
    for (const [i, text] of sent.entries()) await write(i % 3 === 0 ? server.url : web.url, from, text, at)
    await handled()
    expect(await texts()).toEqual(sent)
    expect(await server.sql('select unread from ticket where company_id = $1', [company.id])).toEqual([{ unread: 40 }])
  })

  test('what a process takes in while it is buried, though it lives, is held by nobody, and is handled once it stands again', async () => {
    await using burial = await hold(server, 'delete from process where worker')
    const answered = write(server.url, phone(), 'en el último momento')
    await burial.isMet()
    await burial.commit()
    expect((await answered).status).toBe(200)
    expect(await server.sql('select process_id from raw_event where company_id = $1', [company.id])).toEqual([
      { process_id: null },
    ])
    // Its connection is lost, as it must have been.
    await server.sql(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 7302 and granted
         and database = (select oid from pg_database where datname = current_database())`,
    )
    await handled()
    expect(await texts()).toEqual(['en el último momento'])
  })

  test('ten simultaneous first messages of one new contact over two doors: one contact, one ticket, ten messages', async () => {
    const from = phone()
    await Promise.all(Array.from({ length: 10 }, (_, i) => write(i % 2 ? server.url : web.url, from, `hola ${i}`)))
    await handled()
    expect([await count('contact'), await count('ticket'), await count('interaction'), await count('message')]).toEqual(
      [1, 1, 1, 10],
    )
  })

  test('a body that comes by both doors at once is stored once', async () => {
    const body = JSON.stringify({
      appId: channel.appId,
      timestamp: Date.now(),
      version: 2,
      type: 'message',
      payload: { id: 'wamid.both', source: phone(), type: 'text', payload: { text: 'una vez' } },
    })
    await Promise.all(
      [server.url, web.url, server.url, web.url].map((door) =>
        fetch(`${door}/hooks/gupshup/${channel.hookKey}`, { method: 'POST', body }),
      ),
    )
    await handled()
    expect(await texts()).toEqual(['una vez'])
  })

  test('two workers share the lanes, and one that goes gives them back, with nothing lost on the way', async () => {
    const worker = await server.beside({ RUN: 'worker' })
    await until('they share', async () => (await owners()).join() === '32,32')
    const senders = Array.from({ length: 30 }, phone)
    const writing = senders.map((from, i) => write(i % 2 ? server.url : web.url, from, `de ${from}`))
    await Promise.all(writing.slice(0, 15))
    await worker.stop()
    await Promise.all(writing)
    await until('one has all', async () => (await owners()).join() === '64')
    await handled()
    expect((await texts()).toSorted()).toEqual(senders.map((from) => `de ${from}`).toSorted())
    expect(await count('ticket')).toBe(30)
  })

  test('API-3 a worker answers for its health and for nothing else', async () => {
    const worker = await server.beside({ RUN: 'worker' })
    expect((await fetch(`${worker.url}/readyz`)).status).toBe(200)
    expect((await write(worker.url, phone(), 'aquí no')).status).toBe(404)
    await worker.stop()
  })
})
