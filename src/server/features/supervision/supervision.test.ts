import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beThere } from '../../../../tests/support/agents.ts'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeInteractions, makeTicket } from '../../../../tests/support/tickets.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let ana: TestPerson
let place: { companyId: string; campaignId: string; channelId: string }

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  // Where it is noon: no day begins while a test runs.
  const west = new Date().getUTCHours() - 12
  const noon = `Etc/GMT${west < 0 ? '' : '+'}${west}`
  await server.sql('update company set time_zone = $2 where id = $1', [company.id, noon])
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Zoila' })
  ana = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Ana' })
  const channel = await makeActiveChannel(server, { companyId: company.id })
  place = { companyId: company.id, campaignId: company.defaultCampaignId, channelId: channel.id }
})

const board = async () => (await admin.call('GET', '/supervision')).body
const levels = async () => (await admin.call('GET', '/supervision/service-levels')).body
const neverOpen = Array.from({ length: 7 }, () => [])

describe('WS-8, HR-3 the board', () => {
  it('WS-8 tells of each queue what waits, who is available and what is held, and of each agent what they do', async () => {
    const beto = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Beto' })
    const queue = await makeQueue(server, { ...place, agents: [ana.userId, beto.userId] })
    await makeQueue(server, { ...place, active: false })
    await beThere(ana)
    await beto.call('PUT', '/agent/state', { state: 'available' })
    await makeTicket(server, { ...place, queueId: queue.id, minutesAgo: 2 })
    await makeTicket(server, { ...place, queueId: queue.id, minutesAgo: 5 })
    await makeTicket(server, { ...place, queueId: queue.id, agentId: ana.userId })
    await makeTicket(server, { ...place, queueId: null })
    const { queues, agents, noQueue } = await board()
    expect(noQueue).toBe(1)
    expect(queues).toMatchObject([
      { id: queue.id, waiting: 2, held: 1, agents: 2, available: 1, open: true, opensAt: null },
    ])
    expect(Math.abs(queues[0].oldest.openSeconds - 300)).toBeLessThan(30)
    expect(agents).toMatchObject([
      { name: 'Ana', state: 'available', present: true, open: 1, queues: [{ id: queue.id, held: 1 }] },
      { name: 'Beto', state: 'available', present: false, open: 0, queues: [{ id: queue.id, held: 0 }] },
    ])
    for (const path of ['/supervision', '/supervision/service-levels', `/supervision/tickets?queueId=${queue.id}`])
      expect((await ana.call('GET', path)).status).toBe(403)
  })

  it('WS-8 who holds a ticket without working with tickets stands among the agents until it is given on, and in no queue', async () => {
    const queue = await makeQueue(server, { ...place, agents: [ana.userId, admin.userId] })
    const { id } = await makeTicket(server, { ...place, queueId: queue.id, agentId: ana.userId })
    expect((await admin.call('POST', `/tickets/${id}/take-over`, {})).status).toBe(200)
    const { queues, agents } = await board()
    expect(queues).toMatchObject([{ held: 1, agents: 1, available: 0 }])
    expect(agents).toMatchObject([
      { name: 'Ana', works: true, open: 0 },
      { name: 'Zoila', works: false, open: 1, queues: [{ id: queue.id, held: 1 }] },
    ])
    await admin.call('POST', `/tickets/${id}/give-back`, {})
    expect((await board()).agents).toMatchObject([{ name: 'Ana' }])
  })

  it('HR-3 the age of what waits, and the service level, count open hours only', async () => {
    const closed = await makeQueue(server, place)
    const open = await makeQueue(server, place)
    await server.sql('update queue set hours = $2 where id = $1', [closed.id, JSON.stringify(neverOpen)])
    for (const queue of [closed, open]) await makeTicket(server, { ...place, queueId: queue.id, minutesAgo: 2 })
    const { queues } = await board()
    const of = (id: string) => queues.find((q: { id: string }) => q.id === id)
    expect(of(closed.id)).toMatchObject({ open: false, opensAt: null, oldest: { openSeconds: 0 } })
    expect(of(open.id).oldest.openSeconds).toBeGreaterThan(100)
    const missed = (await levels()).filter((l: { missed: number }) => l.missed > 0)
    expect(missed).toMatchObject([{ queueId: open.id, met: 0, missed: 1 }])
  })

  it("HR-3 today's service level: had in time, had late, still waiting in time or late; given back it stays had", async () => {
    const queue = await makeQueue(server, { ...place, agents: [ana.userId] })
    const inTime = await makeTicket(server, { ...place, queueId: queue.id })
    expect((await ana.call('POST', `/tickets/${inTime.id}/take`, {})).status).toBe(200)
    const late = await makeTicket(server, { ...place, queueId: queue.id, minutesAgo: 3 })
    expect((await ana.call('POST', `/tickets/${late.id}/take`, {})).status).toBe(200)
    await makeTicket(server, { ...place, queueId: queue.id })
    await makeTicket(server, { ...place, queueId: queue.id, minutesAgo: 2 })
    expect(await levels()).toEqual([{ queueId: queue.id, met: 1, missed: 2 }])
    await ana.call('POST', `/tickets/${late.id}/close`, {})
    await server.sql('update ticket set agent_id = null, assigned_at = null where id = $1', [inTime.id])
    expect(await levels()).toEqual([{ queueId: queue.id, met: 1, missed: 2 }])
  })

  it('WS-6 behind each figure stand its tickets, the oldest first, page by page', async () => {
    const queue = await makeQueue(server, { ...place, agents: [ana.userId] })
    const old = await makeTicket(server, { ...place, queueId: queue.id, minutesAgo: 9 })
    const young = await makeTicket(server, { ...place, queueId: queue.id, minutesAgo: 3 })
    const held = await makeTicket(server, { ...place, queueId: queue.id, agentId: ana.userId })
    const first = (await admin.call('GET', `/supervision/tickets?queueId=${queue.id}&view=waiting&limit=1`)).body
    expect(first.items).toMatchObject([{ id: old.id, agent: null, queue: { name: queue.name } }])
    const next = `/supervision/tickets?queueId=${queue.id}&view=waiting&limit=1&cursor=${first.next}`
    expect((await admin.call('GET', next)).body).toMatchObject({ items: [{ id: young.id }], next: null })
    const mine = (await admin.call('GET', `/supervision/tickets?agentId=${ana.userId}`)).body
    expect(mine.items).toMatchObject([{ id: held.id, agent: { name: 'Ana' } }])
  })

  it('WS-8 counts no further than 1,000, however much waits', async () => {
    const queue = await makeQueue(server, place)
    await makeInteractions(server, { ...place, queueId: queue.id, tickets: 1100, sends: 0 })
    expect((await board()).queues).toMatchObject([{ waiting: 1000 }])
  })
})
