import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { files } from '../support/files.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { allHandled, type Webhooks, webhooksOf } from '../support/webhooks.ts'

const HOUR = 3_600_000
let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let queue: { id: string }
let hooks: Webhooks
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true, name: 'Ana Torres' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    channels: [channel.id],
  })
  hooks = webhooksOf(server, channel)
})

const phone = () => `5190050${String(++n).padStart(4, '0')}`
const handled = () => allHandled(server, company.id)
const row = async () => (await admin.call('GET', `/channels/${channel.id}`)).body
const switchOff = async () => {
  const { body: shown } = await admin.call('GET', `/channels/${channel.id}/switch-off`)
  expect((await admin.call('POST', `/channels/${channel.id}/switch-off`, { shown })).status).toBe(200)
}
const switchOn = async () =>
  expect((await admin.call('POST', `/channels/${channel.id}/switch-on`, {})).status).toBe(200)
const preview = () => admin.call('GET', `/channels/${channel.id}/missed`)
const collect = () => admin.call('POST', `/channels/${channel.id}/missed`, {})
const openTickets = async () => (await admin.call('GET', '/tickets?view=all')).body.items
const texts = async (ticketId: string) =>
  (await admin.call('GET', `/tickets/${ticketId}/messages`)).body.items
    .map((m: { text: string }) => m.text)
    .toReversed()

test('TK-7 to a number that is off: stored, opt-outs honoured, no ticket, counted on its row', async () => {
  await switchOff()
  const [one, two] = [phone(), phone()]
  await hooks.text(one, 'Hola')
  await hooks.text(one, '¿Hay alguien?')
  await hooks.reaction(one, '👍')
  await hooks.text(two, 'BAJA')
  await handled()
  expect(await openTickets()).toEqual([])
  expect(await row()).toMatchObject({ state: 'inactive', missedMessages: 3 })
  const out = await server.sql('select 1 from contact where company_id = $1 and marketing_opt_out_at is not null', [
    company.id,
  ])
  expect(out).toHaveLength(1)
  expect(await preview()).toMatchObject({ status: 409, body: { code: 'channel_state' } })
  expect(await collect()).toMatchObject({ status: 409, body: { code: 'channel_state' } })
})

test('TK-7 one click makes tickets of the last 24 hours, exactly as announced, in order, one per contact', async () => {
  await switchOff()
  const [one, two, three, old] = [phone(), phone(), phone(), phone()]
  const at = Date.now() - HOUR
  await hooks.text(one, 'tercero', { at: at + 2000 })
  await hooks.text(one, 'primero', { at })
  await hooks.text(one, 'segundo', { at: at + 1000 })
  await hooks.text(two, 'uno solo')
  await hooks.text(three, 'STOP')
  await hooks.text(old, 'de anteayer', { at: Date.now() - 30 * HOUR })
  await handled()
  await switchOn()
  expect(await row()).toMatchObject({ state: 'active', missedMessages: 6 })
  const figures = { messages: 5, contacts: 3, newTickets: 2, joinedTickets: 0, optOutTickets: 1 }
  expect(await preview()).toEqual({ status: 200, body: figures, headers: expect.anything() })
  expect(await openTickets()).toEqual([])
  expect((await collect()).body).toEqual(figures)
  const tickets = await openTickets()
  expect(tickets.map((t: { unread: number }) => t.unread).toSorted()).toEqual([1, 3])
  const ofOne = tickets.find((t: { unread: number }) => t.unread === 3)
  expect(ofOne).toMatchObject({ lastText: 'tercero', queue: { id: queue.id } })
  expect(await texts(ofOne.id)).toEqual(['primero', 'segundo', 'tercero'])
  expect((await admin.call('GET', `/tickets/${ofOne.id}`)).body.windowClosesAt).toBe(
    new Date(at + 2000 + 24 * HOUR).toISOString(),
  )
  expect((await admin.call('GET', '/tickets?view=closed')).body.items).toMatchObject([{ lastText: 'STOP' }])
  expect(await row()).toMatchObject({ missedMessages: 0 })
  const audit = await server.sql('select actor_name, after from audit where company_id = $1 and action = $2', [
    company.id,
    'channel.missed_collected',
  ])
  expect(audit).toEqual([{ actor_name: 'Ana Torres', after: { ...figures, missed: 6 } }])
})

test('TK-7 two clicks at once, and a third, make nothing double; what comes meanwhile joins', async () => {
  await switchOff()
  const people = Array.from({ length: 15 }, phone)
  for (const from of people) await hooks.text(from, 'mientras estaba apagado')
  await handled()
  await switchOn()
  const [answers] = await Promise.all([
    Promise.all([collect(), collect(), collect()]),
    ...people.map((from) => hooks.text(from, 'justo ahora')),
  ])
  await handled()
  expect(answers.map((a) => a.status)).toEqual([200, 200, 200])
  expect(answers.map((a) => a.body.messages).toSorted((a, b) => a - b)).toEqual([0, 0, 15])
  const tickets = await openTickets()
  expect(tickets).toHaveLength(15)
  expect(new Set(tickets.map((t: { unread: number }) => t.unread))).toEqual(new Set([2]))
  expect((await collect()).body).toMatchObject({ messages: 0, newTickets: 0 })
})

