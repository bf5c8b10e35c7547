import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { RANK } from '../../src/rules/message-status.ts'
import { encodePostback } from '../../src/rules/postback.ts'
import { beThere } from '../support/agents.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { listen } from '../support/listen.ts'
import { pdf, png } from '../support/media-files.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { transactionsOf } from '../support/statements.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { uploadAs } from '../support/upload.ts'
import { allHandled, type Webhooks, webhooksOf } from '../support/webhooks.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let hooks: Webhooks
let owner: TestPerson
let ana: TestPerson
let luis: TestPerson
let first: { id: string; name: string }
let second: { id: string; name: string }
let sales: { id: string; name: string }
let salesQueue: { id: string; name: string }
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
  owner = await makePerson(server, { companyId, role: 'owner' })
  ana = await makePerson(server, { companyId, role: 'agent', queues: [first.id] })
  luis = await makePerson(server, { companyId, role: 'agent', queues: [second.id, salesQueue.id] })
})

interface Row {
  id: string
  number: number
  campaign_id: string
  queue_id: string | null
  agent_id: string | null
  close_reason: string | null
  unread: number
}
type Stream = Awaited<ReturnType<typeof listen>>
const ticketsOf = (contactId: string) =>
  server.sql<Row>(
    'select id, number::int, campaign_id, queue_id, agent_id, close_reason, unread from ticket where contact_id = $1 order by number',
    [contactId],
  )
const timeline = async (who: TestPerson, id: string) =>
  (await who.call('GET', `/tickets/${id}/timeline`)).body.items as { kind: string; data: object; actor: unknown }[]
const kinds = async (who: TestPerson, id: string) => (await timeline(who, id)).map((e) => e.kind)

/** A ticket that Ana holds in the first queue, of a contact who writes as `phone`. */
async function held() {
  const phone = `5190060${String(++n).padStart(4, '0')}`
  const contact = await makeContact(server, { companyId: company.id, phone: `+${phone}` })
  const ticket = await makeTicket(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    queueId: first.id,
    channelId: channel.id,
    contactId: contact.id,
    agentId: ana.userId,
  })
  return { phone, ...ticket }
}
const transfer = (who: TestPerson, id: string, body: object) => who.call('POST', `/tickets/${id}/transfer`, body)

