import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let campaign: { id: string }
let queue: { id: string }

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true })
  channel = await makeActiveChannel(server, { companyId: company.id })
})
beforeEach(async () => {
  campaign = await makeCampaign(server, { companyId: company.id, dispositionRequired: true })
  queue = await makeQueue(server, { companyId: company.id, campaignId: campaign.id })
})
afterAll(() => server.stop())

const item = (name: string, depth = 0, more: object = {}) => ({
  id: randomUUID() as string,
  name,
  active: true,
  depth,
  ...more,
})
const read = async () => (await admin.call('GET', `/campaigns/${campaign.id}/dispositions`)).body
const save = (version: number, items: object[], id = campaign.id) =>
  admin.call('PUT', `/campaigns/${id}/dispositions`, { version, items })
const heldTicket = () =>
  makeTicket(server, {
    companyId: company.id,
    campaignId: campaign.id,
    queueId: queue.id,
    channelId: channel.id,
    agentId: admin.userId,
  })
const close = (ticket: { id: string }, dispositionId: string | null) =>
  admin.call('POST', `/tickets/${ticket.id}/close`, { dispositionId })

describe('AS-4 dispositions of a campaign', () => {
  it('AS-4 saves a tree as it is read, and again in another order', async () => {
    const [sale, cash, credit, call] = [item('Venta'), item('Contado', 1), item('Crédito', 1), item('No contesta')]
    expect(await save(0, [sale, cash, credit, call])).toMatchObject({ status: 200, body: { version: 1 } })
    const saved = [sale, cash, credit, call].map((one) => ({ ...one, used: false }))
    expect(await read()).toEqual({ version: 1, items: saved })
    const moved = [call, sale, { ...credit, name: 'A plazos' }, { ...cash, depth: 2 }]
    expect((await save(1, moved)).status).toBe(200)
    expect((await read()).items).toEqual(moved.map((one) => ({ ...one, used: false })))
    const [row] = await server.sql<{ after: { dispositions: string[] } }>(
      `select after from audit where subject_id = $1 and action = 'campaign.dispositions' order by id desc limit 1`,
      [campaign.id],
    )
    expect(row!.after.dispositions).toEqual(['No contesta', 'Venta', '  A plazos', '    Contado'])
  })

  it('AS-4 who was slower is told so, and overwrites nothing', async () => {
    const answers = await Promise.all([save(0, [item('Una')]), save(0, [item('Otra')])])
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find((a) => a.status === 409)!.body.code).toBe('dispositions_changed')
    expect((await read()).items).toHaveLength(1)
  })

  it('AS-4 what is no tree is refused, with the place of the fault', async () => {
    expect(await save(0, [item('Una'), item('Otra', 2)])).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ field: 'items[1]', rule: 'AS-4' }] },
    })
    expect((await save(0, [item('Igual'), item('igual')])).status).toBe(400)
  })

  it("AS-4 another campaign's disposition is not found, and stays there", async () => {
    const own = item('Propia')
    await save(0, [own])
    const other = await makeCampaign(server, { companyId: company.id })
    expect((await save(0, [own], other.id)).status).toBe(404)
    expect((await read()).items).toMatchObject([{ id: own.id }])
  })

  it('AS-4 what was used is switched off, not deleted', async () => {
    const [used, unused] = [item('Venta'), item('Otra')]
    await save(0, [used, unused])
    expect((await close(await heldTicket(), used.id)).status).toBe(200)
    expect((await read()).items).toMatchObject([{ used: true }, { used: false }])
    const refused = await save(1, [unused])
    expect(refused).toMatchObject({ status: 409, body: { code: 'disposition_used', data: { names: 'Venta' } } })
    expect((await save(1, [{ ...used, active: false }])).status).toBe(200)
    expect((await read()).items).toMatchObject([{ id: used.id, active: false }])
  })

  it('WS-6 a ticket is closed with an end of the tree that is on; the ticket offers no others', async () => {
    const [sale, cash, off, group, inside] = [
      item('Venta'),
      item('Contado', 1),
      item('Crédito', 1, { active: false }),
      item('Vieja', 0, { active: false }),
      item('Dentro', 1),
    ]
    await save(0, [sale, cash, off, group, inside])
    const ticket = await heldTicket()
    const { body } = await admin.call('GET', `/tickets/${ticket.id}`)
    expect(body.dispositions).toEqual([
      { id: sale.id, name: 'Venta', parentId: null, leaf: false },
      { id: cash.id, name: 'Contado', parentId: sale.id, leaf: true },
    ])
    expect(await close(ticket, null)).toMatchObject({ status: 422, body: { code: 'disposition_required' } })
    for (const wrong of [sale, off, inside]) expect((await close(ticket, wrong.id)).status).toBe(404)
    expect((await close(ticket, cash.id)).status).toBe(200)
  })

  it('WS-6 where a campaign asks for a disposition and has none, a ticket is closed without', async () => {
    expect((await close(await heldTicket(), null)).status).toBe(200)
  })
})
