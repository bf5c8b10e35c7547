import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { encodePostback } from '../../src/rules/postback.ts'
import { expireInteractions } from '../../src/server/features/conversations/expire-interactions.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { allHandled, type Webhooks, webhooksOf } from '../support/webhooks.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let hooks: Webhooks
let entryQueue: { id: string }
let sales: { id: string }
let salesQueue: { id: string }
let ana: TestPerson
let templateId: string
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  const companyId = company.id
  channel = await makeActiveChannel(server, { companyId })
  entryQueue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  sales = await makeCampaign(server, { companyId })
  salesQueue = await makeQueue(server, { companyId, campaignId: sales.id, channels: [channel.id] })
  ana = await makePerson(server, { companyId, role: 'agent', queues: [salesQueue.id, entryQueue.id] })
  const assignedTo = [{ campaignId: sales.id }, { campaignId: company.defaultCampaignId }]
  templateId = (await makeApprovedTemplate(server, { companyId, channel, assignedTo })).id
  hooks = webhooksOf(server, channel)
})

const phone = () => `5190080${String(++n).padStart(4, '0')}`
const handled = () => allHandled(server, company.id)
const inSales = () => ({ campaignId: sales.id, queueId: salesQueue.id })
const atEntry = () => ({ campaignId: company.defaultCampaignId, queueId: entryQueue.id })

type Sent = { interactionId: string; ticketId: string | null }
async function send(to: string, place = inSales()): Promise<Sent> {
  const wish = { clientKey: randomUUID(), ...place, templateId, to: { phone: `+${to}` }, values: {} }
  const { status, body } = await ana.call('POST', '/workspace/sends', wish)
  expect([status, body]).toMatchObject([200, {}])
  return body
}
const sentOf = async (who: TestPerson): Promise<string[]> =>
  (await who.call('GET', '/workspace/sends')).body.items.map((row: { interactionId: string }) => row.interactionId)
const interactions = (where = 'true') =>
  server.sql<{ id: string; ticket_id: string | null; end_reason: string | null }>(
    `select id, ticket_id, end_reason from interaction where company_id = $1 and ${where} order by opened_at, id`,
    [company.id],
  )
const ticketsOf = (digits: string) =>
  server.sql<{ id: string; number: number; campaignId: string; queueId: string; because: string; unread: number }>(
    `select t.id, t.number::int, t.campaign_id as "campaignId", t.queue_id as "queueId", t.opened_because as because, t.unread
     from ticket t join contact_address a on a.company_id = t.company_id and a.contact_id = t.contact_id and a.kind = 'phone'
     where t.company_id = $1 and a.shown = $2 order by t.number`,
    [company.id, `+${digits}`],
  )

describe('TK-3 one open interaction per contact, channel and campaign', () => {
  test('TK-3 ten sends at once are one, without ticket until the contact answers', async () => {
    const to = phone()
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(to)))
    expect(new Set(sent.map((s) => s.interactionId)).size).toBe(1)
    expect(new Set(sent.map((s) => s.ticketId))).toEqual(new Set([null]))
    expect(await interactions()).toEqual([{ id: sent[0]!.interactionId, ticket_id: null, end_reason: null }])
    expect(await ticketsOf(to)).toEqual([])
    await hooks.text(to, 'Sí, me interesa')
    await handled()
    const [ticket] = await ticketsOf(to)
    expect(ticket).toMatchObject({ ...inSales(), because: 'sent_template' })
    expect(await interactions()).toMatchObject([{ id: sent[0]!.interactionId, ticket_id: ticket!.id }])
    expect(await sentOf(ana)).toEqual([])
  })

  test('TK-3 the database itself refuses a second one; over another campaign or channel, or after its end, it does not', async () => {
    await send(phone())
    const other = await makeActiveChannel(server, { companyId: company.id })
    const again = (campaignId = sales.id, channelId = channel.id) =>
      server.sql(
        `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, begun_by, opened_at, last_activity_at)
         select company_id, gen_random_uuid(), $3, contact_id, $2, 'us', now(), now() from interaction
         where company_id = $1 order by opened_at limit 1`,
        [company.id, campaignId, channelId],
      )
    await expect(again()).rejects.toThrow('one_open_interaction')
    await again(company.defaultCampaignId)
    await again(sales.id, other.id)
    await server.sql(`update interaction set ended_at = now(), end_reason = 'no_answer' where company_id = $1`, [
      company.id,
    ])
    await again()
    await expect(again()).rejects.toThrow('one_open_interaction')
    expect(await interactions()).toHaveLength(4)
  })
})