describe('TK-9 inside a campaign', () => {
  test('to another queue it waits there; to an agent of it, it is theirs; both stand in the timeline, and can be undone', async () => {
    const { id, contactId, number } = await held()
    const moved = await transfer(ana, id, { queueId: second.id, note: 'Pregunta por la factura' })
    expect(moved).toMatchObject({ status: 200, body: { ticketId: id, number } })
    expect(await ticketsOf(contactId)).toMatchObject([{ id, queue_id: second.id, agent_id: null, close_reason: null }])
    expect((await luis.call('GET', `/tickets/${id}/messages`)).body.items[0]).toMatchObject({
      direction: 'note',
      text: 'Pregunta por la factura',
    })
    // Ana does not see that queue, and may still take back what she did.
    expect((await ana.call('GET', `/tickets/${id}`)).status).toBe(404)
    expect((await ana.call('POST', `/tickets/${id}/undo`, { eventId: moved.body.eventId })).status).toBe(200)
    expect(await ticketsOf(contactId)).toMatchObject([{ id, queue_id: first.id, agent_id: ana.userId }])
    expect((await transfer(ana, id, { queueId: second.id, agentId: luis.userId })).status).toBe(200)
    expect(await ticketsOf(contactId)).toMatchObject([{ id, queue_id: second.id, agent_id: luis.userId }])
    expect(await timeline(luis, id)).toMatchObject([
      {
        kind: 'moved',
        actor: { name: ana.name },
        data: { fromQueue: first, queue: second, fromAgent: { name: ana.name }, agent: { name: luis.name } },
      },
      { kind: 'undone' },
      { kind: 'moved', data: { note: 'Pregunta por la factura' } },
      { kind: 'opened' },
    ])
  })

  test('TK-5 WS-3 a tap on what was sent after the move opens a ticket in that queue, however long the first is closed', async () => {
    const { id, phone, contactId } = await held()
    await transfer(ana, id, { queueId: second.id, agentId: luis.userId })
    const { id: templateId } = await makeApprovedTemplate(server, {
      companyId: company.id,
      channel,
      replies: ['Me interesa'],
      assignedTo: [{ campaignId: company.defaultCampaignId }],
    })
    const place = {
      campaignId: company.defaultCampaignId,
      queueId: second.id,
      templateId,
      to: { contactId },
      values: {},
    }
    const { body: sent } = await luis.call('POST', '/workspace/sends', { clientKey: randomUUID(), ...place })
    expect(sent).toMatchObject({ ticketId: id })
    expect((await luis.call('POST', `/tickets/${id}/close`, { dispositionId: null })).status).toBe(200)
    await hooks.tap(phone, 'Me interesa', encodePostback({ messageId: sent.messageId, index: 0 }))
    await allHandled(server, company.id)
    expect(await ticketsOf(contactId)).toMatchObject([
      { id, close_reason: 'agent' },
      { queue_id: second.id, close_reason: null },
    ])
  })

  test('what has been touched since cannot be undone, nor what somebody else did', async () => {
    const { id } = await held()
    const { eventId } = (await transfer(ana, id, { queueId: second.id })).body
    const late = { status: 409, body: { code: 'undo_late' } }
    expect(await luis.call('POST', `/tickets/${id}/undo`, { eventId })).toMatchObject(late)
    expect((await luis.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
    expect(await ana.call('POST', `/tickets/${id}/undo`, { eventId })).toMatchObject(late)
  })

  test('nor what others have written in since, what was done minutes ago, or to somebody who has left the queue', async () => {
    const late = { status: 409, body: { code: 'undo_late' } }
    const undo = (who: TestPerson, id: string, eventId: string) => who.call('POST', `/tickets/${id}/undo`, { eventId })
    const [written, old, left] = [await held(), await held(), await held()]
    const toLuis = await transfer(ana, written.id, { queueId: second.id, agentId: luis.userId, note: 'Para ti' })
    const note = { clientKey: randomUUID(), text: 'Ya lo veo', mentions: [] }
    expect((await luis.call('POST', `/tickets/${written.id}/notes`, note)).status).toBe(200)
    expect(await undo(ana, written.id, toLuis.body.eventId)).toMatchObject(late)

    const moved = await transfer(ana, old.id, { queueId: second.id })
    await server.sql(`update ticket_event set at = at - interval '61 seconds' where id = $1`, [moved.body.eventId])
    expect(await undo(ana, old.id, moved.body.eventId)).toMatchObject(late)

    const over = await owner.call('POST', `/tickets/${left.id}/take-over`, {})
    await server.sql('delete from queue_agent where queue_id = $1 and user_id = $2', [first.id, ana.userId])
    expect(await undo(owner, left.id, over.body.eventId)).toMatchObject({ body: { code: 'agent_not_there' } })
    expect(await ticketsOf(left.contactId)).toMatchObject([{ agent_id: owner.userId }])
  })

  test('WS-7 what is done to a ticket is told to those in whose lists it stands, and to nobody else', async () => {
    const { id } = await held()
    const eva = await makePerson(server, { companyId: company.id, role: 'agent', queues: [salesQueue.id] })
    const streams = await Promise.all([eva, luis, ana, owner].map((who) => listen(server, who)))
    const [forEva, forLuis, forAna, forOwner] = streams as [Stream, Stream, Stream, Stream]
    const told = (stream: Stream) => stream.heard.filter((a) => a.topic === 'tickets' && a.id === id).length
    const isTold = (stream: Stream, times: number) => until(`told ${times} times`, () => told(stream) >= times)
    expect((await ana.call('POST', `/tickets/${id}/read`, {})).status).toBe(200)
    await isTold(forAna, 1)
    await isTold(forOwner, 1)
    expect((await transfer(ana, id, { queueId: second.id })).status).toBe(200)
    await isTold(forLuis, 1)
    await isTold(forAna, 2)
    expect((await luis.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
    expect((await luis.call('POST', `/tickets/${id}/close`, { dispositionId: null, note: null })).status).toBe(200)
    await isTold(forOwner, 3)
    await isTold(forLuis, 2)
    expect([told(forEva), told(forAna)]).toEqual([0, 2])
    await Promise.all(streams.map((stream) => stream.close()))
  })

  test('not to where it is, to a queue that is off, or to somebody who does not serve it; not by who does not hold it', async () => {
    const { id } = await held()
    const refused = async (who: TestPerson, body: object) => (await transfer(who, id, body)).body.code
    expect(await refused(ana, { queueId: first.id, agentId: ana.userId })).toBe('ticket_there')
    expect(await refused(ana, { queueId: second.id, agentId: ana.userId })).toBe('agent_not_there')
    await server.sql('update queue set active = false where id = $1', [second.id])
    expect(await refused(ana, { queueId: second.id })).toBe('target_off')
    const eva = await makePerson(server, { companyId: company.id, role: 'agent', queues: [first.id] })
    expect(await refused(eva, { queueId: salesQueue.id })).toBe('ticket_not_held')
    expect((await ana.call('POST', `/tickets/${id}/close`, {})).status).toBe(200)
    expect(await refused(ana, { queueId: salesQueue.id })).toBe('ticket_closed')
  })

  test('WS-8 it is seen what each agent is doing and how much they have; who is there and disponible comes first', async () => {
    const agent = (name: string) =>
      makePerson(server, { companyId: company.id, role: 'agent', name, queues: [second.id, salesQueue.id] })
    const [zoe, alba, eva, never, oscar] = [
      await agent('Zoe'),
      await agent('Álba'),
      await agent('Eva'),
      await agent('Bea'),
      await agent('Oscar'),
    ]
    await beThere(zoe)
    await beThere(alba, 'lunch')
    await beThere(eva)
    await beThere(oscar)
    // Nothing was heard of her any more; the sweep has not come by yet.
    await server.sql('delete from agent_presence where user_id = $1', [eva.userId])
    const { id } = await held()
    const where = { companyId: company.id, campaignId: sales.id, queueId: salesQueue.id, channelId: channel.id }
    await makeTicket(server, { ...where, agentId: zoe.userId })
    let answer: Awaited<ReturnType<TestPerson['call']>> | undefined
    const done = await transactionsOf(async () => {
      answer = await ana.call('GET', `/tickets/${id}/targets`)
    })
    expect(done.flat().filter(({ text }) => text.includes('agent_state'))).toHaveLength(1)
    const [here, there] = answer!.body.campaigns
    const queue = here.queues.find((q: { id: string }) => q.id === second.id)
    const free = { state: 'available', present: true }
    expect(queue.agents).toEqual([
      { id: oscar.userId, name: 'Oscar', open: 0, ...free },
      { id: zoe.userId, name: 'Zoe', open: 1, ...free },
      { id: alba.userId, name: 'Álba', open: 0, state: 'lunch', present: true },
      { id: never.userId, name: 'Bea', open: 0, state: 'unavailable', present: false },
      { id: eva.userId, name: 'Eva', open: 0, state: 'available', present: false },
      { id: luis.userId, name: luis.name, open: 0, state: 'unavailable', present: false },
    ])
    expect(there.queues[0].agents).toEqual(queue.agents)
  })

  test('section 2: owners and admins reassign, take over, file and give back, with or without agent mode', async () => {
    const { id, contactId } = await held()
    const eva = await makePerson(server, { companyId: company.id, role: 'agent', queues: [first.id] })
    expect((await transfer(owner, id, { queueId: first.id, agentId: eva.userId })).status).toBe(200)
    expect(await ticketsOf(contactId)).toMatchObject([{ agent_id: eva.userId }])
    const over = await owner.call('POST', `/tickets/${id}/take-over`, {})
    expect(over.status).toBe(200)
    expect(await ticketsOf(contactId)).toMatchObject([{ agent_id: owner.userId }])
    expect((await owner.call('POST', `/tickets/${id}/undo`, { eventId: over.body.eventId })).status).toBe(200)
    expect(await ticketsOf(contactId)).toMatchObject([{ agent_id: eva.userId }])
    expect((await owner.call('POST', `/tickets/${id}/give-back`, {})).status).toBe(200)
    expect(await owner.call('POST', `/tickets/${id}/give-back`, {})).toMatchObject({ body: { code: 'ticket_waits' } })
    expect(await ticketsOf(contactId)).toMatchObject([{ agent_id: null, queue_id: first.id }])
    expect(await kinds(owner, id)).toEqual(['given_back', 'undone', 'taken_over', 'assigned', 'opened'])
    expect((await ana.call('POST', `/tickets/${id}/take-over`, {})).status).toBe(403)
  })

  test('TK-5 (6) a ticket without queue is filed by who supervises, and not seen by agents before', async () => {
    await server.sql('update queue set active = false where company_id = $1', [company.id])
    await hooks.text('51900609999', 'Hola')
    await allHandled(server, company.id)
    const [ticket] = (await owner.call('GET', '/tickets?view=waiting&queueId=none')).body.items
    expect((await ana.call('GET', '/tickets?view=waiting&queueId=none')).body.items).toEqual([])
    expect(ticket).toMatchObject({ queue: null })
    await server.sql('update queue set active = true where company_id = $1', [company.id])
    expect((await ana.call('GET', `/tickets/${ticket.id}/targets`)).status).toBe(404)
    expect((await transfer(owner, ticket.id, { queueId: first.id })).status).toBe(200)
    expect((await ana.call('POST', `/tickets/${ticket.id}/take`, {})).status).toBe(200)
    expect(await timeline(ana, ticket.id)).toMatchObject([
      { kind: 'taken' },
      { kind: 'moved', data: { fromQueue: null, queue: first } },
      { kind: 'opened', data: { because: 'no_queue', channel: channel.alias } },
    ])
  })
})

describe('TK-9 to another campaign', () => {
  test('closes as transferred and opens there in one go; the next answer lands there, with all that was said before', async () => {
    const { id, contactId, phone, number } = await held()
    await ana.call('POST', `/tickets/${id}/messages`, { clientKey: randomUUID(), text: '¿Qué talla?' })
    const moved = await transfer(ana, id, { queueId: salesQueue.id, agentId: luis.userId, note: 'Quiere comprar' })
    expect(moved).toMatchObject({ status: 200, body: { eventId: null } })
    expect(await ticketsOf(contactId)).toMatchObject([
      { id, close_reason: 'transferred', unread: 0 },
      { campaign_id: sales.id, queue_id: salesQueue.id, agent_id: luis.userId, close_reason: null, unread: 1 },
    ])
    await hooks.text(phone, 'Talla 40')
    await allHandled(server, company.id)
    const there = moved.body.ticketId as string
    expect(await ticketsOf(contactId)).toMatchObject([{ id }, { id: there, unread: 2 }])
    const said = (await luis.call('GET', `/tickets/${there}/messages`)).body.items as { text: string }[]
    expect(said.map((m) => m.text)).toEqual(['Talla 40', 'Quiere comprar', '¿Qué talla?', 'Hola'])
    const kept = (await owner.call('GET', `/tickets/${id}/messages`)).body.items as { text: string }[]
    expect(kept.map((m) => m.text)).toEqual(['¿Qué talla?', 'Hola'])
    expect(await timeline(owner, id)).toMatchObject([
      {
        kind: 'transferred_out',
        actor: { name: ana.name },
        data: { campaign: { name: sales.name }, queue: salesQueue, agent: { name: luis.name } },
      },
      { kind: 'opened' },
    ])
    expect(await timeline(luis, there)).toMatchObject([
      { kind: 'transferred_in', actor: { name: ana.name }, data: { ticket: { id, number }, note: 'Quiere comprar' } },
      { kind: 'opened', data: { because: 'transfer' } },
    ])
  })

  test('WS-7 section 11 whoever receives it opens the files of before, and hears what becomes of what was said then', async () => {
    const { id, phone } = await held()
    const file = { name: '', contentType: 'image/png', caption: '', base64: png().toString('base64') }
    await phoneOf(server, phone).send(file, channel.identifier)
    const { url } = server.simulator.books.messages.all().find((m) => m.customer === phone)!.content.media!
    const picture = `wamid.${randomUUID()}`
    await hooks.message(phone, 'image', { url, contentType: 'image/png' }, { id: picture })
    const write = async (more: object) =>
      (await ana.call('POST', `/tickets/${id}/messages`, { clientKey: randomUUID(), ...more })).body.messageId as string
    const messageId = await write({ text: '¿Es este?' })
    const left = `gs-${messageId}`
    await server.sql('update message set external_id = $2, status = $3 where id = $1', [messageId, left, RANK.sent])
    const failed = await write({ text: 'No llegó' })
    await server.sql(`update message set status = $2, error_code = 'gave_up' where id = $1`, [failed, RANK.failed])
    await write({ fileId: (await uploadAs(server, ana, pdf(), { type: 'DOCUMENT', use: 'chat' })).body['id'] })
    interface Said {
      id: string
      status: string | null
      kind: string
      content: { deleted?: boolean } | null
      media: { url: string; state: string } | null
    }
    const said = async (who: TestPerson, ticketId: string) =>
      (await who.call('GET', `/tickets/${ticketId}/messages`)).body.items as Said[]
    await until('both files', async () => (await said(ana, id)).filter((m) => m.media?.state === 'stored').length === 2)
    const there = (await transfer(ana, id, { queueId: salesQueue.id, agentId: luis.userId })).body.ticketId as string
    const files = (await said(luis, there)).flatMap((m) => m.media ?? [])
    const open = async (who: TestPerson) =>
      Promise.all(
        files.map(async ({ url: at }) => {
          const answer = await fetch(server.url + at, { headers: { cookie: who.cookie } })
          await answer.arrayBuffer()
          return answer.status
        }),
      )
    expect(await open(luis)).toEqual([200, 200])
    expect(await open(await makePerson(server, { companyId: company.id, role: 'agent' }))).toEqual([404, 404])

    const changed = async (act: () => Promise<unknown>) => {
      const stream = await listen(server, luis)
      await act()
      await stream.next((a) => a.topic === 'messages' && a.id === there)
      await stream.close()
      return said(luis, there)
    }
    const read = await changed(() => hooks.status(left, 'read', phone))
    expect(read.find((m) => m.id === messageId)).toMatchObject({ status: 'read' })
    const deleted = await changed(() => hooks.deletion(picture, phone))
    expect(deleted.filter((m) => m.content?.deleted)).toMatchObject([{ kind: 'image' }])
    const again = await luis.call('POST', `/messages/${failed}/retry`, { clientKey: randomUUID() })
    expect(again.status).toBe(200)
    const [copy] = await server.sql(
      'select i.ticket_id, i.campaign_id from message m join interaction i on i.id = m.interaction_id where m.id = $1',
      [again.body.messageId],
    )
    expect(copy).toEqual({ ticket_id: there, campaign_id: sales.id })
  })

  test('a quoted message of before is answered where it goes on while that is open, and where it was said after', async () => {
    const { id, contactId, phone } = await held()
    const { messageId } = (
      await ana.call('POST', `/tickets/${id}/messages`, { clientKey: randomUUID(), text: '¿Tu DNI?' })
    ).body
    await server.sql('update message set external_id = $2 where id = $1', [messageId, `gs-${messageId}`])
    const { ticketId } = (await transfer(ana, id, { queueId: salesQueue.id, agentId: luis.userId })).body
    await hooks.text(phone, '00000000', { replyTo: `gs-${messageId}` })
    await allHandled(server, company.id)
    expect(await ticketsOf(contactId)).toMatchObject([{ id }, { id: ticketId, unread: 2 }])
    expect((await luis.call('POST', `/tickets/${ticketId}/close`, {})).status).toBe(200)
    await hooks.text(phone, 'era 11111111', { replyTo: `gs-${messageId}` })
    await allHandled(server, company.id)
    expect(await ticketsOf(contactId)).toMatchObject([
      { id },
      { id: ticketId },
      { campaign_id: company.defaultCampaignId },
    ])
  })

  test('joins the open ticket there: held, it stays with its agent; waiting, it goes to what was chosen', async () => {
    for (const agentId of [luis.userId, undefined]) {
      const { id, contactId } = await held()
      const other = await makeQueue(server, { companyId: company.id, campaignId: sales.id, channels: [channel.id] })
      const waiting = await makeTicket(server, {
        companyId: company.id,
        campaignId: sales.id,
        queueId: other.id,
        channelId: channel.id,
        contactId,
        ...(agentId && { agentId }),
      })
      const targets = (await ana.call('GET', `/tickets/${id}/targets`)).body.campaigns
      expect(targets).toMatchObject([
        { id: company.defaultCampaignId, openTicket: null, queues: [{ hasChannel: true }, { hasChannel: true }] },
        { id: sales.id, openTicket: { number: waiting.number, queue: { id: other.id } } },
      ])
      const { body } = await transfer(ana, id, { queueId: salesQueue.id })
      expect(body).toMatchObject({ ticketId: waiting.id, number: waiting.number })
      expect(await ticketsOf(contactId)).toMatchObject([
        { id, close_reason: 'transferred' },
        { id: waiting.id, queue_id: agentId ? other.id : salesQueue.id, agent_id: agentId ?? null, unread: 2 },
      ])
      const open = await server.sql('select ticket_id from interaction where contact_id = $1 and ended_at is null', [
        contactId,
      ])
      expect(open).toEqual([{ ticket_id: waiting.id }])
    }
  })

  test('a send without answer in that campaign gets the ticket; twice transferred, all is read in the last one', async () => {
    const { id, contactId } = await held()
    const { ticketId } = (await transfer(ana, id, { queueId: salesQueue.id, agentId: luis.userId })).body
    const back = (await transfer(luis, ticketId, { queueId: first.id, agentId: ana.userId })).body
    const said = (await ana.call('GET', `/tickets/${back.ticketId}/messages`)).body.items as { text: string }[]
    expect(said.map((m) => m.text)).toEqual(['Hola'])
    expect((await ticketsOf(contactId)).map((t) => t.close_reason)).toEqual(['transferred', 'transferred', null])
    const open = await server.sql('select ticket_id from interaction where contact_id = $1 and ended_at is null', [
      contactId,
    ])
    expect(open).toEqual([{ ticket_id: back.ticketId }])
  })
})
