import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { encodePostback } from '../../src/rules/postback.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { allHandled, type Webhooks, webhooksOf } from '../support/webhooks.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let hooks: Webhooks
let sales: { id: string }
let salesQueue: { id: string }
let entryQueue: { id: string }
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  const companyId = company.id
  admin = await makePerson(server, { companyId, role: 'admin', agentMode: true })
  channel = await makeActiveChannel(server, { companyId })
  entryQueue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  sales = await makeCampaign(server, { companyId })
  salesQueue = await makeQueue(server, { companyId, campaignId: sales.id, channels: [channel.id] })
  hooks = webhooksOf(server, channel)
})

const phone = () => `5190040${String(++n).padStart(4, '0')}`
const handled = () => allHandled(server, company.id)
const tickets = () =>
  server.sql<{ campaign_id: string; queue_id: string | null; close_reason: string | null; unread: number }>(
    'select id, campaign_id, queue_id, close_reason, unread from ticket where company_id = $1 order by number',
    [company.id],
  )
const optedOut = async (digits: string) =>
  (
    await server.sql<{ out: boolean }>(
      `select c.marketing_opt_out_at is not null as out from contact c join contact_address a on a.company_id = c.company_id and a.contact_id = c.id
       where a.company_id = $1 and a.kind = 'phone' and a.value = $2`,
      [company.id, digits],
    )
  )[0]?.out
const inSales = () => ({ campaign_id: sales.id, queue_id: salesQueue.id })
const atEntry = () => ({ campaign_id: company.defaultCampaignId, queue_id: entryQueue.id })

/** Sends a template from the campaign "sales" and waits until the provider has it. */
async function send(to: string, over = channel) {
  const template = await makeApprovedTemplate(server, {
    companyId: company.id,
    channel: over,
    replies: ['Me interesa', { text: 'No más, gracias', optOut: true }],
    assignedTo: [{ campaignId: sales.id }],
  })
  const { body, status } = await admin.call('POST', '/workspace/sends', {
    clientKey: randomUUID(),
    campaignId: sales.id,
    queueId: salesQueue.id,
    templateId: template.id,
    to: { phone: `+${to}` },
    values: {},
  })
  expect(status).toBe(200)
  const externalId = await until('the provider has it', async () => {
    const [m] = await server.sql<{ external_id: string | null }>('select external_id from message where id = $1', [
      body.messageId,
    ])
    return m?.external_id ?? undefined
  })
  return { messageId: body.messageId as string, interactionId: body.interactionId as string, externalId }
}