describe('TK-4 what is sent', () => {
  test("TK-4 joins the contact's open ticket of that campaign, and of no other", async () => {
    const to = phone()
    const contact = await makeContact(server, { companyId: company.id, phone: `+${to}` })
    const open = await makeTicket(server, {
      companyId: company.id,
      ...inSales(),
      channelId: channel.id,
      contactId: contact.id,
    })
    expect(await send(to)).toMatchObject({ interactionId: open.interactionId, ticketId: open.id })
    expect(await sentOf(ana)).toEqual([])
    const elsewhere = await send(to, atEntry())
    expect(elsewhere.ticketId).toBeNull()
    expect(await sentOf(ana)).toEqual([elsewhere.interactionId])
  })

  test("TK-4 stands under Enviados for its sender and the queue's people, and ends after seven days without answer", async () => {
    const companyId = company.id
    const colleague = await makePerson(server, { companyId, role: 'agent', queues: [salesQueue.id] })
    const stranger = await makePerson(server, { companyId, role: 'agent', queues: [entryQueue.id] })
    const [old, young, answered] = [phone(), phone(), phone()]
    const [first, second, third] = [await send(old), await send(young), await send(answered)]
    await hooks.text(answered, 'Hola')
    await handled()
    for (const who of [ana, colleague]) expect(await sentOf(who)).toEqual([second.interactionId, first.interactionId])
    expect(await sentOf(stranger)).toEqual([])

    const sentAgo = (id: string, ago: string) =>
      server.sql(`update interaction set last_sent_at = now() - $2::interval where id = $1`, [id, ago])
    await sentAgo(first.interactionId, '7 days 1 minute')
    await sentAgo(second.interactionId, '6 days 23 hours 59 minutes')
    await sentAgo(third.interactionId, '30 days')
    await expireInteractions(server.system)()
    expect(await interactions('ended_at is not null')).toEqual([
      { id: first.interactionId, ticket_id: null, end_reason: 'no_answer' },
    ])
    expect(await sentOf(ana)).toEqual([second.interactionId])
    // Who answers later writes to the entry queue, as anybody does; who is sent something again begins anew.
    await hooks.text(old, '¿Todavía se puede?')
    await handled()
    expect(await ticketsOf(old)).toMatchObject([{ ...atEntry(), because: 'entry_queue' }])
    expect((await send(old)).interactionId).not.toBe(first.interactionId)

    const config = { ...server.system.config, UNANSWERED_DAYS: 6 }
    await expireInteractions({ ...server.system, config })()
    expect(await interactions(`end_reason = 'no_answer'`)).toHaveLength(2)
  })
})

test('TK-4 one send is opened by its id alone: waiting, answered, ended; by those who see it and nobody else', async () => {
  const companyId = company.id
  const stranger = await makePerson(server, { companyId, role: 'agent', queues: [entryQueue.id] })
  const supervisor = await makePerson(server, { companyId, role: 'admin' })
  const to = phone()
  const { interactionId } = await send(to)
  const look = async (who: TestPerson) => {
    const { status, body } = await who.call('GET', `/interactions/${interactionId}`)
    return status === 200 ? body : status
  }
  const waits = {
    interactionId,
    contact: { phone: `+${to}` },
    queue: { id: salesQueue.id },
    answered: false,
    ticket: null,
  }
  expect([await look(ana), await look(supervisor), await look(stranger)]).toMatchObject([waits, waits, 404])

  // Found by who it was sent to, too (WS-7).
  const found = async (who: TestPerson) =>
    (await who.call('GET', `/tickets/search?search=${to}`)).body.sends.map((s: Sent) => s.interactionId)
  expect([await found(ana), await found(supervisor), await found(stranger)]).toEqual([
    [interactionId],
    [interactionId],
    [],
  ])

  await hooks.text(to, 'sí, quiero')
  await handled()
  const [ticket] = await ticketsOf(to)
  const answered = { answered: true, endedAt: null, ticket: { id: ticket!.id, number: ticket!.number } }
  expect([await look(ana), await look(stranger)]).toMatchObject([answered, 404])
  expect(await found(ana)).toEqual([])

  const other = await send(phone())
  await server.sql(`update interaction set last_sent_at = now() - interval '8 days' where id = $1`, [
    other.interactionId,
  ])
  await expireInteractions(server.system)()
  const { body: ended } = await ana.call('GET', `/interactions/${other.interactionId}`)
  expect(ended).toMatchObject({ answered: false, ticket: null, endedAt: expect.any(String) })
})

