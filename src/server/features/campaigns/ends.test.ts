import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeInteractions, makeTicket } from '../../../../tests/support/tickets.ts'
import { webhooksOf, allHandled } from '../../../../tests/support/webhooks.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let campaign: { id: string; name: string }
let queue: { id: string; name: string }

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true })
  channel = await makeActiveChannel(server, { companyId: company.id })
  campaign = await makeCampaign(server, { companyId: company.id, name: 'Ventas' })
  queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: campaign.id,
    name: 'Uno',
    channels: [channel.id],
  })
})
afterAll(() => server.stop())

const place = () => ({ companyId: company.id, campaignId: campaign.id, queueId: queue.id, channelId: channel.id })
const figuresOf = async (what: string) => (await admin.call('GET', `/${what}/switch-off`)).body
const act = (what: string, how: 'switch-off' | 'deletion', more: object) => admin.call('POST', `/${what}/${how}`, more)
const one = async (text: string, values: unknown[]) => (await server.sql(text, values))[0]
const tree = async () =>
  (await admin.call('GET', '/campaigns')).body as { id: string; active: boolean; isDefault: boolean }[]
const entryOf = async () =>
  (await one('select queue_id from queue_channel where channel_id = $1 and is_entry', [channel.id]))?.['queue_id']
const template = (queueId?: string) =>
  makeApprovedTemplate(server, {
    companyId: company.id,
    channel,
    assignedTo: [{ campaignId: campaign.id, ...(queueId && { queueId }) }],
  })

