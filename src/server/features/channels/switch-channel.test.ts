import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { hold } from '../../../../tests/support/hold.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { transactionsOf } from '../../../../tests/support/statements.ts'
import { makeInteractions, makeTicket } from '../../../../tests/support/tickets.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let queue: { id: string; name: string }

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId: company.id })
  queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    channels: [channel.id],
  })
})
afterAll(() => server.stop())

const place = () => ({
  companyId: company.id,
  campaignId: company.defaultCampaignId,
  queueId: queue.id,
  channelId: channel.id,
})
const figures = async (id = channel.id) => (await admin.call('GET', `/channels/${id}/switch-off`)).body
const switchOff = async (shown?: object, id = channel.id) =>
  admin.call('POST', `/channels/${id}/switch-off`, { shown: shown ?? (await figures(id)) })
const switchOn = (id = channel.id) => admin.call('POST', `/channels/${id}/switch-on`, {})
const stateOf = async (id = channel.id) => (await admin.call('GET', `/channels/${id}`)).body
const many = (given: { tickets: number; sends: number; waiting?: number }) =>
  makeInteractions(server, { ...place(), ...given })

describe('switching off', () => {
  test('CH-8 shows exact figures, acts and reports the true ones; only this channel’s interactions end', async () => {
    await many({ tickets: 3, sends: 2, waiting: 2 })
    const other = await makeActiveChannel(server, { companyId: company.id })
    const elsewhere = await makeTicket(server, { ...place(), channelId: other.id })
    // A ticket with one interaction here and one there stays open.
    const agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queue.id] })
    const shared = await makeTicket(server, { ...place(), agentId: agent.userId })
    await server.sql(
      `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at)
       select company_id, gen_random_uuid(), $2, contact_id, campaign_id, queue_id, ticket_id, 'contact', now(), now()
       from interaction where id = $1`,
      [shared.interactionId, other.id],
    )
    await server.sql(
      `insert into contact_channel (company_id, contact_id, channel_id, last_inbound_at) values ($1, $2, $3, now() - interval '1 hour')`,
      [company.id, shared.contactId, other.id],
    )
    const shown = await figures()
    expect(shown).toEqual({
      interactionsWithTicket: 4,
      sendsWithoutAnswer: 2,
      ticketsThatClose: 3,
      waitingMessages: 2,
      queues: [{ id: queue.id, name: queue.name, campaignName: 'General' }],
    })
    const done = await switchOff(shown)
    expect(done).toMatchObject({ status: 200, body: shown })
    expect(await stateOf()).toMatchObject({ state: 'inactive', openInteractions: 0, queues: 0 })
    expect(await figures(other.id)).toMatchObject({ interactionsWithTicket: 2 })
    const open = await server.sql<{ id: string }>('select id from ticket where company_id = $1 and closed_at is null', [
      company.id,
    ])
    expect(open.map(({ id }) => id).toSorted()).toEqual([elsewhere.id, shared.id].toSorted())
    const reasons = await server.sql(
      `select distinct close_reason, (select array_agg(distinct end_reason) from interaction where channel_id = $2) as ends
       from ticket where company_id = $1 and closed_at is not null`,
      [company.id, channel.id],
    )
    expect(reasons).toEqual([{ close_reason: 'channel_off', ends: ['channel_off'] }])
    const cancelled = await server.sql(
      `select from message where company_id = $1 and status = -1 and error_code = 'channel_off'`,
      [company.id],
    )
    expect(cancelled).toHaveLength(2)

    // WS-5 TK-8: what stays is answered over the number that is left.
    expect((await agent.call('GET', `/tickets/${shared.id}`)).body.channel.id).toBe(other.id)
    const answer = { clientKey: randomUUID(), text: 'Seguimos por aquí' }
    const { status, body } = await agent.call('POST', `/tickets/${shared.id}/messages`, answer)
    expect(status).toBe(200)
    expect(await server.sql('select channel_id from message where id = $1', [body.messageId])).toEqual([
      { channel_id: other.id },
    ])
  })

  test('CH-8 a message that leaves in that very moment is not among those that are reported as cancelled', async () => {
    await many({ tickets: 0, sends: 2, waiting: 2 })
    const shown = await figures()
    expect(shown.waitingMessages).toBe(2)
    await using leaving = await hold(
      server,
      `update message set status = 1, left_at = now() where id = (select id from message where channel_id = $1 and outbox = 0 limit 1)`,
      [channel.id],
    )
    const off = switchOff(shown)
    await leaving.isMet()
    await leaving.commit()
    expect(await off).toMatchObject({ status: 200, body: { ...shown, waitingMessages: 1 } })
    const [event] = await server.sql(`select data from channel_event where channel_id = $1 and kind = 'switched_off'`, [
      channel.id,
    ])
    expect(event).toMatchObject({ data: { waitingMessages: 1, sendsWithoutAnswer: 2 } })
  })

  test('CH-8 asks again when a queue was added or interactions grew by more than 10 or 10 %, with the new figures', async () => {
    await many({ tickets: 20, sends: 0 })
    const shown = await figures()
    await many({ tickets: 2, sends: 0 })
    const three = { ...shown, interactionsWithTicket: shown.interactionsWithTicket - 1 }
    const again = await switchOff(three)
    expect(again).toMatchObject({ status: 409, body: { code: 'figures_grew', data: { interactionsWithTicket: 22 } } })
    const added = await makeQueue(server, { ...place(), channels: [channel.id] })
    const queues = await switchOff(shown)
    expect(queues.body.data.queues.map((q: { id: string }) => q.id)).toContain(added.id)
    expect(await stateOf()).toMatchObject({ state: 'active', openInteractions: 22 })
    // Two more of twenty are 10 %, and not more.
    expect((await switchOff({ ...(await figures()), interactionsWithTicket: 20 })).status).toBe(200)
  })

  test('CH-8 two numbers that share a ticket, both switched off at once, leave no ticket open without interactions', async () => {
    const other = await makeActiveChannel(server, { companyId: company.id })
    await many({ tickets: 10, sends: 0 })
    await server.sql(
      `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at)
       select company_id, gen_random_uuid(), $2, contact_id, campaign_id, queue_id, ticket_id, 'contact', now(), now()
       from interaction where channel_id = $1`,
      [channel.id, other.id],
    )
    const [one, two] = await Promise.all([switchOff(), switchOff(undefined, other.id)])
    expect([one.status, two.status]).toEqual([200, 200])
    expect(await server.sql('select from ticket where company_id = $1 and closed_at is null', [company.id])).toEqual([])
  })

  test('CH-8 CH-5 what is off cannot be switched off, what is on not on, and what is pending neither: 409 with what is', async () => {
    const empty = await figures()
    expect(await switchOn()).toMatchObject({ status: 409, body: { code: 'channel_state', data: { state: 'active' } } })
    await switchOff(empty)
    const twice = await switchOff(empty)
    expect(twice).toMatchObject({ status: 409, body: { data: { state: 'inactive' } } })
    expect(twice.body.title).toContain('inactivo')
    const two = await Promise.all([switchOn(), switchOn()])
    expect(two.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test.each([
    ['nothing', undefined],
    ['text', { interactionsWithTicket: 'muchas' }],
    ['negative', { interactionsWithTicket: -1 }],
  ])('CH-8 figures that are %s are refused', async (_, part) => {
    const shown = part && { ...(await figures()), ...part }
    const answer = await admin.call('POST', `/channels/${channel.id}/switch-off`, shown === undefined ? {} : { shown })
    expect(answer.status).toBe(400)
  })
})

test('CH-8 switching on gives back the queues that the switch took, not those removed by hand', async () => {
  const { id: campaignId } = { id: company.defaultCampaignId }
  const second = await makeQueue(server, { companyId: company.id, campaignId, channels: [channel.id] })
  const third = await makeQueue(server, { companyId: company.id, campaignId })
  await switchOff()
  // Somebody takes the number out of one queue, and puts it into another, while it is off.
  await server.sql('delete from queue_channel where queue_id = $1', [second.id])
  await server.sql('insert into queue_channel (company_id, queue_id, channel_id) values ($1, $2, $3)', [
    company.id,
    third.id,
    channel.id,
  ])
  expect(await switchOn()).toMatchObject({ status: 200, body: { restoredQueues: 1 } })
  const links = await server.sql<{ queue_id: string }>(
    'select queue_id from queue_channel where channel_id = $1 and not switched_off',
    [channel.id],
  )
  expect(links.map((l) => l.queue_id).toSorted()).toEqual([queue.id, third.id].toSorted())
})

test('CH-8 one transaction with as many statements for a thousand interactions as for ten', async () => {
  const counts: number[] = []
  for (const tickets of [10, 1000]) {
    await many({ tickets, sends: tickets, waiting: tickets })
    const shown = await figures()
    const transactions = await transactionsOf(() => switchOff(shown))
    const [statements = []] = transactions.filter((t) =>
      t.some(({ text }) => text.includes('update interaction set ended_at')),
    )
    expect(statements.length).toBeGreaterThan(5)
    counts.push(statements.length)
    expect(await figures()).toMatchObject({ interactionsWithTicket: 0, sendsWithoutAnswer: 0, waitingMessages: 0 })
    await switchOn()
  }
  expect(counts[1]).toBe(counts[0])
})