test('TK-4 WS-3 WS-2 sent from another queue of the campaign: under its sender’s Enviados, sent again from there, and a tap goes there', async () => {
  const companyId = company.id
  const channels = [channel.id]
  const secondQueue = await makeQueue(server, { companyId, campaignId: sales.id, channels })
  const luis = await makePerson(server, { companyId, role: 'agent', queues: [secondQueue.id] })
  const assignedTo = [{ campaignId: sales.id }]
  const replies = ['Me interesa']
  const { id: withReply } = await makeApprovedTemplate(server, { companyId, channel, replies, assignedTo })
  const to = phone()
  const bySending = async (who: TestPerson, queueId: string) => {
    const wish = {
      clientKey: randomUUID(),
      campaignId: sales.id,
      queueId,
      templateId: withReply,
      to: { phone: `+${to}` },
    }
    const { status, body } = await who.call('POST', '/workspace/sends', { ...wish, values: {} })
    expect([status, body]).toMatchObject([200, { ticketId: null }])
    return body as Sent & { messageId: string }
  }
  const fromAna = await bySending(ana, salesQueue.id)
  const fromLuis = await bySending(luis, secondQueue.id)
  expect(fromLuis.interactionId).toBe(fromAna.interactionId)
  const isSeen = async (who: TestPerson, isIt: boolean) => {
    expect(await sentOf(who)).toEqual(isIt ? [fromAna.interactionId] : [])
    expect((await who.call('GET', '/workspace/counts')).body.sent).toBe(isIt ? 1 : 0)
  }
  const colleague = await makePerson(server, { companyId, role: 'agent', queues: [salesQueue.id] })
  const stranger = await makePerson(server, { companyId, role: 'agent', queues: [entryQueue.id] })
  // The earlier one's, and of those who serve her queue, as it is the latest's; listed once.
  for (const who of [luis, ana, colleague]) await isSeen(who, true)
  await isSeen(stranger, false)
  for (const who of [luis, ana])
    expect((await who.call('GET', `/interactions/${fromLuis.interactionId}/messages`)).body.items).toHaveLength(2)

  const fail = (id: string) =>
    until('it left, and failed', async () => {
      const failed = await server.sql(
        `update message set status = 5, error_code = '131000' where id = $1 and status > 2 returning id`,
        [id],
      )
      return failed.length === 1
    })
  await fail(fromLuis.messageId)
  await fail(fromAna.messageId)
  const retry = (who: TestPerson, id: string) => who.call('POST', `/messages/${id}/retry`, { clientKey: randomUUID() })
  expect((await retry(ana, fromLuis.messageId)).body.code).toBe('queue_not_yours')
  expect((await retry(luis, fromLuis.messageId)).status).toBe(200)
  expect((await retry(ana, fromAna.messageId)).status).toBe(200)
  // The latest is Ana's once more, and the tap is on what Luis sent.
  for (const who of [ana, luis]) await isSeen(who, true)
  await hooks.tap(to, 'Me interesa', encodePostback({ messageId: fromLuis.messageId, index: 0 }))
  await handled()
  for (const who of [ana, luis]) await isSeen(who, false)
  const earlier = () => server.sql('select from earlier_sender where interaction_id = $1', [fromAna.interactionId])
  expect((await earlier()).length).toBeGreaterThan(0)
  await expireInteractions(server.system)()
  expect(await earlier()).toEqual([])
  expect(await ticketsOf(to)).toMatchObject([{ campaignId: sales.id, queueId: secondQueue.id, because: 'tap' }])
})

test('TK-1 of several numbers of a contact the lists show the first, as its page does', async () => {
  const [one, other] = [phone(), phone()]
  const contact = await makeContact(server, { companyId: company.id, phone: `+${one}` })
  await server.sql(
    `insert into contact_address (company_id, kind, value, shown, contact_id, created_at)
     values ($1, 'phone', $2, '+' || $2, $3, now() - interval '1 day')`,
    [company.id, other, contact.id],
  )
  const place = { companyId: company.id, ...atEntry(), channelId: channel.id }
  const ticket = await makeTicket(server, { ...place, contactId: contact.id })
  await send(one)
  const shown = async () => {
    const asked = ['/tickets?view=waiting', '/workspace/sends', `/tickets/${ticket.id}`, `/contacts/${contact.id}`]
    const [list, sends, detail, card] = await Promise.all(asked.map(async (at) => (await ana.call('GET', at)).body))
    const primary = card.addresses.find((address: { primary: boolean }) => address.primary)
    return [list.items[0], sends.items[0], detail].map((row) => row.contact.phone).concat(primary.shown)
  }
  expect(await shown()).toEqual(Array(4).fill(`+${other}`))
  await server.sql('update contact set primary_line = $2 where id = $1', [contact.id, one])
  expect(await shown()).toEqual(Array(4).fill(`+${one}`))
})

