import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settleOldStatuses } from '../../src/server/pipeline/inbound/early.ts'
import { raise, type StatusFold } from '../../src/server/pipeline/inbound/statuses.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { hold } from '../support/hold.ts'
import { type Company, makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let open: { id: string; contact_id: string }
let to: string
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id })
  await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] })
  to = `5190050${String(++n).padStart(4, '0')}`
  await post({ type: 'message', payload: { id: randomUUID(), source: to, type: 'text', payload: { text: 'hola' } } })
  await handled()
  const rows = await server.sql<typeof open>('select id, contact_id from interaction where company_id = $1', [
    company.id,
  ])
  open = rows[0]!
})

const post = (body: object) =>
  fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
    method: 'POST',
    body: JSON.stringify({ appId: channel.appId, timestamp: Date.now(), version: 2, ...body }),
  })
const status = (ids: { id?: string; gsId?: string }, type: string, more: object = {}, destination = to) =>
  post({ type: 'message-event', payload: { id: randomUUID(), ...ids, type, destination, payload: more } })
const count = async (table: string) =>
  (await server.sql<{ n: number }>(`select count(*)::int n from ${table} where company_id = $1`, [company.id]))[0]!.n
const handled = () => until('everything is handled', async () => (await count('raw_event')) === 0)
const parked = (howMany: number) =>
  until('put down until its message is known', async () => (await count('early_status')) === howMany, 12_000)

async function sent(values: { status: number; externalId?: string; secondsAgo?: number }): Promise<string> {
  const id = randomUUID()
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, at, status, external_id, left_at)
     values ($1, $2, $3, $4, $5, 'out', 'text', now(), $6, $7, now() - make_interval(secs => $8))`,
    [
      company.id,
      id,
      channel.id,
      open.contact_id,
      open.id,
      values.status,
      values.externalId ?? null,
      values.secondsAgo ?? 0,
    ],
  )
  return id
}
const row = async (id: string) =>
  (
    await server.sql<{ status: number; external_id: string | null; sent_at: Date | null; wamid: string | null }>(
      'select status, external_id, sent_at, wamid from message where id = $1',
      [id],
    )
  )[0]!
/** What time would do. */
const wait15Minutes = async () => {
  await server.sql(`update early_status set received_at = received_at - interval '16 minutes'`)
  await settleOldStatuses(server.system.db)
}

test('section 11 a message that was taken back long before it came is marked when it comes', async () => {
  const id = `wamid.${randomUUID()}`
  await status({ id }, 'deleted')
  await until('it is remembered', async () => (await count('early_deletion')) === 1, 12_000)
  await handled()
  await post({ type: 'message', payload: { id, source: to, type: 'text', payload: { text: 'ya no' } } })
  await handled()
  expect(await server.sql('select content from message where external_id = $1', [id])).toMatchObject([
    { content: { deleted: true } },
  ])
  expect(await count('early_deletion')).toBe(0)
  await status({ id: `wamid.${randomUUID()}` }, 'deleted')
  await until('another is remembered', async () => (await count('early_deletion')) === 1, 12_000)
  await server.sql(`update early_deletion set at = at - interval '25 hours'`)
  await settleOldStatuses(server.system.db)
  expect(await count('early_deletion')).toBe(0)
})

test('WS-2 what is told of a message that is recorded at this very moment is tried again, not taken for known', async () => {
  const id = await sent({ status: 1 })
  // Beside all tickets, and held by somebody: the batch comes to it between its looks for the other.
  const loose = randomUUID()
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, direction, kind, at, status, external_id)
     values ($1, $2, $3, $4, 'out', 'text', now(), 3, 'loose')`,
    [company.id, loose, channel.id, open.contact_id],
  )
  const told = (messageId: string, rank: number, wamid: string | null): StatusFold => ({
    companyId: company.id,
    channelId: channel.id,
    messageId,
    wamid,
    to: null,
    rank,
    at: new Date(),
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    code: null,
    reason: null,
    seqs: [],
  })
  const folds = [told('gs-1', 3, 'wamid.1'), told('loose', 6, null)]
  await using other = await hold(server, 'select from message where id = $1 for update', [loose])
  const unknown = server.system.db.asSystem('inbound', (tx) => raise(tx, folds, new Set()))
  await other.isMet()
  await server.sql(`update message set status = 3, external_id = 'gs-1' where id = $1`, [id])
  await other.commit()
  expect((await unknown).map(({ messageId }) => messageId)).toEqual(['gs-1'])
  await server.system.db.asSystem('inbound', (tx) => raise(tx, folds, new Set()))
  expect(await row(id)).toMatchObject({ status: 3, wamid: 'wamid.1' })
  expect(await row(loose)).toMatchObject({ status: 6 })
})

