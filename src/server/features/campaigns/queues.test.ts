import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCampaign } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let campaignId: string

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
beforeEach(async () => {
  campaignId = (await makeCampaign(server, { companyId: company.id })).id
})
afterAll(() => server.stop())

interface Form {
  name?: string
  channelIds?: string[]
  entryChannelIds?: string[]
  agentIds?: string[]
}
const form = (given: Form) => ({ name: 'Ventas', channelIds: [], agentIds: [], ...given })
const post = (given: Form) => admin.call('POST', `/campaigns/${campaignId}/queues`, form(given))
const put = (id: string, given: Form) => admin.call('PUT', `/queues/${id}`, form(given))
const create = async (given: Form): Promise<string> => (await post(given)).body.id
const newChannel = (more: object = {}) => makeActiveChannel(server, { companyId: company.id, ...more })
const newAgent = (more: object = {}) => makePerson(server, { companyId: company.id, role: 'agent', ...more })

async function queueNamed(name: string) {
  const tree = (await admin.call('GET', '/campaigns')).body
  return tree.find((c: { id: string }) => c.id === campaignId).queues.find((q: { name: string }) => q.name === name)
}
const entryOf = async (channelId: string) =>
  (
    await server.sql<{ queue_id: string }>('select queue_id from queue_channel where channel_id = $1 and is_entry', [
      channelId,
    ])
  ).map((r) => r.queue_id)