test('TK-7 a contact whose ticket is open over another number is joined where the campaign is the same', async () => {
  const contact = await makeContact(server, { companyId: company.id, phone: `+${phone()}` })
  const other = await makeActiveChannel(server, { companyId: company.id })
  await switchOff()
  await hooks.text(contact.phone.slice(1), 'por el número apagado')
  await handled()
  await switchOn()
  const ticket = await makeTicket(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    queueId: queue.id,
    channelId: other.id,
    contactId: contact.id,
    minutesAgo: 30,
  })
  expect((await preview()).body).toMatchObject({ messages: 1, newTickets: 0, joinedTickets: 1 })
  expect((await collect()).body).toMatchObject({ joinedTickets: 1 })
  expect(await texts(ticket.id)).toEqual(['Hola', 'por el número apagado'])
})

test('TK-7 an opt-out that was undone meanwhile is not done again by collecting', async () => {
  await switchOff()
  await hooks.text(phone(), 'BAJA')
  await handled()
  await server.sql('update contact set marketing_opt_out_at = null where company_id = $1', [company.id])
  await switchOn()
  await collect()
  const out = await server.sql('select 1 from contact where company_id = $1 and marketing_opt_out_at is not null', [
    company.id,
  ])
  expect(out).toEqual([])
})

test('TK-7 what is not collected is shown in the conversation of a later ticket of that contact, page by page', async () => {
  const from = phone()
  await switchOff()
  for (let i = 0; i < 5; i++) await hooks.text(from, `apagado ${i}`, { at: Date.now() - 60_000 + i * 1000 })
  await hooks.text(phone(), 'de otra persona')
  await handled()
  await switchOn()
  await hooks.text(from, 'encendido')
  await handled()
  const [ticket] = await openTickets()
  expect(ticket).toMatchObject({ unread: 1 })
  expect(await texts(ticket.id)).toEqual([...Array.from({ length: 5 }, (_, i) => `apagado ${i}`), 'encendido'])
  const seen: [string, boolean][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await admin.call('GET', `/tickets/${ticket.id}/messages?limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((m: { text: string; loose: boolean }) => [m.text, m.loose]))
    cursor = body.next
  }
  expect(seen).toEqual([['encendido', false], ...[4, 3, 2, 1, 0].map((i) => [`apagado ${i}`, true])])
})

test('TK-7 it stands in the history of its contact, page by page, with its files; agents see what came over the numbers of their tickets', async () => {
  const from = phone()
  const agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queue.id] })
  const stranger = await makePerson(server, { companyId: company.id, role: 'agent' })
  await switchOff()
  for (let i = 0; i < 3; i++) await hooks.text(from, `apagado ${i}`, { at: Date.now() - 60_000 + i * 1000 })
  await hooks.text(phone(), 'de otra persona')
  const name = { name: '', contentType: 'image/png', caption: 'foto', base64: files.png().toString('base64') }
  await phoneOf(server, from).send(name, channel.identifier)
  await handled()
  const contactId = await until('the picture', async () => {
    const found = await server.sql<{ contact_id: string }>(
      `select contact_id from message where company_id = $1 and text = 'foto'`,
      [company.id],
    )
    return found[0]?.contact_id
  })
  const history = async (who: TestPerson) => {
    const said: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { status, body } = await who.call(
        'GET',
        `/contacts/${contactId}/loose-messages?limit=2&number=${from}${cursor && `&cursor=${cursor}`}`,
      )
      expect(status).toBe(200)
      said.push(...body.items.map((m: { text: string; direction: string }) => `${m.direction} ${m.text}`))
      cursor = body.next
    }
    return said
  }
  const sent = async (who: TestPerson) =>
    (await who.call('GET', `/contacts/${contactId}/media?number=${from}`)).body.items
  const all = ['in foto', 'in apagado 2', 'in apagado 1', 'in apagado 0']
  expect(await history(admin)).toEqual(all)
  const [{ media }] = await until('the file', async () => {
    const items = await sent(admin)
    return items[0]?.media.state === 'stored' && items
  })
  expect((await admin.call('GET', `/media/${media.id}`)).status).toBe(200)
  // Without a ticket over that number an agent who knows the number sees the contact, and nothing of what it said.
  expect([await history(agent), await sent(agent), (await agent.call('GET', `/media/${media.id}`)).status]).toEqual([
    [],
    [],
    404,
  ])
  await switchOn()
  await hooks.text(from, 'encendido')
  await handled()
  expect(await history(agent)).toEqual(all)
  expect(await sent(agent)).toHaveLength(1)
  expect([await history(stranger), await sent(stranger)]).toEqual([[], []])
  expect((await stranger.call('GET', `/contacts/${contactId}/loose-messages`)).status).toBe(404)
})

test('TK-7 an interrupted number receives as usual', async () => {
  await server.sql(
    `insert into channel_interruption (company_id, channel_id, id, cause) values ($1, $2, gen_random_uuid(), 'restricted')`,
    [company.id, channel.id],
  )
  await hooks.text(phone(), 'Hola')
  await handled()
  expect(await openTickets()).toHaveLength(1)
  expect(await row()).toMatchObject({ state: 'interrupted', missedMessages: 0 })
})

test('TK-7 of a person who was erased meanwhile nothing is collected', async () => {
  await switchOff()
  const [one, two] = [phone(), phone()]
  await hooks.text(one, 'Hola')
  await hooks.text(two, 'Hola')
  await handled()
  const { id } = (await admin.call('GET', `/contacts/by-number?phone=%2B${one}`)).body
  expect((await admin.call('POST', `/contacts/${id}/erasure`, { typed: `+${one}` })).status).toBe(200)
  await switchOn()
  expect((await preview()).body).toMatchObject({ messages: 1, contacts: 1, newTickets: 1 })
  expect((await collect()).body).toMatchObject({ messages: 1, contacts: 1, newTickets: 1 })
  expect(await openTickets()).toHaveLength(1)
})