describe('statuses that come before their message is known', () => {
  test('BU-3 after 15 minutes a status settles the one uncertain message that went to its recipient', async () => {
    const uncertain = await sent({ status: 2, secondsAgo: 5 })
    const gsId = randomUUID()
    await status({ gsId }, 'sent')
    await status({ gsId }, 'delivered')
    await until(
      'both are put down, as one',
      async () =>
        (await server.sql('select from early_status where message_id = $1 and rank = 6', [gsId])).length === 1,
    )
    expect((await row(uncertain)).status).toBe(2)
    await wait15Minutes()
    expect(await row(uncertain)).toMatchObject({ status: 6, external_id: gsId })
    expect(await count('early_status')).toBe(0)
    await status({ gsId }, 'read')
    await until('the next one finds it', async () => (await row(uncertain)).status === 7)
  })

  test('BU-3 two uncertain messages to one recipient, another recipient, another time: nothing is guessed', async () => {
    const two = [await sent({ status: 2, secondsAgo: 5 }), await sent({ status: 2, secondsAgo: 6 })]
    await status({ gsId: randomUUID() }, 'sent')
    await status({ gsId: randomUUID() }, 'sent', {}, '51900509999')
    await parked(2)
    await wait15Minutes()
    for (const id of two) expect((await row(id)).status).toBe(2)

    await server.sql(`update message set left_at = now() - interval '10 minutes' where id = $1`, [two[0]])
    await server.sql('update message set status = 3 where id = $1', [two[1]])
    await status({ gsId: randomUUID() }, 'sent')
    await parked(1)
    await wait15Minutes()
    expect((await row(two[0]!)).status).toBe(2)
    expect(await count('early_status')).toBe(0)
  })

  test('WS-2 a late status raises nothing and still tells when the message was sent', async () => {
    const gsId = randomUUID()
    const id = await sent({ status: 3, externalId: gsId })
    await status({ gsId }, 'delivered')
    await until('delivered', async () => (await row(id)).status === 6)
    await status({ gsId }, 'sent', { ts: 1_790_000_000 })
    await until('its time', async () => (await row(id)).sent_at?.getTime() === 1_790_000_000_000)
    expect((await row(id)).status).toBe(6)
  })

  test("a status that names the message by WhatsApp's id alone finds it", async () => {
    const gsId = randomUUID()
    const wamid = `wamid.${randomUUID()}`
    const id = await sent({ status: 3, externalId: gsId })
    await status({ id: gsId }, 'enqueued', { whatsappMessageId: wamid, type: 'session' })
    await until('its second name is known', async () => (await row(id)).wamid === wamid)
    await status({ id: wamid }, 'read')
    await until('read', async () => (await row(id)).status === 7)
  })

  test("one that names its message by WhatsApp's id alone, and comes first, finds it in the end", async () => {
    const wamid = `wamid.${randomUUID()}`
    await status({ id: wamid }, 'read')
    await parked(1)
    const id = await sent({ status: 3, externalId: randomUUID() })
    await server.sql('update message set wamid = $2 where id = $1', [id, wamid])
    await wait15Minutes()
    expect((await row(id)).status).toBe(7)
  })

  test('a message that its contact took back is marked, also when both come at once', async () => {
    const id = `wamid.${randomUUID()}`
    await Promise.all([
      post({ type: 'message', payload: { id, source: to, type: 'text', payload: { text: 'ups' } } }),
      post({ type: 'message-event', payload: { id, type: 'deleted', destination: to, payload: {} } }),
    ])
    await until(
      'marked',
      async () =>
        (await server.sql(`select from message where external_id = $1 and content @> '{"deleted": true}'`, [id]))
          .length === 1,
    )
  })
})
