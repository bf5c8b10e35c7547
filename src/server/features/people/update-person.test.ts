import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import {
  type Company,
  join,
  makeCompany,
  makePerson,
  signIn,
  type TestPerson,
} from '../../../../tests/support/people.ts'
import { caller } from '../../../../tests/support/caller.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'

let server: TestServer
let company: Company
let owner: TestPerson
let admin: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  owner = await makePerson(server, { companyId: company.id, role: 'owner' })
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
afterAll(() => server.stop())

const agentOf = (more: object = {}) => makePerson(server, { companyId: company.id, role: 'agent', ...more })
const change = (by: TestPerson, userId: string, body: object) => by.call('PATCH', `/people/${userId}`, body)
const memberOf = async (userId: string) => (await server.sql('select * from member where user_id = $1', [userId]))[0]!

async function agentWithTickets() {
  const agent = await agentOf()
  const queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    agents: [agent.userId],
  })
  const channel = await makeActiveChannel(server, { companyId: company.id })
  const place = {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    queueId: queue.id,
    channelId: channel.id,
  }
  const tickets = [
    await makeTicket(server, { ...place, agentId: agent.userId }),
    await makeTicket(server, { ...place, agentId: agent.userId }),
  ]
  return { agent, queue, ids: tickets.map((t) => t.id) }
}

describe('PE-4 deactivation', () => {
  it('PE-4 ends the sessions of this company at once', async () => {
    const agent = await agentOf()
    const second = caller(server.url, await signIn(server, agent.userId, company.id))
    const unsettled = caller(server.url, await signIn(server, agent.userId))
    expect((await change(admin, agent.userId, { active: false })).status).toBe(200)
    for (const call of [agent.call, second, unsettled]) expect((await call('GET', '/session')).status).toBe(401)
  })

  it('PE-4 leaves the sessions in another company alone, without this one', async () => {
    const agent = await agentOf()
    const other = await makeCompany(server)
    await join(server, { userId: agent.userId, companyId: other.id, role: 'agent' })
    const there = caller(server.url, await signIn(server, agent.userId, other.id))
    await change(admin, agent.userId, { active: false })
    expect((await agent.call('GET', '/session')).status).toBe(401)
    const session = await there('GET', '/session')
    expect(session.body.companies).toMatchObject([{ id: other.id }])
    expect((await there('POST', '/session/company', { companyId: company.id })).status).toBe(404)
  })

  it('PE-4, TK-12 gives open tickets back to their queues', async () => {
    const { agent, queue, ids } = await agentWithTickets()
    await change(admin, agent.userId, { active: false })
    const rows = await server.sql('select agent_id, assigned_at, queue_id from ticket where id = any($1)', [ids])
    expect(rows).toEqual(ids.map(() => ({ agent_id: null, assigned_at: null, queue_id: queue.id })))
  })

  it('PE-4 the person does not count in the queues, and comes back to them when switched on', async () => {
    const { agent, queue } = await agentWithTickets()
    const agentsOfQueue = async () => {
      const tree = (await admin.call('GET', '/campaigns')).body as {
        queues: { id: string; agents: { id: string }[] }[]
      }[]
      return tree
        .flatMap((c) => c.queues)
        .find((q) => q.id === queue.id)!
        .agents.map((a) => a.id)
    }
    expect(await agentsOfQueue()).toEqual([agent.userId])
    await change(admin, agent.userId, { active: false })
    expect(await agentsOfQueue()).toEqual([])
    await change(admin, agent.userId, { active: true })
    expect(await agentsOfQueue()).toEqual([agent.userId])
  })

  it('TK-12 an admin who leaves agent mode gives tickets back too', async () => {
    const { agent, ids } = await agentWithTickets()
    await change(admin, agent.userId, { role: 'admin', agentMode: true })
    expect(
      await server.sql('select from ticket where id = any($1) and agent_id = $2', [ids, agent.userId]),
    ).toHaveLength(2)
    await change(admin, agent.userId, { agentMode: false })
    expect(await server.sql('select from ticket where id = any($1) and agent_id = $2', [ids, agent.userId])).toEqual([])
  })
})

describe('who may change whom', () => {
  it('an admin changes role and agent mode of others', async () => {
    const agent = await agentOf()
    expect((await change(admin, agent.userId, { role: 'admin', agentMode: true })).status).toBe(200)
    expect(await memberOf(agent.userId)).toMatchObject({ role: 'admin', agent_mode: true, active: true })
  })

  it('an admin does not touch the owner', async () => {
    for (const body of [{ active: false }, { role: 'agent' }, { agentMode: true }]) {
      expect(await change(admin, owner.userId, body)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
  })

  it('PE-6 the owner can neither leave nor step down, but may work as an agent', async () => {
    expect(await change(owner, owner.userId, { active: false })).toMatchObject({ body: { code: 'last_owner' } })
    expect(await change(owner, owner.userId, { role: 'admin' })).toMatchObject({ status: 409 })
    expect((await change(owner, owner.userId, { agentMode: true })).status).toBe(200)
    expect(await memberOf(owner.userId)).toMatchObject({ role: 'owner', active: true, agent_mode: true })
  })

  it('nobody is made owner this way', async () => {
    const agent = await agentOf()
    expect((await change(owner, agent.userId, { role: 'owner' })).status).toBe(400)
  })

  it("agents change nobody, and another company's people are not found", async () => {
    const agent = await agentOf()
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'agent' })
    expect((await change(agent, agent.userId, { role: 'admin' })).status).toBe(403)
    expect((await change(admin, stranger.userId, { active: false })).status).toBe(404)
    expect(await memberOf(stranger.userId)).toMatchObject({ active: true })
  })

  it('RE-2 before and after stand in the audit', async () => {
    const agent = await agentOf()
    await change(admin, agent.userId, { active: false })
    const [row] = await server.sql(`select * from audit where subject_id = $1 and action = 'person.update'`, [
      agent.userId,
    ])
    expect(row).toMatchObject({ before: { active: true, role: 'agent' }, after: { active: false, role: 'agent' } })
  })
})
