import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { allHandled, webhooksOf } from '../support/webhooks.ts'

const never = Array.from({ length: 7 }, () => [])
const texts = { welcomeText: 'Hola, {nombre}. Te atiende {empresa}.', awayText: 'Ahora no estamos, {nombre}.' }
let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let queue: { id: string }
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server, { name: 'Los Álamos' })
  admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    channels: [channel.id],
    agents: [admin.userId],
  })
})

const phone = () => `5190049${String(++n).padStart(4, '0')}`
const set = async (more: object) => {
  const form = { name: 'Consultas', channelIds: [channel.id], agentIds: [admin.userId], ...texts, ...more }
  expect((await admin.call('PUT', `/queues/${queue.id}`, form)).status).toBe(200)
}
const said = () =>
  server.sql<{ text: string; kind: string }>(
    `select text, content ->> 'automatic' as kind from message where company_id = $1 and direction = 'out' order by id`,
    [company.id],
  )

async function closeAll() {
  for (const { id } of (await admin.call('GET', '/tickets?view=waiting')).body.items) {
    await admin.call('POST', `/tickets/${id}/take`, {})
    expect((await admin.call('POST', `/tickets/${id}/close`, {})).status).toBe(200)
  }
}

test('HR-3 who opens a ticket while the queue is open is welcomed by name, over the whole road, once a ticket', async () => {
  await set({})
  const customer = phoneOf(server, phone())
  await customer.write('Hola', channel.identifier, 'Lucía Prado')
  await until(
    'the welcome has arrived',
    async () => (await customer.texts()).includes('Hola, Lucía. Te atiende Los Álamos.') || undefined,
  )
  await customer.write('¿Tienen cuadernos?', channel.identifier)
  const ticket = await until('both stand in the ticket', async () => {
    const [waiting] = (await admin.call('GET', '/tickets?view=waiting')).body.items
    return waiting.unread === 2 ? waiting : undefined
  })
  expect(ticket.lastText).toBe('¿Tienen cuadernos?')
  expect(await said()).toMatchObject([{ kind: 'welcome' }])
  const { items } = (await admin.call('GET', `/tickets/${ticket.id}/messages`)).body
  expect(items.map((m: { text: string }) => m.text)).toEqual([
    '¿Tienen cuadernos?',
    'Hola, Lucía. Te atiende Los Álamos.',
    'Hola',
  ])
  await closeAll()
  await customer.write('Otra cosa', channel.identifier)
  await until('the new ticket is greeted too', async () => (await said()).length === 2 || undefined)
})

test('HR-1 open and closed is by the clock of the company, wherever the server stands', async () => {
  const noonAt = (hour: number) => `Etc/GMT${hour < 0 ? '' : '+'}${hour}`
  // Where it is about noon now, and where it is about midnight.
  const west = new Date().getUTCHours() - 12
  const [noon, midnight] = [noonAt(west), noonAt(west > 0 ? west - 12 : west + 12)]
  await set({ hours: Array.from({ length: 7 }, () => [{ from: '07:00', to: '17:00' }]) })
  const greetedAs = async (zone: string, kind: string, count: number) => {
    await server.sql('update company set time_zone = $2 where id = $1', [company.id, zone])
    const campaigns: { queues: { id: string; open: boolean }[] }[] = (await admin.call('GET', '/campaigns')).body
    const shown = campaigns.flatMap(({ queues }) => queues).find(({ id }) => id === queue.id)
    expect(shown?.open).toBe(kind === 'welcome')
    await webhooksOf(server, channel).text(phone(), 'Hola')
    await allHandled(server, company.id)
    const all = await until('it is greeted', async () => {
      const greetings = await said()
      return greetings.length === count && greetings
    })
    expect(all.at(-1)?.kind).toBe(kind)
  }
  await greetedAs(noon, 'welcome', 1)
  await greetedAs(midnight, 'away', 2)
})

test('HR-3 while it is closed one is told so, once a closing period, though tickets are closed and opened', async () => {
  await set({ hours: never })
  const hooks = webhooksOf(server, channel)
  const [one, other] = [phone(), phone()]
  for (let again = 0; again < 2; again++) {
    await hooks.text(one, 'Hola')
    await allHandled(server, company.id)
    await closeAll()
  }
  await hooks.text(other, 'Buenas')
  await allHandled(server, company.id)
  expect(await said()).toMatchObject([{ kind: 'away' }, { kind: 'away' }])
})

test('HR-3 never in answer to an opt-out, and never twice for one ticket, however often it is delivered', async () => {
  await set({})
  const hooks = webhooksOf(server, channel)
  await hooks.text(phone(), 'BAJA')
  await allHandled(server, company.id)
  expect(await said()).toEqual([])
  const author = phone()
  await Promise.all(Array.from({ length: 6 }, () => hooks.text(author, 'Hola', { id: 'wamid.same-one' })))
  await allHandled(server, company.id)
  expect(await said()).toHaveLength(1)
})

test('HR-3 without a text for the time nothing is said', async () => {
  await set({ hours: never, awayText: null })
  await webhooksOf(server, channel).text(phone(), 'Hola')
  await allHandled(server, company.id)
  expect(await said()).toEqual([])
})
