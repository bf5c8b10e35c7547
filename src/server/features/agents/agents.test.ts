import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beThere } from '../../../../tests/support/agents.ts'
import { caller } from '../../../../tests/support/caller.ts'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { listen } from '../../../../tests/support/listen.ts'
import {
  type Company,
  join,
  makeCompany,
  makePerson,
  signIn,
  type TestPerson,
} from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { sweepAgents } from './sweep-agents.ts'

let server: TestServer
let company: Company
let owner: TestPerson
let admin: TestPerson
let ana: TestPerson

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  owner = await makePerson(server, { companyId: company.id, role: 'owner', agentMode: true })
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  ana = await makePerson(server, { companyId: company.id, role: 'agent' })
})

const mine = async (person: TestPerson) => (await person.call('GET', '/agent/state')).body
const set = (person: TestPerson, state: string, reason?: string) =>
  person.call('PUT', '/agent/state', { state, ...(reason ? { reason } : {}) })
const force = (by: TestPerson, userId: string, state: string, reason?: string) =>
  by.call('PUT', `/agents/${userId}/state`, { state, ...(reason ? { reason } : {}) })
const ledger = (userId: string) =>
  server.sql<{ state: string; present: boolean; began_at: Date; ended_at: Date | null; change: string }>(
    'select * from agent_state where user_id = $1 order by began_at',
    [userId],
  )
/** As if nothing had been heard of them since. */
const silentFor = (userId: string, seconds: number) =>
  server.sql('update agent_presence set seen_at = now() - make_interval(secs => $2) where user_id = $1', [
    userId,
    seconds,
  ])
const sweep = () => sweepAgents(server.system)()

async function heldTicket(agent: TestPerson, more: { distribution?: 'round_robin'; agents?: string[] } = {}) {
  const channel = await makeActiveChannel(server, { companyId: company.id })
  const queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    agents: [agent.userId],
    ...more,
  })
  const ticket = await makeTicket(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    queueId: queue.id,
    channelId: channel.id,
    agentId: agent.userId,
    minutesAgo: 60,
  })
  return { ...ticket, queueId: queue.id }
}
const holderOf = async (id: string) =>
  (await server.sql<{ agent_id: string | null }>('select agent_id from ticket where id = $1', [id]))[0]!.agent_id

describe('WS-8 states', () => {
  it('WS-8 who never was here is not available and not there; a heartbeat and a choice change both, with the time', async () => {
    expect(await mine(ana)).toEqual({ state: 'unavailable', since: null, present: false, reason: null, by: null })
    expect((await ana.call('POST', '/agent/heartbeat', {})).body).toEqual({ againWithinSeconds: 90 })
    expect((await set(ana, 'training', 'Curso de ventas')).status).toBe(200)
    const now = await mine(ana)
    expect(now).toMatchObject({
      state: 'training',
      present: true,
      reason: 'Curso de ventas',
      by: { id: ana.userId, name: ana.name },
    })
    expect(Math.abs(Date.parse(now.since) - Date.now())).toBeLessThan(60_000)
  })

  it('WS-8 the ledger has no gap and no overlap, also when the person and a supervisor change at once', async () => {
    await beThere(ana)
    await Promise.all([
      ...['lunch', 'dinner', 'busy', 'available', 'restroom'].map((state) => set(ana, state)),
      ...['training', 'unavailable', 'busy'].map((state) => force(admin, ana.userId, state, 'Reunión')),
      ana.call('POST', '/agent/heartbeat', {}),
    ])
    const rows = await ledger(ana.userId)
    expect(rows.length).toBeGreaterThan(4)
    for (const [n, row] of rows.entries()) expect(row.ended_at).toEqual(rows[n + 1]?.began_at ?? null)
  })

  it('WS-8 the database itself refuses a gap, an overlap and a second present', async () => {
    await beThere(ana)
    const insert = (began: string, ended: string | null, follows: string | null) =>
      server.sql(
        `insert into agent_state (company_id, id, user_id, state, present, began_at, ended_at, follows, change, since)
         select $1, gen_random_uuid(), $2, 'busy', true, ${began}, ${ended ?? 'null'}, ${follows ?? 'null'}, 'chosen', ${began}`,
        [company.id, ana.userId],
      )
    await expect(insert("now() + interval '1 hour'", null, "now() + interval '1 hour'")).rejects.toThrow('agent_state')
    await expect(insert("now() - interval '1 hour'", 'now()', null)).rejects.toThrow('agent_state')
    await server.sql('update agent_state set ended_at = now() where user_id = $1 and ended_at is null', [ana.userId])
    await expect(insert("now() + interval '1 hour'", null, "now() + interval '1 hour'")).rejects.toThrow('no_gap')
  })

  it("WS-8 owners and admins force a state, with its reason, recorded and heard; the owner's only the owner", async () => {
    const stream = await listen(server, ana)
    expect((await force(admin, ana.userId, 'busy', 'Apoya en la tienda')).status).toBe(200)
    await stream.next((a) => a.topic === 'state')
    await stream.close()
    expect(await mine(ana)).toMatchObject({
      state: 'busy',
      reason: 'Apoya en la tienda',
      by: { id: admin.userId, name: admin.name },
    })
    const [audit] = await server.sql(`select * from audit where action = 'agent.state_forced' and subject_id = $1`, [
      ana.userId,
    ])
    expect(audit).toMatchObject({ actor_id: admin.userId, after: { state: 'busy', reason: 'Apoya en la tienda' } })
    expect(await force(admin, owner.userId, 'busy')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await force(owner, owner.userId, 'busy')).status).toBe(200)
    expect((await force(ana, owner.userId, 'busy')).status).toBe(403)
    expect((await force(owner, admin.userId, 'busy')).status, 'an admin without agent mode has none').toBe(404)
    expect((await force(owner, ana.userId, 'sleeping')).status).toBe(400)
  })

  it("WS-8 a day by the company's clock: each stretch with state, presence and what began it", async () => {
    await beThere(ana)
    await set(ana, 'lunch')
    const { body } = await admin.call('GET', `/agents/${ana.userId}/day`)
    expect(body.name).toBe(ana.name)
    expect(body.periods.map((p: { state: string; change: string }) => `${p.state} ${p.change}`)).toEqual([
      'unavailable came',
      'available chosen',
      'lunch chosen',
    ])
    expect(body.periods.at(-1)).toMatchObject({ to: null, present: true })
    const other = await admin.call('GET', `/agents/${ana.userId}/day?date=2020-02-29`)
    expect(other.body).toMatchObject({ date: '2020-02-29', from: '2020-02-29T05:00:00.000Z', periods: [] })
    expect((await ana.call('GET', `/agents/${ana.userId}/day`)).status).toBe(403)
  })
})

