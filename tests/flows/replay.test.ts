import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let admin: TestPerson
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id })
  await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] })
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})

const write = (text: string) => {
  const source = `5190060${String(++n).padStart(4, '0')}`
  const body = { appId: channel.appId, timestamp: Date.now(), version: 2, type: 'message' }
  const payload = { id: `wamid.${randomUUID()}`, source, type: 'text', payload: { text } }
  return fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
    method: 'POST',
    body: JSON.stringify({ ...body, payload }),
  })
}
const texts = async () =>
  (
    await server.sql<{ text: string }>('select text from message where company_id = $1 order by text', [company.id])
  ).map((r) => r.text)
const handled = () =>
  until(
    'everything is handled',
    async () => (await server.sql('select from raw_event where company_id = $1', [company.id])).length === 0,
  )

describe('RE-3 what came can be handled again', () => {
  test('a span: what is there already stays as it is, what is missing is there again', async () => {
    for (const text of ['a', 'b', 'c']) await write(text)
    await handled()
    const listed = await admin.call('GET', `/channels/${channel.id}/events?limit=2`)
    expect(listed.body.items.map((e: { raw: string }) => JSON.parse(e.raw).payload.payload.text)).toEqual(['c', 'b'])
    const rest = await admin.call('GET', `/channels/${channel.id}/events?limit=2&cursor=${listed.body.next}`)
    expect(rest.body.items.map((e: { raw: string }) => JSON.parse(e.raw).payload.payload.text)).toEqual(['a'])
    // As if a fault of ours had lost it.
    await server.sql(`delete from message where company_id = $1 and text = 'b'`, [company.id])
    const span = { from: new Date(Date.now() - 60_000).toISOString(), to: new Date(Date.now() + 1000).toISOString() }
    expect((await admin.call('POST', `/channels/${channel.id}/events/replay`, span)).body).toEqual({ events: 3 })
    await until('it is there again', async () => (await texts()).join() === 'a,b,c')
    await handled()
    const tickets = await server.sql<{ unread: number }>('select unread from ticket where company_id = $1', [
      company.id,
    ])
    expect(tickets.map((t) => t.unread).toSorted((a, b) => a - b)).toEqual([1, 1, 2])
  })

  test('pages show each event once, however batches and pages lie, and whatever comes meanwhile', async () => {
    const message = (i: number) => ({
      from: `5190061${String(i).padStart(4, '0')}`,
      id: `wamid.${randomUUID()}`,
      type: 'text',
      text: { body: `n${i}` },
    })
    const body = (from: number, count: number) =>
      JSON.stringify({
        gs_app_id: channel.appId,
        entry: [
          {
            changes: [
              { field: 'messages', value: { messages: Array.from({ length: count }, (_, i) => message(from + i)) } },
            ],
          },
        ],
      })
    for (const [from, howMany] of [
      [0, 7],
      [7, 1],
      [8, 5],
    ] as const) {
      await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, { method: 'POST', body: body(from, howMany) })
      await handled()
    }
    const shown: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page = await admin.call('GET', `/channels/${channel.id}/events?limit=4${next && `&cursor=${next}`}`)
      shown.push(...page.body.items.map((e: { raw: string }) => /"body":"(n\d+)"/.exec(e.raw)![1]!))
      if (shown.length === 4) await write('mientras tanto')
      next = page.body.next
    }
    expect(shown).toEqual(Array.from({ length: 13 }, (_, i) => `n${12 - i}`))
    const backwards = { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }
    expect((await admin.call('POST', `/channels/${channel.id}/events/replay`, backwards)).status).toBe(400)
  })

  test('one of them', async () => {
    await write('x')
    await write('y')
    await handled()
    const { items } = (await admin.call('GET', `/channels/${channel.id}/events`)).body
    const x = items.find((e: { raw: string }) => e.raw.includes('"x"'))
    await server.sql(`delete from message where company_id = $1`, [company.id])
    const one = { from: x.receivedAt, to: x.receivedAt, seq: x.seq }
    expect((await admin.call('POST', `/channels/${channel.id}/events/replay`, one)).status).toBe(200)
    await until('it alone is there again', async () => (await texts()).join() === 'x')
  })

  test('one that was set aside, once its cause is mended; what is no JSON cannot be', async () => {
    await server.sql(`alter table message add constraint poison check (text <> 'tóxico')`)
    await write('tóxico')
    await handled()
    await server.sql('alter table message drop constraint poison')
    await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, { method: 'POST', body: '{"app": ' })
    const aside = await server.sql<{ id: string; reason: string }>(
      'select id, reason from event_set_aside where company_id = $1 order by reason',
      [company.id],
    )
    expect(aside).toHaveLength(2)
    const [poison, noJson] = aside[0]!.reason.includes('poison') ? aside : aside.toReversed()
    expect((await admin.call('POST', `/set-aside/${poison!.id}/replay`, {})).status).toBe(200)
    await until('it is there', async () => (await texts()).join() === 'tóxico')
    const refused = await admin.call('POST', `/set-aside/${noJson!.id}/replay`, {})
    expect([refused.status, refused.body.code]).toEqual([409, 'not_replayable'])
    expect(await server.sql('select from event_set_aside where company_id = $1', [company.id])).toHaveLength(1)
  })
})