describe('TK-11 numbers and times', () => {
  test('TK-11 numbers rise per company, whatever others open meanwhile; what is rolled back leaves a gap', async () => {
    const other = await makeCompany(server)
    const otherChannel = await makeActiveChannel(server, { companyId: other.id })
    const theirs = {
      companyId: other.id,
      campaignId: other.defaultCampaignId,
      queueId: null,
      channelId: otherChannel.id,
    }
    const ours = { companyId: company.id, ...inSales(), channelId: channel.id }
    const numbers: Record<string, number[]> = { ours: [], theirs: [] }
    for (let i = 0; i < 4; i++) {
      numbers['ours']!.push((await makeTicket(server, ours)).number)
      numbers['theirs']!.push((await makeTicket(server, theirs)).number)
      const undone = makeTicket(server, { ...ours, contactId: randomUUID() })
      await expect(undone).rejects.toThrow('foreign key')
    }
    for (const row of Object.values(numbers)) {
      expect(row).toEqual([...new Set(row)].toSorted((a, b) => a - b))
      expect(row.at(-1)! - row[0]!).toBeGreaterThan(3)
    }
    await expect(
      server.sql('update ticket set number = $2 where company_id = $1 and number = $3', [
        company.id,
        numbers['ours']![0],
        numbers['ours']![1],
      ]),
    ).rejects.toThrow('ticket_by_number')
  })

  test("TK-11 messages stand in the provider's time, those of one moment in the order they came", async () => {
    const from = phone()
    const at = Date.now() - 60_000
    for (const [text, ms] of [
      ['tercero', 3000],
      ['cuarto a', 4000],
      ['cuarto b', 4000],
      ['cuarto c', 4000],
    ] as const)
      await hooks.text(from, text, { at: at + ms })
    await handled()
    // What comes late stands where it belongs, in the midst of what is there, and changes no last words.
    await hooks.text(from, 'primero', { at: at + 1000 })
    await handled()
    await hooks.text(from, 'cuarto d', { at: at + 4000 })
    await hooks.text(from, 'segundo', { at: at + 2000 })
    await handled()
    const [ticket] = await ticketsOf(from)
    const { body } = await ana.call('GET', `/tickets/${ticket!.id}/messages`)
    expect(body.items.map(({ text }: { text: string }) => text).toReversed()).toEqual([
      'primero',
      'segundo',
      'tercero',
      'cuarto a',
      'cuarto b',
      'cuarto c',
      'cuarto d',
    ])
    expect((await ana.call('GET', `/tickets/${ticket!.id}`)).body).toMatchObject({ lastText: 'cuarto d', unread: 7 })
  })
})

describe('WS-4 any other message', () => {
  const kinds: [string, object][] = [
    ['text', { text: 'Buenas' }],
    ['location', { latitude: '-12.05', longitude: '-77.03' }],
    ['contact', { contacts: [{ name: { formatted_name: 'Rosa' }, phones: [{ phone: '+51900000778' }] }] }],
    ['nfm_reply', { name: 'flow', body: 'Sent', response_json: '{"turno":"Tarde"}' }],
    ['unsupported', {}],
    ['something_new', { anything: true }],
  ]

  test('WS-4 TK-5 of whatever kind: to the open ticket, else to what was sent, else to the entry queue', async () => {
    const asked = kinds.map(([type, payload]) => ({ type, payload, known: phone(), sent: phone(), unknown: phone() }))
    for (const { known, sent } of asked) {
      const contact = await makeContact(server, { companyId: company.id, phone: `+${known}` })
      await makeTicket(server, { companyId: company.id, ...inSales(), channelId: channel.id, contactId: contact.id })
      await send(sent)
    }
    await Promise.all(
      asked.flatMap(({ type, payload, ...from }) =>
        [from.known, from.sent, from.unknown].map((author) => hooks.message(author, type, payload)),
      ),
    )
    await handled()
    for (const { type, known, sent, unknown } of asked) {
      expect(await ticketsOf(known), type).toMatchObject([{ ...inSales(), unread: 2 }])
      expect(await ticketsOf(sent), type).toMatchObject([{ ...inSales(), because: 'sent_template', unread: 1 }])
      expect(await ticketsOf(unknown), type).toMatchObject([{ ...atEntry(), because: 'entry_queue', unread: 1 }])
    }
  })
})