describe('TK-5 where an incoming message goes', () => {
  test('(1) a tap by our reference, and the send it answers gets the ticket', async () => {
    const from = phone()
    const sent = await send(from)
    await hooks.tap(from, 'Me interesa', encodePostback({ messageId: sent.messageId, index: 0 }))
    await handled()
    expect(await tickets()).toMatchObject([inSales()])
    const [message] = await server.sql<{ content: object; interaction_id: string }>(
      `select content, interaction_id from message where company_id = $1 and direction = 'in'`,
      [company.id],
    )
    expect(message).toMatchObject({ interaction_id: sent.interactionId, content: { buttonText: 'Me interesa' } })
  })

  test('(1) a tap without reference by the message it answers; (2) a quoted message of ours', async () => {
    const [one, two] = [phone(), phone()]
    const [first, second] = [await send(one), await send(two)]
    await hooks.tap(one, 'Me interesa', 'Me interesa', { replyTo: first.externalId })
    await hooks.text(two, '¿Sigue en pie?', { replyTo: second.externalId })
    await handled()
    expect(await tickets()).toMatchObject([inSales(), inSales()])
  })

  test('(1) a reference to a message of another company or another channel counts for nothing', async () => {
    const from = phone()
    const elsewhere = await makeActiveChannel(server, { companyId: company.id })
    const sent = await send(from, elsewhere)
    await server.sql('update interaction set ended_at = now(), end_reason = $2 where company_id = $1', [
      company.id,
      'no_answer',
    ])
    await hooks.tap(from, 'Me interesa', encodePostback({ messageId: sent.messageId, index: 1 }))
    const stranger = await makeCompany(server)
    const foreign = await makeActiveChannel(server, { companyId: stranger.id })
    await makeQueue(server, { companyId: stranger.id, campaignId: stranger.defaultCampaignId, channels: [foreign.id] })
    await webhooksOf(server, foreign).tap(from, 'Hola', encodePostback({ messageId: sent.messageId, index: 1 }))
    await handled()
    await allHandled(server, stranger.id)
    expect(await tickets()).toMatchObject([{ ...atEntry(), close_reason: null }])
    expect(await optedOut(from)).toBe(false)
    const there = await server.sql('select campaign_id, close_reason from ticket where company_id = $1', [stranger.id])
    expect(there).toEqual([{ campaign_id: stranger.defaultCampaignId, close_reason: null }])
  })

  test('(1) a tap on a message of a campaign that is off, or gone, goes to the entry queue', async () => {
    const [one, two] = [phone(), phone()]
    const [first, second] = [await send(one), await send(two)]
    await server.sql('update campaign set active = false where id = $1', [sales.id])
    await hooks.tap(one, 'Me interesa', encodePostback({ messageId: first.messageId, index: 0 }))
    await handled()
    await server.sql('update campaign set active = true, deleted_at = now() where id = $1', [sales.id])
    await hooks.tap(two, 'Me interesa', encodePostback({ messageId: second.messageId, index: 0 }))
    await handled()
    expect(await tickets()).toMatchObject([atEntry(), atEntry()])
  })

  test('(1) a queue that is off gives way to the first active one of the campaign with this channel', async () => {
    const from = phone()
    const sent = await send(from)
    await makeQueue(server, { companyId: company.id, campaignId: sales.id })
    const second = await makeQueue(server, { companyId: company.id, campaignId: sales.id, channels: [channel.id] })
    await makeQueue(server, { companyId: company.id, campaignId: sales.id, channels: [channel.id] })
    await server.sql('update queue set active = false where id = $1', [salesQueue.id])
    await hooks.tap(from, 'Me interesa', encodePostback({ messageId: sent.messageId, index: 0 }))
    await handled()
    expect(await tickets()).toMatchObject([{ campaign_id: sales.id, queue_id: second.id }])
  })

  test('(3) the open ticket with the latest activity on this channel, not the one that was busy elsewhere', async () => {
    const from = phone()
    const other = await makeActiveChannel(server, { companyId: company.id })
    await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [other.id] })
    await hooks.text(from, 'por la entrada')
    await handled()
    const sent = await send(from)
    await hooks.tap(from, 'Me interesa', encodePostback({ messageId: sent.messageId, index: 0 }))
    await handled()
    await webhooksOf(server, other).text(from, 'por el otro número')
    await handled()
    await hooks.text(from, 'y sigo aquí')
    await handled()
    expect(await tickets()).toMatchObject([
      { ...atEntry(), unread: 2 },
      { ...inSales(), unread: 2 },
    ])
  })

  test('(4) the latest send without answer, then (5) the entry queue', async () => {
    const [one, two] = [phone(), phone()]
    await send(one)
    await hooks.text(one, 'Hola, me escribieron')
    await hooks.text(two, 'Hola')
    await handled()
    expect(await tickets()).toMatchObject([inSales(), atEntry()])
  })

  test('(6) with no active queue a ticket "Sin cola" that admins see, and a mark on the channel', async () => {
    await server.sql('update queue set active = false where company_id = $1', [company.id])
    await hooks.text(phone(), 'Hola')
    await handled()
    expect(await tickets()).toMatchObject([{ campaign_id: company.defaultCampaignId, queue_id: null }])
    const agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [entryQueue.id] })
    const seen = async (who: TestPerson) => (await who.call('GET', '/tickets?view=waiting')).body.items
    expect(await seen(admin)).toMatchObject([{ queue: null }])
    expect(await seen(agent)).toEqual([])
    expect((await admin.call('GET', `/channels/${channel.id}`)).body).toMatchObject({ withoutQueue: true, queues: 2 })
    await server.sql('update queue set active = true where id = $1', [entryQueue.id])
    expect((await admin.call('GET', '/channels')).body.items[0]).toMatchObject({ withoutQueue: false })
  })

  test('(6) a company whose default campaign is gone drops nothing', async () => {
    await server.sql('update campaign set deleted_at = now(), is_default = false where id = $1', [
      company.defaultCampaignId,
    ])
    await server.sql('update queue set active = false where company_id = $1', [company.id])
    await hooks.text(phone(), 'Hola')
    await handled()
    expect(await tickets()).toMatchObject([{ campaign_id: sales.id, queue_id: null }])
  })

  test('a ticket that is closed while its contact writes never swallows a message', async () => {
    const from = phone()
    await hooks.text(from, 'primero')
    await handled()
    const [{ id }] = (await tickets()) as unknown as [{ id: string }]
    await admin.call('POST', `/tickets/${id}/take`, {})
    await Promise.all([
      ...Array.from({ length: 20 }, (_, i) => hooks.text(from, `mensaje ${i}`)),
      admin.call('POST', `/tickets/${id}/close`, { dispositionId: null }),
    ])
    await handled()
    const buried = await server.sql(
      `select t.id from ticket t where t.company_id = $1 and t.closed_at is not null and t.unread > 0`,
      [company.id],
    )
    expect(buried).toEqual([])
    expect((await tickets()).filter((t) => t.close_reason === null).length).toBeLessThanOrEqual(1)
  })
})

