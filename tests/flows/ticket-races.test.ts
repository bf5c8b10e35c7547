import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setAgents } from '../../src/server/features/campaigns/links.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import type { Answer } from '../support/caller.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { disorder } from '../support/ticket-order.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { allHandled, type Webhooks, webhooksOf } from '../support/webhooks.ts'

// Real requests at the same moment, again and again, each a few milliseconds earlier or later.

const ROUNDS = 5

let server: TestServer
let company: Company
let channel: TestChannel
let hooks: Webhooks
let boss: TestPerson
let agents: TestPerson[]
let first: { id: string }
let second: { id: string }
let sales: { id: string; name: string }
let salesQueue: { id: string }
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  const companyId = company.id
  channel = await makeActiveChannel(server, { companyId })
  hooks = webhooksOf(server, channel)
  const campaignId = company.defaultCampaignId
  first = await makeQueue(server, { companyId, campaignId, channels: [channel.id] })
  second = await makeQueue(server, { companyId, campaignId, channels: [channel.id] })
  sales = await makeCampaign(server, { companyId })
  salesQueue = await makeQueue(server, { companyId, campaignId: sales.id, channels: [channel.id] })
  boss = await makePerson(server, { companyId, role: 'admin', agentMode: true })
  const queues = [first.id, second.id, salesQueue.id]
  agents = [
    await makePerson(server, { companyId, role: 'agent', queues }),
    await makePerson(server, { companyId, role: 'agent', queues }),
  ]
})

async function ticket(holder: TestPerson | null, place: { campaignId: string; queueId: string } = inFirst()) {
  const phone = `5190070${String(++n).padStart(4, '0')}`
  const contact = await makeContact(server, { companyId: company.id, phone: `+${phone}` })
  const made = await makeTicket(server, {
    companyId: company.id,
    channelId: channel.id,
    contactId: contact.id,
    ...place,
    ...(holder && { agentId: holder.userId }),
  })
  return { ...made, phone }
}
const inFirst = () => ({ campaignId: company.defaultCampaignId, queueId: first.id })

const atOnce = <T>(acts: readonly (() => Promise<T>)[]): Promise<T[]> =>
  Promise.all(acts.map(async (act) => (await wait(Math.random() * 12), act())))
const write = (who: TestPerson, id: string) => () =>
  who.call('POST', `/tickets/${id}/messages`, { clientKey: randomUUID(), text: 'Le respondo' })
const close =
  (who: TestPerson, id: string, more = {}) =>
  () =>
    who.call('POST', `/tickets/${id}/close`, more)
const transfer = (who: TestPerson, id: string, queueId: string, agentId?: string) => () =>
  who.call('POST', `/tickets/${id}/transfer`, { queueId, agentId })
const say = (phone: string, text: string) => async () => ({ status: await hooks.text(phone, text), body: null })
const statuses = (answers: readonly Pick<Answer, 'status'>[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)
const codes = (answers: readonly { body: { code?: string } | null }[]) =>
  answers.flatMap(({ body }) => body?.code ?? [])

interface Row {
  id: string
  campaign_id: string
  queue_id: string | null
  agent_id: string | null
  close_reason: string | null
  unread: number
}
const ticketsOf = (contactId: string) =>
  server.sql<Row>(
    'select id, campaign_id, queue_id, agent_id, close_reason, unread from ticket where contact_id = $1 order by number',
    [contactId],
  )
async function inOrder() {
  await allHandled(server, company.id)
  expect(await disorder(server, company.id)).toEqual([])
}

test('WS-6 many take one ticket at once: one has it, the others are told who', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id, contactId } = await ticket(null)
    const answers = await atOnce(
      [...agents, boss, ...agents].map((who) => () => who.call('POST', `/tickets/${id}/take`, {})),
    )
    const [{ agent_id }] = (await ticketsOf(contactId)) as [Row]
    const winner = [...agents, boss].find((who) => who.userId === agent_id)!
    for (const refused of answers.filter(({ status }) => status !== 200))
      expect(refused).toMatchObject({ status: 409, body: { code: 'ticket_taken', data: { by: winner.name } } })
    const taken = await server.sql('select actor_id from ticket_event where ticket_id = $1', [id])
    expect(taken).toEqual([{ actor_id: agent_id }])
  }
  await inOrder()
})