describe('WS-8 presence', () => {
  it('WS-8 the live stream makes one present; after a crash its age ends it, from when it was last good', async () => {
    const stream = await listen(server, ana)
    await until('she is there', async () => (await mine(ana)).present)
    await stream.close()
    await sweep()
    expect((await mine(ana)).present, 'a closed stream may come back').toBe(true)
    await silentFor(ana.userId, 100)
    await sweep()
    const rows = await ledger(ana.userId)
    expect(rows.at(-1)).toMatchObject({ present: false, change: 'went', state: 'unavailable' })
    const again = await listen(server, ana)
    await until('she is there again', async () => (await mine(ana)).present)
    await again.close()
    expect((await ledger(ana.userId)).map((r) => r.change)).toEqual(['came', 'went', 'came'])
  })

  it('WS-8 signing out ends it at once, but not while the person is there by another sign-in', async () => {
    const second = caller(server.url, await signIn(server, ana.userId, company.id))
    await beThere(ana)
    await second('POST', '/agent/heartbeat', {})
    const signOut = (cookie: string) =>
      fetch(`${server.url}/api/auth/sign-out`, {
        method: 'POST',
        headers: { cookie, origin: server.url, 'content-type': 'application/json' },
        body: '{}',
      })
    expect((await signOut(ana.cookie)).status).toBe(200)
    expect((await ledger(ana.userId)).at(-1)).toMatchObject({ present: true })
    const third = await signIn(server, ana.userId, company.id)
    await silentFor(ana.userId, 100)
    await caller(server.url, third)('POST', '/agent/heartbeat', {})
    expect((await signOut(third)).status).toBe(200)
    expect((await ledger(ana.userId)).at(-1)).toMatchObject({ present: false, change: 'went' })
  })

  it('PE-4, WS-8 deactivation ends it, and so does going to another company', async () => {
    await beThere(ana)
    expect((await admin.call('PATCH', `/people/${ana.userId}`, { active: false })).status).toBe(200)
    expect((await ledger(ana.userId)).at(-1)).toMatchObject({ present: false })
    expect((await force(admin, ana.userId, 'busy')).status).toBe(404)

    const beto = await makePerson(server, { companyId: company.id, role: 'agent' })
    const other = await makeCompany(server)
    await join(server, { userId: beto.userId, companyId: other.id, role: 'agent' })
    await beThere(beto)
    await beto.call('POST', '/session/company', { companyId: other.id })
    expect((await ledger(beto.userId)).at(-1)).toMatchObject({ present: false })
  })

  it('WS-8 is written at most every 25 seconds, whatever is heard', async () => {
    await beThere(ana)
    const seen = async () =>
      (await server.sql<{ seen_at: Date }>('select seen_at from agent_presence where user_id = $1', [ana.userId]))[0]!
    const before = await seen()
    await ana.call('POST', '/agent/heartbeat', {})
    expect(await seen()).toEqual(before)
    await silentFor(ana.userId, 30)
    await ana.call('POST', '/agent/heartbeat', {})
    expect((await seen()).seen_at > before.seen_at).toBe(true)
  })
})