describe('TK-6 what opens no ticket, and opting out', () => {
  test('reactions, deletions, statuses and preferences open nothing', async () => {
    const from = phone()
    const sent = await send(from)
    await hooks.reaction(from, '👍')
    await hooks.deletion(`wamid.${randomUUID()}`, from)
    await hooks.status(sent.externalId, 'read', from)
    await hooks.preference({ wa_id: from }, 'stop')
    await handled()
    expect(await tickets()).toEqual([])
    expect(await optedOut(from)).toBe(true)
  })

  test('WS-9 POL-02 a message that failed because the person wants no marketing marks them; other failures do not', async () => {
    const [stopped, other] = [phone(), phone()]
    const [no, lost] = [await send(stopped), await send(other)]
    await hooks.status(no.externalId, 'failed', stopped, { code: 131050, reason: 'User opted out of marketing' })
    await hooks.status(lost.externalId, 'failed', other, { code: 131026, reason: 'Undeliverable' })
    await handled()
    expect([await optedOut(stopped), await optedOut(other)]).toEqual([true, false])
    const recorded = 'select given, how from contact_consent where company_id = $1'
    expect(await server.sql(recorded, [company.id])).toEqual([{ given: false, how: 'preference' }])
    // Told once more after it was undone, it is no news.
    await server.sql('update contact set marketing_opt_out_at = null where company_id = $1', [company.id])
    await hooks.status(no.externalId, 'failed', stopped, { code: 131050, reason: 'User opted out of marketing' })
    await handled()
    expect(await optedOut(stopped)).toBe(false)
  })

  test('a preference of somebody whose phone is hidden marks them too', async () => {
    await hooks.text({ userId: 'PE.4400' }, 'hola')
    await handled()
    await hooks.preference({ user_id: 'PE.4400' }, 'stop')
    await handled()
    const rows = await server.sql('select marketing_opt_out_at is not null as out from contact where company_id = $1', [
      company.id,
    ])
    expect(rows).toEqual([{ out: true }])
  })

  test('an echo opens nothing, stands in the open ticket, and in every later one if none was open', async () => {
    const from = phone()
    await hooks.echo(from, 'Te escribo desde el teléfono')
    await handled()
    expect(await tickets()).toEqual([])
    // WS-2: what became of it is told all the same.
    const echoed = () =>
      server.sql<{ external_id: string; status: number }>(
        `select external_id, status from message where company_id = $1 and interaction_id is null`,
        [company.id],
      )
    await hooks.status((await echoed())[0]!.external_id, 'read', from)
    await handled()
    expect(await echoed()).toMatchObject([{ status: 7 }])
    await hooks.text(from, 'Gracias')
    await handled()
    await hooks.echo(from, 'De nada')
    await handled()
    const [ticket] = (await admin.call('GET', '/tickets?view=all')).body.items
    expect(ticket).toMatchObject({ unread: 1, lastText: 'De nada' })
    const { items } = (await admin.call('GET', `/tickets/${ticket.id}/messages`)).body
    const said = items.map((m: { text: string; direction: string; loose: boolean }) => [m.text, m.direction, m.loose])
    expect(new Set(said.map(String))).toEqual(
      new Set(['De nada,out,false', 'Gracias,in,false', 'Te escribo desde el teléfono,out,true']),
    )
    const fold = await server.sql<{ n: number }>('select count(*)::int n from contact where company_id = $1', [
      company.id,
    ])
    expect(fold[0]!.n).toBe(1)
  })

  test('an opt-out tap leaves a closed ticket with the send and the tap in it; a later message opens another', async () => {
    const from = phone()
    const sent = await send(from)
    await hooks.tap(from, 'No más, gracias', encodePostback({ messageId: sent.messageId, index: 1 }))
    await handled()
    expect(await tickets()).toMatchObject([{ ...inSales(), close_reason: 'opt_out', unread: 0 }])
    expect(await optedOut(from)).toBe(true)
    const [closed] = (await admin.call('GET', '/tickets?view=closed')).body.items
    expect(closed.lastText).toBe('No más, gracias')
    const { items } = (await admin.call('GET', `/tickets/${closed.id}/messages`)).body
    expect(items.map((m: { kind: string }) => m.kind)).toEqual(['button', 'template'])
    expect((await admin.call('GET', '/workspace/sends')).body.items).toEqual([])
    await hooks.text(from, 'Pero dime el precio')
    await handled()
    expect((await tickets()).map((t) => t.close_reason)).toEqual(['opt_out', null])
  })

  test('BAJA as the whole message, and while a ticket is open it stands there', async () => {
    const [one, two] = [phone(), phone()]
    await hooks.text(one, ' ¡bajá! ')
    await hooks.text(two, 'Hola')
    await hooks.text(two, 'STOP')
    await handled()
    expect(await tickets()).toMatchObject([{ close_reason: 'opt_out' }, { close_reason: null, unread: 2 }])
    expect([await optedOut(one), await optedOut(two)]).toEqual([true, true])
  })

  test('the words are a setting of the company, judged and kept once, recorded', async () => {
    const put = (optOutWords: unknown) => admin.call('PUT', '/company/settings', { optOutWords })
    expect((await admin.call('GET', '/company/settings')).body).toMatchObject({ optOutWords: ['BAJA', 'STOP'] })
    expect(await put(['No más avisos', 'no mas avisos.', 'Salir'])).toMatchObject({
      status: 200,
      body: { optOutWords: ['No más avisos', 'Salir'] },
    })
    for (const wrong of [[], ['...'], [''], ['x'.repeat(41)], Array.from({ length: 21 }, (_, i) => `palabra ${i}`)])
      expect((await put(wrong)).status, JSON.stringify(wrong)).toBe(400)
    const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
    expect((await agent.call('GET', '/company/settings')).status).toBe(403)
    const [one, two] = [phone(), phone()]
    await hooks.text(one, 'BAJA')
    await hooks.text(two, 'NO MAS AVISOS')
    await handled()
    expect([await optedOut(one), await optedOut(two)]).toEqual([false, true])
    const audit = await server.sql('select before, after from audit where company_id = $1 and action = $2', [
      company.id,
      'company.settings',
    ])
    expect(audit).toMatchObject([
      { before: { optOutWords: ['BAJA', 'STOP'] }, after: { optOutWords: ['No más avisos', 'Salir'] } },
    ])
  })
})