test('WS-6 one closes while the other side of the desk sends: what was taken stands in the ticket, what was not is refused', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id } = await ticket(agents[0]!)
    const [closed, ...sent] = await atOnce([close(agents[0]!, id), write(agents[0]!, id), write(agents[0]!, id)])
    expect(closed!.status).toBe(200)
    for (const answer of sent) if (answer.status !== 200) expect(answer.body.code).toBe('ticket_closed')
    const kept = await server.sql(
      "select from message m join interaction i on i.id = m.interaction_id where i.ticket_id = $1 and m.direction = 'out'",
      [id],
    )
    expect(kept).toHaveLength(sent.filter(({ status }) => status === 200).length)
  }
  await inOrder()
})

test('WS-6, TK-3 closed while the contact writes: it is refused, or the message opens another; none is buried unseen', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id, phone, contactId } = await ticket(agents[0]!)
    await agents[0]!.call('POST', `/tickets/${id}/read`, {})
    const [closed] = await atOnce<{ status: number; body: { code?: string } | null }>([
      close(agents[0]!, id, { unread: 0 }),
      say(phone, 'uno'),
      say(phone, 'dos'),
    ])
    await allHandled(server, company.id)
    const [old, next] = await ticketsOf(contactId)
    if (closed!.status === 409) {
      expect(closed!.body).toMatchObject({ code: 'ticket_unread' })
      expect([old, next]).toMatchObject([{ close_reason: null, unread: 2 }, undefined].slice(0, 2))
    } else
      expect([old, next]).toMatchObject([
        { close_reason: 'agent', unread: 0 },
        { close_reason: null, unread: 2 },
      ])
  }
  await inOrder()
})

test('TK-9 handed to another campaign while the contact writes: all is unread in the one ticket that is open', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id, phone, contactId } = await ticket(agents[0]!)
    const [moved] = await atOnce<{ status: number }>([
      transfer(agents[0]!, id, salesQueue.id),
      ...[1, 2, 3, 4].map((word) => say(phone, `mensaje ${word}`)),
    ])
    expect(moved!.status).toBe(200)
    await allHandled(server, company.id)
    expect(await ticketsOf(contactId)).toMatchObject([
      { id, close_reason: 'transferred', unread: 0 },
      { campaign_id: sales.id, close_reason: null, unread: 5 },
    ])
  }
  await inOrder()
})

test('TK-9 transferred twice at once, and taken over meanwhile: one after the other or refused, never two open', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id, contactId } = await ticket(agents[0]!)
    const answers = await atOnce([
      transfer(agents[0]!, id, salesQueue.id, agents[1]!.userId),
      transfer(boss, id, salesQueue.id),
      transfer(boss, id, second.id, agents[1]!.userId),
      () => boss.call('POST', `/tickets/${id}/take-over`, {}),
    ])
    expect(statuses(answers).filter((status) => status !== 200 && status !== 409)).toEqual([])
    for (const code of codes(answers))
      expect(['ticket_closed', 'ticket_not_held', 'ticket_there', 'not_found']).toContain(code)
    expect((await ticketsOf(contactId)).filter((t) => t.close_reason === null)).toHaveLength(1)
  }
  await inOrder()
})

test('TK-9 two tickets of one contact handed into each other’s campaign at once: one stays open, nothing hangs', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id, contactId } = await ticket(agents[0]!)
    const other = await makeTicket(server, {
      companyId: company.id,
      campaignId: sales.id,
      queueId: salesQueue.id,
      channelId: channel.id,
      contactId,
      agentId: agents[1]!.userId,
    })
    const answers = await atOnce([transfer(agents[0]!, id, salesQueue.id), transfer(agents[1]!, other.id, first.id)])
    expect(statuses(answers).filter((status) => status !== 200 && status !== 409)).toEqual([])
    const open = (await ticketsOf(contactId)).filter((t) => t.close_reason === null)
    expect(open).toHaveLength(1)
    expect(open).toMatchObject([{ unread: 2 }])
  }
  await inOrder()
})