describe('TK-12 gone for too long', () => {
  const goneFor = async (userId: string, minutes: number) => {
    await silentFor(userId, minutes * 60 + 90)
    // The period before must have begun earlier still.
    await server.sql(
      `update agent_state set began_at = now() - interval '1 day', since = now() - interval '1 day' where user_id = $1`,
      [userId],
    )
    await sweep()
  }

  it('TK-12 after the minutes that the company sets, tickets go back, are told in the timeline and given out again', async () => {
    const beto = await makePerson(server, { companyId: company.id, role: 'agent' })
    const ticket = await heldTicket(ana, { distribution: 'round_robin', agents: [ana.userId, beto.userId] })
    await ana.call('POST', '/agent/heartbeat', {})
    await goneFor(ana.userId, 14)
    expect(await holderOf(ticket.id)).toBe(ana.userId)
    await beThere(beto)
    expect((await owner.call('PUT', '/company/agents', { awayMinutes: 10 })).body).toEqual({ awayMinutes: 10 })
    await sweep()
    await until('who is there has it', async () => (await holderOf(ticket.id)) === beto.userId)
    const events = await server.sql('select kind, data from ticket_event where ticket_id = $1 order by at', [ticket.id])
    expect(events).toMatchObject([
      { kind: 'given_back', data: { reason: 'away', fromAgent: { id: ana.userId } } },
      { kind: 'assigned', data: { reason: 'distribution', agent: { id: beto.userId } } },
    ])
  })

  it('TK-12 what is said of the state of who is gone does not count their minutes anew', async () => {
    const ticket = await heldTicket(ana)
    await ana.call('POST', '/agent/heartbeat', {})
    await goneFor(ana.userId, 9)
    expect((await force(admin, ana.userId, 'unavailable', 'Sin luz')).status).toBe(200)
    expect((await set(ana, 'busy')).status).toBe(200)
    await sweep()
    expect(await holderOf(ticket.id)).toBe(ana.userId)
    await owner.call('PUT', '/company/agents', { awayMinutes: 8 })
    await sweep()
    expect(await holderOf(ticket.id)).toBeNull()
  })

  it('TK-12 what fails for one holds back none of the others', async () => {
    const beto = await makePerson(server, { companyId: company.id, role: 'agent' })
    const [anas, betos] = [await heldTicket(ana), await heldTicket(beto)]
    for (const who of [ana, beto]) await who.call('POST', '/agent/heartbeat', {})
    for (const { userId } of [ana, beto]) {
      await silentFor(userId, 3600)
      await server.sql(
        `update agent_state set began_at = now() - interval '1 day', since = now() - interval '1 day' where user_id = $1`,
        [userId],
      )
    }
    // One who cannot even be called gone, nor can the one whose ticket is stuck give it back.
    const caro = await makePerson(server, { companyId: company.id, role: 'agent' })
    await caro.call('POST', '/agent/heartbeat', {})
    await silentFor(caro.userId, 3600)
    await server.sql(
      `update agent_state set began_at = now() - interval '1 day', since = now() - interval '1 day' where user_id = $1`,
      [caro.userId],
    )
    const [stuck] = [anas, betos].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    await server.sql(
      `create function refuse_return() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
    )
    await server.sql(
      `create trigger refuse_return before update of agent_id on ticket for each row when (old.id = '${stuck!.id}') execute function refuse_return()`,
    )
    await server.sql(
      `create trigger refuse_gone before insert on agent_state for each row when (new.user_id = '${caro.userId}') execute function refuse_return()`,
    )
    try {
      await expect(sweep()).rejects.toThrow()
    } finally {
      await server.sql('drop trigger refuse_return on ticket')
      await server.sql('drop trigger refuse_gone on agent_state')
      await server.sql('drop function refuse_return')
    }
    const holders = await Promise.all([anas, betos].map(({ id }) => holderOf(id)))
    expect(holders.filter((holder) => holder === null)).toHaveLength(1)
    await sweep()
    expect(await Promise.all([anas, betos].map(({ id }) => holderOf(id)))).toEqual([null, null])
  })

  it('TK-12 who is at lunch keeps their tickets, and so does who was never here, and who has just been given one', async () => {
    const ticket = await heldTicket(ana)
    await sweep()
    expect(await holderOf(ticket.id), 'never here').toBe(ana.userId)
    await beThere(ana, 'lunch')
    await server.sql(
      `update agent_state set began_at = now() - interval '1 day', since = now() - interval '1 day' where user_id = $1 and ended_at is null and follows is null`,
      [ana.userId],
    )
    await sweep()
    expect(await holderOf(ticket.id), 'at lunch').toBe(ana.userId)
    await server.sql('update ticket set assigned_at = now() where id = $1', [ticket.id])
    await silentFor(ana.userId, 3600)
    await sweep()
    expect(await holderOf(ticket.id), 'given a moment ago').toBe(ana.userId)
  })
})