describe('AS-4 queues', () => {
  it('AS-4 stores general data, channels and agents', async () => {
    const [channel, agent] = [await newChannel(), await newAgent()]
    const { status } = await admin.call('POST', `/campaigns/${campaignId}/queues`, {
      ...form({ name: 'Reclamos', channelIds: [channel.id], agentIds: [agent.userId] }),
      serviceLevelSeconds: 90,
      queueOrder: 'newest',
      distribution: 'round_robin',
    })
    expect(status).toBe(200)
    expect(await queueNamed('Reclamos')).toMatchObject({
      active: true,
      serviceLevelSeconds: 90,
      queueOrder: 'newest',
      distribution: 'round_robin',
      channels: [{ id: channel.id, alias: channel.alias, isEntry: true, switchedOff: false }],
      agents: [{ id: agent.userId, name: agent.name }],
    })
  })

  it('AS-4 sets channels and agents exactly, once each', async () => {
    const [one, two] = [await newChannel(), await newChannel()]
    const [ana, beto] = [await newAgent(), await newAgent()]
    const id = await create({ channelIds: [one.id, one.id], agentIds: [ana.userId, ana.userId] })
    expect((await put(id, { channelIds: [two.id], agentIds: [beto.userId] })).status).toBe(200)
    expect(await queueNamed('Ventas')).toMatchObject({
      active: true,
      channels: [{ id: two.id }],
      agents: [{ id: beto.userId }],
    })
    expect(await entryOf(one.id)).toEqual([])
  })

  it('AS-4 the first queue linked is the entry queue; when it loses the channel, the next one is', async () => {
    const channel = await newChannel()
    const ids: string[] = []
    for (const name of ['Uno', 'Dos', 'Tres']) ids.push(await create({ name, channelIds: [channel.id] }))
    expect(await entryOf(channel.id)).toEqual([ids[0]])
    await put(ids[2]!, { name: 'Tres', channelIds: [] })
    expect(await entryOf(channel.id)).toEqual([ids[0]])
    await put(ids[0]!, { name: 'Uno', channelIds: [] })
    expect(await entryOf(channel.id)).toEqual([ids[1]])
    await put(ids[0]!, { name: 'Uno', channelIds: [channel.id] })
    expect(await entryOf(channel.id)).toEqual([ids[1]])
  })

  it('AS-4 a queue takes the entry of a channel from another one, and only of its own channels', async () => {
    const [channel, other] = [await newChannel(), await newChannel()]
    const [first, second] = [
      await create({ name: 'Primera', channelIds: [channel.id] }),
      await create({ name: 'Segunda', channelIds: [channel.id] }),
    ]
    const taken = await put(second, { name: 'Segunda', channelIds: [channel.id], entryChannelIds: [channel.id] })
    expect(taken.status).toBe(200)
    expect(await entryOf(channel.id)).toEqual([second])
    await put(first, { name: 'Primera', channelIds: [channel.id] })
    expect(await entryOf(channel.id)).toEqual([second])
    const foreign = await put(first, { name: 'Primera', channelIds: [channel.id], entryChannelIds: [other.id] })
    expect(foreign).toMatchObject({ status: 400, body: { errors: [{ field: 'entryChannelIds' }] } })
  })

  it('HR-2 HR-3 a queue keeps hours, holidays, messages and limit; the list says whether it is open', async () => {
    const hours = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '09:00', to: '24:00' }] : []))
    const more = {
      ticketLimit: 4,
      hours,
      holidays: [{ date: '2026-12-25', name: 'Navidad' }],
      welcomeText: 'Hola, {nombre}.',
      awayText: 'Volvemos {apertura}.',
    }
    const { body } = await admin.call('POST', `/campaigns/${campaignId}/queues`, { ...form({}), ...more })
    expect((await admin.call('GET', `/queues/${body.id}`)).body).toMatchObject({
      ...more,
      campaign: { id: campaignId },
    })
    const never = { ...form({}), hours: Array.from({ length: 7 }, () => []) }
    await admin.call('PUT', `/queues/${body.id}`, never)
    expect(await queueNamed('Ventas')).toMatchObject({ open: false, opensAt: null, ticketLimit: null })
    const overlapping = {
      ...form({}),
      hours: [
        [
          { from: '09:00', to: '12:00' },
          { from: '11:00', to: '13:00' },
        ],
        [],
        [],
        [],
        [],
        [],
        [],
      ],
    }
    expect(await admin.call('PUT', `/queues/${body.id}`, overlapping)).toMatchObject({ status: 400 })
  })

  it('AS-4 a channel that many queues take at once has exactly one entry queue', async () => {
    const [one, two] = [await newChannel(), await newChannel()]
    const names = ['A', 'B', 'C', 'D', 'E', 'F']
    const answers = await Promise.all(
      names.map((name, i) => post({ name, channelIds: i % 2 === 0 ? [one.id, two.id] : [two.id, one.id] })),
    )
    expect(answers.map((a) => a.status)).toEqual(names.map(() => 200))
    for (const channel of [one, two]) expect(await entryOf(channel.id)).toHaveLength(1)
    await Promise.all(answers.slice(0, 5).map((a, i) => put(a.body.id, { name: names[i]!, channelIds: [] })))
    for (const channel of [one, two]) expect(await entryOf(channel.id)).toEqual([answers[5]!.body.id])
  })

  it('CH-8 a channel that is switched off is linked as its switch would leave it', async () => {
    const channel = await newChannel({ enabled: false })
    await create({ channelIds: [channel.id] })
    expect((await queueNamed('Ventas')).channels).toMatchObject([{ isEntry: true, switchedOff: true }])
  })

  it('AS-4 agents are active people of the company, channels its own', async () => {
    const elsewhere = await makeCompany(server)
    const stranger = await makePerson(server, { companyId: elsewhere.id, role: 'agent' })
    const foreign = await makeActiveChannel(server, { companyId: elsewhere.id })
    const gone = await newAgent({ active: false })
    expect((await post({ agentIds: [gone.userId] })).status).toBe(404)
    expect((await post({ agentIds: [stranger.userId] })).status).toBe(404)
    expect((await post({ channelIds: [foreign.id] })).status).toBe(404)
    expect(await queueNamed('Ventas')).toBeUndefined()
  })

  it('TK-12 who leaves a queue gives back the tickets held in it, and no others', async () => {
    const [agent, channel] = [await newAgent(), await newChannel()]
    const [left, kept] = [
      await create({ name: 'Deja', agentIds: [agent.userId] }),
      await create({ name: 'Queda', agentIds: [agent.userId] }),
    ]
    const place = { companyId: company.id, campaignId, channelId: channel.id, agentId: agent.userId }
    const [given, held] = [
      await makeTicket(server, { ...place, queueId: left }),
      await makeTicket(server, { ...place, queueId: kept }),
    ]
    await put(left, { name: 'Deja' })
    const agentOf = async (id: string) => (await server.sql('select agent_id from ticket where id = $1', [id]))[0]
    expect(await agentOf(given.id)).toEqual({ agent_id: null })
    expect(await agentOf(held.id)).toEqual({ agent_id: agent.userId })
  })

  it('AS-4 names differ within a campaign, by more than case and accents', async () => {
    await create({ name: 'Atención' })
    expect(await post({ name: 'atencion' })).toMatchObject({ status: 409, body: { code: 'name_taken' } })
    const id = await create({ name: 'Otra' })
    expect(await put(id, { name: 'ATENCIÓN' })).toMatchObject({ status: 409, body: { code: 'name_taken' } })
    const other = await makeCampaign(server, { companyId: company.id })
    expect((await admin.call('POST', `/campaigns/${other.id}/queues`, form({ name: 'Atención' }))).status).toBe(200)
  })

  it("another company's queue is not found", async () => {
    const id = await create({})
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
    expect((await stranger.call('PUT', `/queues/${id}`, form({ name: 'Tomada' }))).status).toBe(404)
    expect(await queueNamed('Ventas')).toBeDefined()
  })

  it('RE-2 before and after stand in the audit', async () => {
    const [one, two] = [await newChannel(), await newChannel()]
    const id = await create({ channelIds: [one.id] })
    await put(id, { channelIds: [two.id] })
    const [row] = await server.sql(
      `select before, after from audit where subject_id = $1 and action = 'queue.update'`,
      [id],
    )
    expect(row).toMatchObject({ before: { channelIds: [one.id] }, after: { channelIds: [two.id] } })
  })
})