describe('AS-4 the end of a campaign', () => {
  it('AS-4 TK-10 exact figures first; switching off closes, ends and cancels, each with its reason', async () => {
    await makeInteractions(server, { ...place(), tickets: 3, sends: 2, waiting: 2 })
    await makeTicket(server, { ...place(), campaignId: company.defaultCampaignId, queueId: null })
    await template()
    const what = `campaigns/${campaign.id}`
    const shown = await figuresOf(what)
    expect(shown).toEqual({
      queues: [{ id: queue.id, name: 'Uno' }],
      channels: [{ id: channel.id, alias: channel.alias, entry: true, next: null }],
      tickets: 3,
      sendsWithoutAnswer: 2,
      waitingMessages: 2,
      templates: 1,
      nextDefault: null,
    })
    expect(await act(what, 'switch-off', { shown })).toMatchObject({ status: 200, body: shown })
    expect(
      await one(
        `select (select array_agg(distinct close_reason) from ticket where campaign_id = $1) as closed,
          (select array_agg(distinct end_reason) from interaction where campaign_id = $1) as ended,
          (select count(*)::int from interaction where campaign_id = $1 and ended_at is null) as open,
          (select array_agg(distinct m.error_code) from message m join interaction i on i.id = m.interaction_id
             where i.campaign_id = $1 and m.status = -1) as cancelled,
          (select count(*)::int from ticket where company_id = $2 and closed_at is null) as others`,
        [campaign.id, company.id],
      ),
    ).toEqual({ closed: ['campaign_off'], ended: ['campaign_off'], open: 0, cancelled: ['campaign_off'], others: 1 })
    const audited = await one(`select action, after from audit where subject_id = $1`, [campaign.id])
    expect(audited).toMatchObject({ action: 'campaign.switched_off', after: shown })
  })

  it('AS-4 switched on again it has its queues, channels and templates as before', async () => {
    await template()
    const what = `campaigns/${campaign.id}`
    await act(what, 'switch-off', { shown: await figuresOf(what) })
    const from = { path: `/workspace/templates?campaignId=${campaign.id}&queueId=${queue.id}` }
    expect((await admin.call('GET', from.path)).body).toEqual([])
    expect((await admin.call('POST', `/${what}/switch-on`, {})).status).toBe(200)
    expect((await admin.call('GET', from.path)).body).toHaveLength(1)
    expect(await entryOf()).toBe(queue.id)
  })

  it('AS-4 deleting asks for the name, detaches channels and takes the queues along', async () => {
    const second = await makeQueue(server, {
      companyId: company.id,
      campaignId: company.defaultCampaignId,
      name: 'Otra',
      channels: [channel.id],
    })
    await template()
    const what = `campaigns/${campaign.id}`
    const shown = await figuresOf(what)
    expect(shown.channels).toMatchObject([{ entry: true, next: 'General › Otra' }])
    const wrong = await act(what, 'deletion', { name: 'ventas', shown })
    expect(wrong).toMatchObject({ status: 409, body: { code: 'name_mismatch' } })
    expect((await act(what, 'deletion', { name: 'Ventas', shown })).status).toBe(200)
    expect((await tree()).map((c) => c.id)).toEqual([company.defaultCampaignId])
    expect(await entryOf()).toBe(second.id)
    const left = await one(
      `select (select count(*)::int from template_assignment where campaign_id = $1) as assignments,
        (select count(*)::int from queue where campaign_id = $1 and deleted_at is null) as queues`,
      [campaign.id],
    )
    expect(left).toEqual({ assignments: 0, queues: 0 })
    expect((await act(what, 'deletion', { name: 'Ventas', shown })).status).toBe(404)
    expect((await admin.call('POST', '/campaigns', { name: 'Ventas' })).status).toBe(200)
  })

  it('AS-4 asks again when there is more than was shown, and only then', async () => {
    const what = `campaigns/${campaign.id}`
    await makeInteractions(server, { ...place(), tickets: 20, sends: 0 })
    const shown = await figuresOf(what)
    await makeInteractions(server, { ...place(), tickets: 3, sends: 0 })
    const refused = await act(what, 'switch-off', { shown })
    expect(refused).toMatchObject({ status: 409, body: { code: 'figures_grew', data: { tickets: 23 } } })
    expect((await tree()).find((c) => c.id === campaign.id)).toMatchObject({ active: true })
    await makeInteractions(server, { ...place(), tickets: 1, sends: 0 })
    const done = await act(what, 'switch-off', { shown: refused.body.data })
    expect(done).toMatchObject({ status: 200, body: { tickets: 24 } })
  })

  it('AS-4 the default campaign hands that on; the last active one stays, also when two go at once', async () => {
    const [general, sales] = [company.defaultCampaignId, campaign.id]
    const shown = { general: await figuresOf(`campaigns/${general}`), sales: await figuresOf(`campaigns/${sales}`) }
    expect(shown.general.nextDefault).toEqual({ id: sales, name: 'Ventas' })
    const answers = await Promise.all([
      act(`campaigns/${general}`, 'switch-off', { shown: shown.general }),
      act(`campaigns/${sales}`, 'deletion', { name: 'Ventas', shown: shown.sales }),
    ])
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find((a) => a.status === 409)!.body.code).toBe('last_campaign')
    const left = await tree()
    expect(left.filter((c) => c.active)).toHaveLength(1)
    expect(left.filter((c) => c.isDefault && c.active)).toHaveLength(1)
  })

  it('AS-4 another campaign is made the default one, and one that is off is not', async () => {
    expect((await admin.call('PATCH', `/campaigns/${campaign.id}`, { isDefault: true })).status).toBe(200)
    expect((await tree()).filter((c) => c.isDefault).map((c) => c.id)).toEqual([campaign.id])
    const what = `campaigns/${company.defaultCampaignId}`
    await act(what, 'switch-off', { shown: await figuresOf(what) })
    const refused = await admin.call('PATCH', `/${what}`, { isDefault: true })
    expect(refused).toMatchObject({ status: 409, body: { code: 'campaign_off' } })
  })

  it('AS-4 TK-5 messages that come while it is switched off leave nothing open in it', async () => {
    await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] })
    const hooks = webhooksOf(server, channel)
    const what = `campaigns/${campaign.id}`
    const shown = { ...(await figuresOf(what)), tickets: 99 }
    const phones = Array.from({ length: 40 }, (_, n) => `5190047${String(n).padStart(4, '0')}`)
    const coming = Promise.all(phones.map((phone) => hooks.text(phone, 'Hola')))
    const [{ status }] = await Promise.all([act(what, 'switch-off', { shown }), coming])
    expect(status).toBe(200)
    await allHandled(server, company.id)
    const counts = await one(
      `select count(*) filter (where closed_at is null and campaign_id = $2)::int as inside,
        count(distinct contact_id)::int as contacts,
        (select count(*)::int from interaction where campaign_id = $2 and ended_at is null) as open
       from ticket where company_id = $1`,
      [company.id, campaign.id],
    )
    expect(counts).toEqual({ inside: 0, contacts: 40, open: 0 })
  })

  it('AS-4 sends that are made while it is switched off are ended with it, or refused', async () => {
    const { id: templateId } = await template()
    const what = `campaigns/${campaign.id}`
    const shown = { ...(await figuresOf(what)), tickets: 99 }
    const send = (n: number) =>
      admin.call('POST', '/workspace/sends', {
        clientKey: randomUUID(),
        campaignId: campaign.id,
        queueId: queue.id,
        templateId,
        to: { phone: `+5190048${String(n).padStart(4, '0')}` },
        values: {},
      })
    const sends = Array.from({ length: 10 }, (_, n) => send(n))
    const [off, ...answers] = await Promise.all([act(what, 'switch-off', { shown }), ...sends])
    expect(off.status).toBe(200)
    for (const { status, body } of answers) expect([200, 409], JSON.stringify(body)).toContain(status)
    const open = await one('select count(*)::int as n from interaction where campaign_id = $1 and ended_at is null', [
      campaign.id,
    ])
    expect(open).toEqual({ n: 0 })
  })
})

