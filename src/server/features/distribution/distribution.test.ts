import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beThere } from '../../../../tests/support/agents.ts'
import { makeQueue, type QueueOptions } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { listen } from '../../../../tests/support/listen.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { webhooksOf } from '../../../../tests/support/webhooks.ts'
import { giveOut } from './give-out.ts'
import { sweepDistribution } from './sweep.ts'
import { wakeDistribution } from './wake.ts'

let server: TestServer
let company: Company
let owner: TestPerson
let channel: TestChannel
let channelId: string

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

beforeEach(async () => {
  company = await makeCompany(server)
  owner = await makePerson(server, { companyId: company.id, role: 'owner' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  channelId = channel.id
})

const agentOf = () => makePerson(server, { companyId: company.id, role: 'agent' })
const queueOf = (agents: TestPerson[], more: Partial<QueueOptions> = {}) =>
  makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    channels: [channelId],
    agents: agents.map((a) => a.userId),
    distribution: 'round_robin',
    ...more,
  })
const ticketIn = (queueId: string, more: { minutesAgo?: number; agentId?: string } = {}) =>
  makeTicket(server, { companyId: company.id, campaignId: company.defaultCampaignId, queueId, channelId, ...more })
const held = async (person: TestPerson) =>
  (
    await server.sql<{ id: string }>(
      'select id from ticket where agent_id = $1 and closed_at is null order by opened_at, id',
      [person.userId],
    )
  ).map((t) => t.id)
const wake = (queueId: string) =>
  server.system.db.inTenant(company.id, (tx) => wakeDistribution(tx, company.id, [queueId]))
const times = <T>(n: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)))