describe('WS-6 the order of the queue', () => {
  it('WS-6 waiting tickets stand in the order of the queues one sees, page by page; the oldest first where they differ', async () => {
    const [channel, agent] = [await newChannel(), await newAgent()]
    const options = { channelIds: [channel.id], agentIds: [agent.userId] }
    const id = await create({ name: 'Lenta', ...options })
    const place = { companyId: company.id, campaignId, channelId: channel.id }
    const ids: string[] = []
    for (const minutesAgo of [30, 20, 10])
      ids.push((await makeTicket(server, { ...place, queueId: id, minutesAgo })).id)
    const set = (queueOrder: string, serviceLevelSeconds = 60) =>
      admin.call('PUT', `/queues/${id}`, { ...form({ name: 'Lenta', ...options }), queueOrder, serviceLevelSeconds })
    const seen = async () => {
      const found: string[] = []
      for (let cursor = ''; ;) {
        const { body } = await agent.call('GET', `/tickets?view=waiting&limit=1${cursor}`)
        found.push(...body.items.map((t: { id: string }) => t.id))
        if (body.next === null) return found
        cursor = `&cursor=${encodeURIComponent(body.next)}`
      }
    }
    expect(await seen()).toEqual(ids)
    await set('newest')
    expect(await seen()).toEqual(ids.toReversed())
    await set('service_level', 3600)
    const quick = await create({ name: 'Rápida', ...options })
    await server.sql(`update queue set queue_order = 'service_level' where id = $1`, [quick])
    const urgent = (await makeTicket(server, { ...place, queueId: quick, minutesAgo: 5 })).id
    expect(await seen()).toEqual([urgent, ...ids])
    await server.sql(`update queue set queue_order = 'newest' where id = $1`, [quick])
    expect(await seen()).toEqual([...ids, urgent])
  })
})