test('CH-8 the number is switched off under open conversations: answered, written, handed on or ended, never half', async () => {
  for (let round = 0; round < 3; round++) {
    const open = await Promise.all([1, 2, 3].map(() => ticket(agents[0]!)))
    const { body: shown } = await boss.call('GET', `/channels/${channel.id}/switch-off`)
    const answers = await atOnce<{ status: number; body: { code?: string } | null }>([
      () => boss.call('POST', `/channels/${channel.id}/switch-off`, { shown }),
      ...open.flatMap(({ id, phone }) => [
        write(agents[0]!, id),
        say(phone, 'Sigo aquí'),
        transfer(agents[0]!, id, salesQueue.id),
      ]),
    ])
    expect(statuses(answers).filter((status) => status >= 500)).toEqual([])
    expect(answers[0]!.status, JSON.stringify(answers[0]!.body)).toBe(200)
    await allHandled(server, company.id)
    const broken = await disorder(server, company.id)
    // What came after the switch is kept beside all tickets (TK-7).
    expect(broken.filter((rule) => !rule.startsWith('a message of a contact'))).toEqual([])
    expect((await boss.call('POST', `/channels/${channel.id}/switch-on`, {})).status).toBe(200)
  }
})

/** Figures that leave room for what comes meanwhile. */
const with5 = (shown: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, typeof value === 'number' ? value + 5 : value]))

test('AS-4 a queue is deleted, and a campaign, while tickets are handed into them and agents answer there', async () => {
  for (let round = 0; round < 3; round++) {
    const companyId = company.id
    const [campaign, spare] = [await makeCampaign(server, { companyId }), agents[0]!]
    const queue = await makeQueue(server, {
      companyId,
      campaignId: campaign.id,
      channels: [channel.id],
      agents: [spare.userId],
    })
    const doomed = await makeQueue(server, {
      companyId,
      campaignId: company.defaultCampaignId,
      channels: [channel.id],
      agents: [spare.userId],
    })
    const there = await ticket(spare, { campaignId: campaign.id, queueId: queue.id })
    const under = await ticket(spare, { campaignId: company.defaultCampaignId, queueId: doomed.id })
    const waiting = await ticket(null, { campaignId: company.defaultCampaignId, queueId: doomed.id })
    const comes = await ticket(spare)
    const campaignEnd = (await boss.call('GET', `/campaigns/${campaign.id}/switch-off`)).body
    const queueEnd = (await boss.call('GET', `/queues/${doomed.id}/switch-off`)).body
    const answers = await atOnce<{ status: number; body: { code?: string } | null }>([
      () => boss.call('POST', `/campaigns/${campaign.id}/deletion`, { name: campaign.name, shown: with5(campaignEnd) }),
      () => boss.call('POST', `/queues/${doomed.id}/deletion`, { name: doomed.name, shown: with5(queueEnd) }),
      write(spare, there.id),
      write(spare, under.id),
      say(there.phone, '¿Hola?'),
      say(under.phone, '¿Hola?'),
      () => spare.call('POST', `/tickets/${waiting.id}/take`, {}),
      transfer(spare, comes.id, queue.id),
      transfer(spare, under.id, doomed.id),
    ])
    expect(statuses(answers).filter((status) => status >= 500)).toEqual([])
    expect(
      answers.slice(0, 2).map(({ status }) => status),
      JSON.stringify(answers.map(({ body }) => body)),
    ).toEqual([200, 200])
    await inOrder()
  }
})

test('TK-12 race: who is taken out of the queue while taking a ticket of it keeps none', async () => {
  const [one, other] = agents as [TestPerson, TestPerson]
  const serve = (...who: TestPerson[]) =>
    server.system.db.inTenant(company.id, (tx) =>
      setAgents(
        tx,
        company.id,
        first.id,
        who.map((person) => person.userId),
      ),
    )
  for (let round = 0; round < ROUNDS * 2; round++) {
    await serve(one, other)
    const { id } = await ticket(null)
    await Promise.all([one.call('POST', `/tickets/${id}/take`, {}), wait(round).then(() => serve(other))])
    const [{ agent_id: holder }] = (await server.sql('select agent_id from ticket where id = $1', [id])) as [
      { agent_id: string | null },
    ]
    expect(holder).toBeNull()
  }
})