describe('WS-6 tickets reach agents', () => {
  it('WS-6 what one gave back holds back nothing that waits behind it', async () => {
    const ana = await agentOf()
    const queue = await queueOf([ana])
    await times(60, (n) => ticketIn(queue.id, { minutesAgo: 100 + n }))
    await server.sql('update ticket set given_back_by = $2 where queue_id = $1', [queue.id, [ana.userId]])
    await times(70, (n) => ticketIn(queue.id, { minutesAgo: n }))
    await beThere(ana)
    expect(await giveOut(server.system, { companyId: company.id, queueId: queue.id })).toBeLessThanOrEqual(70)
    await until('all that are not hers to take again', async () => (await held(ana)).length === 70)
  })

  it('WS-6 what somebody gave back goes to others; with nobody left it waits, and is taken by hand', async () => {
    const [ana, beto, caro] = [await agentOf(), await agentOf(), await agentOf()]
    const queue = await queueOf([ana, beto, caro], { distribution: 'least_busy' })
    await beThere(ana)
    await beThere(beto)
    await ticketIn(queue.id, { agentId: beto.userId })
    const { id } = await ticketIn(queue.id)
    const giveBack = async (who: TestPerson) =>
      expect((await who.call('POST', `/tickets/${id}/give-back`, {})).status).toBe(200)
    const isHeldBy = (who: TestPerson) => until('it is given', async () => (await held(who)).includes(id))
    await wake(queue.id)
    await isHeldBy(ana)
    await giveBack(ana)
    await isHeldBy(beto)
    await giveBack(beto)
    await giveOut(server.system, { companyId: company.id, queueId: queue.id })
    expect([...(await held(ana)), ...(await held(beto))]).not.toContain(id)
    expect((await ana.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
    await giveBack(ana)
    // That she took it is a new beginning for all the others.
    await isHeldBy(beto)
    await giveBack(beto)
    await beThere(caro)
    await isHeldBy(caro)
  })

  it('WS-6 by turns, oldest first, to those who are there and disponible; recorded, told in the timeline, heard', async () => {
    const [ana, beto, lunch, away] = [await agentOf(), await agentOf(), await agentOf(), await agentOf()]
    const queue = await queueOf([ana, beto, lunch, away])
    const tickets = [
      await ticketIn(queue.id, { minutesAgo: 1 }),
      await ticketIn(queue.id, { minutesAgo: 9 }),
      await ticketIn(queue.id, { minutesAgo: 5 }),
    ]
    await beThere(lunch, 'lunch')
    // Disponible, and not there.
    await away.call('PUT', '/agent/state', { state: 'available' })
    const stream = await listen(server, ana)
    await ana.call('PUT', '/agent/state', { state: 'available' })
    await until('all three are given', async () => (await held(ana)).length === 3)
    const given = await stream.next((a) => a.topic === 'given')
    expect(tickets.map((t) => t.id)).toContain(given.id)
    await stream.close()
    const [event] = await server.sql('select * from ticket_event where ticket_id = $1', [tickets[1]!.id])
    expect(event).toMatchObject({
      kind: 'assigned',
      actor_id: null,
      data: { agent: { id: ana.userId, name: ana.name }, reason: 'distribution' },
    })
    const [audit] = await server.sql('select * from audit where subject_id = $1', [tickets[1]!.id])
    expect(audit).toMatchObject({ action: 'ticket.distributed', after: { agentId: ana.userId, queueId: queue.id } })

    await beThere(beto)
    const more = [await ticketIn(queue.id, { minutesAgo: 4 }), await ticketIn(queue.id, { minutesAgo: 3 })]
    await wake(queue.id)
    await until('both are given', async () => (await held(beto)).length > 0 && (await held(ana)).length === 4)
    expect(await held(beto)).toEqual([more[0]!.id])
    expect(await held(lunch)).toEqual([])
    expect(await held(away)).toEqual([])
  })

  it('WS-6 whose turn it is survives a restart', async () => {
    const [ana, beto] = [await agentOf(), await agentOf()]
    const queue = await queueOf([ana, beto])
    await beThere(ana)
    await beThere(beto)
    await ticketIn(queue.id)
    await wake(queue.id)
    await until('the first is given', async () => (await held(ana)).length + (await held(beto)).length === 1)
    const next = (await held(ana)).length === 0 ? ana : beto
    await server.restart()
    await ticketIn(queue.id)
    await wake(queue.id)
    await until('the second goes to the other', async () => (await held(next)).length === 1)
  })

  it('WS-6 the least busy first, counting all queues, and never over the limit of this one', async () => {
    const [ana, beto] = [await agentOf(), await agentOf()]
    const other = await queueOf([ana], { distribution: 'manual' })
    await ticketIn(other.id, { agentId: ana.userId })
    await ticketIn(other.id, { agentId: ana.userId })
    const queue = await queueOf([ana, beto], { distribution: 'least_busy', ticketLimit: 2 })
    await beThere(ana)
    await beThere(beto)
    // In their order: those who came have woken the distribution, which may come in between.
    const tickets: string[] = []
    for (const minutesAgo of [5, 4, 3, 2, 1]) tickets.push((await ticketIn(queue.id, { minutesAgo })).id)
    const [first, second, third, fourth, fifth] = tickets
    await giveOut(server.system, { companyId: company.id, queueId: queue.id })
    expect(await held(beto)).toEqual([first, second])
    expect((await held(ana)).slice(0, 2)).toEqual([third, fourth])
    expect(await server.sql('select agent_id from ticket where id = $1', [fifth])).toEqual([{ agent_id: null }])
  })

  it('WS-6 the newest first where the queue says so; manual queues, and those that are off, give nothing', async () => {
    const ana = await agentOf()
    await beThere(ana)
    const newest = await queueOf([ana], { order: 'newest', ticketLimit: 1 })
    const [manual, off] = [await queueOf([ana], { distribution: 'manual' }), await queueOf([ana], { active: false })]
    await ticketIn(newest.id, { minutesAgo: 3 })
    const young = await ticketIn(newest.id, { minutesAgo: 1 })
    for (const { id } of [manual, off]) await ticketIn(id)
    for (const { id } of [newest, manual, off]) await giveOut(server.system, { companyId: company.id, queueId: id })
    expect(await held(ana)).toEqual([young.id])
  })

  it('WS-6 a lost word is made good by the sweep, and closing a ticket makes room for the next', async () => {
    const ana = await agentOf()
    await beThere(ana)
    const queue = await queueOf([ana], { ticketLimit: 1 })
    const first = await ticketIn(queue.id, { minutesAgo: 2 })
    const second = await ticketIn(queue.id, { minutesAgo: 1 })
    await sweepDistribution(server.system)()
    expect(await held(ana)).toEqual([first.id])
    expect((await ana.call('POST', `/tickets/${first.id}/close`, {})).status).toBe(200)
    await until('the second is given', async () => (await held(ana))[0] === second.id)
  })

  it('CH-8 WS-6 a number that ends frees hands: what waits over another number is given at once', async () => {
    const [ana, beto] = [await agentOf(), await agentOf()]
    await beThere(ana)
    await beThere(beto)
    const other = await makeActiveChannel(server, { companyId: company.id })
    const queue = await queueOf([ana, beto], { ticketLimit: 2 })
    for (const { userId: agentId } of [ana, ana, beto, beto])
      await makeTicket(server, {
        companyId: company.id,
        campaignId: company.defaultCampaignId,
        queueId: queue.id,
        channelId: other.id,
        agentId,
      })
    const waiting = await times(3, () => ticketIn(queue.id))
    await giveOut(server.system, { companyId: company.id, queueId: queue.id })
    expect(await held(ana)).toHaveLength(2)
    const shown = (await owner.call('GET', `/channels/${other.id}/switch-off`)).body
    expect(shown).toMatchObject({ ticketsThatClose: 4 })
    expect((await owner.call('POST', `/channels/${other.id}/switch-off`, { shown })).status).toBe(200)
    const given = async () => [...(await held(ana)), ...(await held(beto))]
    await until('the three are given', async () => (await given()).length === 3)
    expect((await given()).toSorted()).toEqual(waiting.map((t) => t.id).toSorted())
  })

  it('WS-6 what comes in for a queue that gives out by itself is given at once', async () => {
    const ana = await agentOf()
    await beThere(ana)
    const queue = await queueOf([ana])
    expect(await webhooksOf(server, channel).text('51900490001', 'Hola')).toBe(200)
    await until('it is hers', async () => (await held(ana)).length === 1)
    expect(await server.sql('select queue_id from ticket where agent_id = $1', [ana.userId])).toEqual([
      { queue_id: queue.id },
    ])
  })
})

describe('WS-6 under fire', () => {
  it('WS-6 two processes, agents who come and go, tickets taken by hand: none twice, none over the limit, none to who is not disponible', async () => {
    const agents = await times(4, agentOf)
    const queue = await queueOf(agents, { ticketLimit: 3 })
    const tickets = await times(30, (i) => ticketIn(queue.id, { minutesAgo: 60 - i }))
    const other = await server.beside()
    try {
      await Promise.all([
        ...agents.map((a) => beThere(a)),
        times(10, () => giveOut(server.system, { companyId: company.id, queueId: queue.id })),
        times(10, () => wake(queue.id)),
      ])
      await until('twelve are given', async () => {
        const [row] = await server.sql<{ n: number }>(
          'select count(*)::int as n from ticket where queue_id = $1 and agent_id is not null',
          [queue.id],
        )
        return row!.n === 12
      })
      for (const a of agents) expect(await held(a)).toHaveLength(3)

      // Each round, hands become free while others take by hand and go to lunch.
      for (let round = 0; round < 6; round++) {
        const [ana, beto, caro, dora] = agents as [TestPerson, TestPerson, TestPerson, TestPerson]
        const mine = await held(ana)
        const waiting = await server.sql<{ id: string }>(
          'select id from ticket where queue_id = $1 and agent_id is null and closed_at is null order by opened_at limit 2',
          [queue.id],
        )
        await Promise.all([
          ...mine.slice(0, 2).map((id) => ana.call('POST', `/tickets/${id}/close`, {})),
          ...waiting.map(({ id }) => beto.call('POST', `/tickets/${id}/take`, {})),
          caro.call('PUT', '/agent/state', { state: round % 2 ? 'available' : 'lunch' }),
          dora.call('PUT', '/agent/state', { state: round % 2 ? 'lunch' : 'available' }),
          giveOut(server.system, { companyId: company.id, queueId: queue.id }),
          wake(queue.id),
        ])
      }
      await giveOut(server.system, { companyId: company.id, queueId: queue.id })
    } finally {
      await other.stop()
    }
    // Every gift, against what was true of its agent when it committed: by the ledger, and by what they held then.
    const wrong = await server.sql(
      `select e.ticket_id from ticket_event e join agent_state s on s.company_id = e.company_id
         and s.user_id = (e.data->'agent'->>'id')::uuid and tstzrange(s.began_at, s.ended_at) @> e.at
       where e.company_id = $1 and e.kind = 'assigned' and (s.state <> 'available' or not s.present)`,
      [company.id],
    )
    expect(wrong).toEqual([])
    const gifts = await server.sql<{ ticket_id: string; n: number }>(
      `select ticket_id, count(*)::int as n from ticket_event where company_id = $1 and kind in ('assigned', 'taken') group by 1`,
      [company.id],
    )
    expect(gifts.filter((g) => g.n > 1)).toEqual([])
    const given = await server.sql<{ agent: string; n: number }>(
      `select t.agent_id as agent, count(*)::int as n from ticket t where t.queue_id = $1 and t.closed_at is null
         and exists (select from ticket_event e where e.ticket_id = t.id and e.kind = 'assigned') group by 1`,
      [queue.id],
    )
    for (const { n } of given) expect(n).toBeLessThanOrEqual(3)
    expect(tickets).toHaveLength(30)
  })

  it('WS-6 going to lunch and being given a ticket at one moment: either before, or not at all', async () => {
    const ana = await agentOf()
    const queue = await queueOf([ana])
    for (let n = 0; n < 12; n++) {
      await beThere(ana)
      const before = (await held(ana)).length
      await ticketIn(queue.id)
      await Promise.all([
        ana.call('PUT', '/agent/state', { state: 'lunch' }),
        giveOut(server.system, { companyId: company.id, queueId: queue.id }),
      ])
      const after = (await held(ana)).length
      await giveOut(server.system, { companyId: company.id, queueId: queue.id })
      expect(await held(ana), 'nothing more while at lunch').toHaveLength(after)
      expect(after - before).toBeLessThanOrEqual(n + 1)
    }
    const wrong = await server.sql(
      `select e.id from ticket_event e join agent_state s on s.user_id = (e.data->'agent'->>'id')::uuid
         and tstzrange(s.began_at, s.ended_at) @> e.at where e.company_id = $1 and s.state <> 'available'`,
      [company.id],
    )
    expect(wrong).toEqual([])
  })

  it('WS-6 an agent who is taken out of the queue, or deactivated, while it gives out holds nothing afterwards', async () => {
    const [ana, beto] = [await agentOf(), await agentOf()]
    const queue = await queueOf([ana, beto])
    await beThere(ana)
    await beThere(beto)
    await times(8, (i) => ticketIn(queue.id, { minutesAgo: i }))
    const form = { name: queue.name, distribution: 'round_robin', channelIds: [channelId], agentIds: [ana.userId] }
    const answers = await Promise.all([
      owner.call('PUT', `/queues/${queue.id}`, form),
      giveOut(server.system, { companyId: company.id, queueId: queue.id }),
      wake(queue.id),
    ])
    expect(answers[0].status).toBe(200)
    await until('all go to who is left', async () => (await held(ana)).length === 8)
    expect(await held(beto)).toEqual([])
    await Promise.all([
      owner.call('PATCH', `/people/${ana.userId}`, { active: false }),
      giveOut(server.system, { companyId: company.id, queueId: queue.id }),
    ])
    expect(await held(ana)).toEqual([])
  })
})