describe('AS-4 the end of a queue', () => {
  it('TK-5 open tickets go where a message would go now; who holds one goes on holding it', async () => {
    const [other, elsewhere] = [
      await makeActiveChannel(server, { companyId: company.id }),
      await makeQueue(server, { companyId: company.id, campaignId: campaign.id, name: 'Dos', channels: [channel.id] }),
    ]
    const held = await makeTicket(server, { ...place(), agentId: admin.userId })
    const waiting = await makeTicket(server, place())
    const lone = await makeTicket(server, { ...place(), channelId: other.id })
    await makeInteractions(server, { ...place(), tickets: 0, sends: 1 })
    await template(queue.id)
    const what = `queues/${queue.id}`
    const shown = await figuresOf(what)
    expect(shown).toEqual({
      waiting: 2,
      held: 1,
      moves: [
        { queueId: elsewhere.id, name: 'Dos', tickets: 2 },
        { queueId: null, name: null, tickets: 1 },
      ],
      sendsWithoutAnswer: 1,
      channels: [{ id: channel.id, alias: channel.alias, entry: true, next: 'Ventas › Dos' }],
      templates: 1,
    })
    expect(await act(what, 'switch-off', { shown })).toMatchObject({ status: 200, body: shown })
    const queueOf = (id: string) => one('select queue_id, agent_id, closed_at from ticket where id = $1', [id])
    expect(await queueOf(held.id)).toEqual({ queue_id: elsewhere.id, agent_id: admin.userId, closed_at: null })
    expect(await queueOf(waiting.id)).toEqual({ queue_id: elsewhere.id, agent_id: null, closed_at: null })
    expect(await queueOf(lone.id)).toEqual({ queue_id: null, agent_id: null, closed_at: null })
    expect(await entryOf()).toBe(elsewhere.id)
  })

  it('AS-4 the entry stays where it went; without another active queue it never leaves', async () => {
    const what = `queues/${queue.id}`
    await act(what, 'switch-off', { shown: await figuresOf(what) })
    expect(await entryOf()).toBe(queue.id)
    const second = await makeQueue(server, { companyId: company.id, campaignId: campaign.id, channels: [channel.id] })
    await admin.call('POST', `/queues/${second.id}/switch-on`, {})
    expect(await entryOf()).toBe(second.id)
    await admin.call('POST', `/${what}/switch-on`, {})
    expect(await entryOf()).toBe(second.id)
    const form = { name: 'Uno', channelIds: [channel.id], entryChannelIds: [channel.id], agentIds: [] }
    await act(what, 'switch-off', { shown: await figuresOf(what) })
    expect(await admin.call('PUT', `/${what}`, form)).toMatchObject({ status: 409, body: { code: 'queue_off' } })
  })

  it('AS-4 deleting takes its channels and what was assigned to it alone', async () => {
    await template(queue.id)
    await template()
    const what = `queues/${queue.id}`
    const shown = await figuresOf(what)
    expect((await act(what, 'deletion', { name: 'Uno', shown })).status).toBe(200)
    const left = await one(
      `select (select count(*)::int from template_assignment where campaign_id = $1) as assignments,
        (select count(*)::int from queue_channel where queue_id = $2) as links`,
      [campaign.id, queue.id],
    )
    expect(left).toEqual({ assignments: 1, links: 0 })
    expect((await admin.call('GET', `/${what}`)).status).toBe(404)
  })

  it('AS-4 asks again when tickets would go elsewhere than was shown', async () => {
    await makeTicket(server, place())
    const what = `queues/${queue.id}`
    const shown = await figuresOf(what)
    await makeQueue(server, { companyId: company.id, campaignId: campaign.id, name: 'Nueva', channels: [channel.id] })
    const refused = await act(what, 'switch-off', { shown })
    expect(refused).toMatchObject({ status: 409, body: { code: 'figures_grew', data: { moves: [{ name: 'Nueva' }] } } })
  })
})
