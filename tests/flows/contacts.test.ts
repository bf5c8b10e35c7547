import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { allHandled, type Webhooks, webhooksOf } from '../support/webhooks.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let queue: { id: string }
let hooks: Webhooks

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Ana Torres' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    channels: [channel.id],
  })
  hooks = webhooksOf(server, channel)
})

const handled = () => allHandled(server, company.id)
const contacts = () =>
  server.sql<{ id: string; name: string; addresses: string[] }>(
    `select c.id, c.name, array(select a.kind || ' ' || a.value from contact_address a
       where a.company_id = c.company_id and a.contact_id = c.id order by a.kind, a.value) as addresses
     from contact c where c.company_id = $1 order by c.id`,
    [company.id],
  )
const pairs = async () => (await admin.call('GET', '/contacts/duplicates')).body.items
const sameEach = async (first: string, second: string) => {
  await hooks.text(first, 'hola')
  await handled()
  await hooks.text(second, 'sigo yo')
  await handled()
  return contacts()
}

test.each([
  ['Mexico', '5215512345678', '525512345678', '525512345678'],
  ['Argentina', '5491122334455', '541122334455', '541122334455'],
  ['Argentina with its 15', '5491122334455', '54111522334455', '541122334455'],
  ['Brazil', '551187654321', '5511987654321', '551187654321'],
])('TK-1 in %s two forms of one line are one contact with one address of each kind', async (_, one, two, line) => {
  expect(await sameEach(one, two)).toMatchObject([{ addresses: [`phone ${line}`, `whatsapp ${line}`] }])
  expect(await pairs()).toEqual([])
})

test('TK-1 two forms at the very same moment are one contact and one ticket', async () => {
  await Promise.all([hooks.text('5215598765432', 'uno'), hooks.text('525598765432', 'dos')])
  await handled()
  expect(await contacts()).toHaveLength(1)
  expect(await server.sql('select unread from ticket where company_id = $1', [company.id])).toEqual([{ unread: 2 }])
})

test('TK-1 a contact that hides its phone has none, and gets it from a later event with both', async () => {
  await hooks.text({ userId: 'PE.500', name: 'Rosa' }, 'hola')
  await handled()
  expect(await contacts()).toMatchObject([{ name: 'Rosa', addresses: ['user_id PE.500'] }])
  const [ticket] = (await admin.call('GET', '/tickets?view=all')).body.items
  expect(ticket.contact.phone).toBeNull()
  await hooks.text({ userId: 'PE.500', phone: '51900300001' }, 'este es mi número')
  await handled()
  await hooks.text('51900300001', 'y así también soy yo')
  await handled()
  expect(await contacts()).toMatchObject([
    { name: 'Rosa', addresses: ['phone 51900300001', 'user_id PE.500', 'whatsapp 51900300001'] },
  ])
  expect(await server.sql('select unread from ticket where company_id = $1', [company.id])).toEqual([{ unread: 3 }])
})

test('TK-1 WS-1 WS-5 who hides the number is answered by WhatsApp’s own id; for a template a number has to be known', async () => {
  const companyId = company.id
  const agent = await makePerson(server, { companyId, role: 'agent', queues: [queue.id] })
  const assignedTo = [{ campaignId: company.defaultCampaignId }]
  const template = await makeApprovedTemplate(server, { companyId, channel, assignedTo })
  await hooks.text({ userId: 'PE.700', name: 'Rosa' }, 'hola')
  await handled()
  const [{ id, contact }] = (await admin.call('GET', '/tickets?view=all')).body.items
  expect((await agent.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
  const write = (text: string) => agent.call('POST', `/tickets/${id}/messages`, { clientKey: randomUUID(), text })
  const send = () =>
    agent.call('POST', '/workspace/sends', {
      clientKey: randomUUID(),
      campaignId: company.defaultCampaignId,
      queueId: queue.id,
      templateId: template.id,
      to: { ticketId: id },
      values: {},
    })
  const sentTo = (text: string) =>
    until(
      text,
      () => server.simulator.books.sends.find((s) => s.appId === channel.appId && s.text === text)?.destination,
    )
  expect((await write('Hola, Rosa')).status).toBe(200)
  expect(await sentTo('Hola, Rosa')).toBe('PE.700')
  expect(await send()).toMatchObject({ status: 409, body: { code: 'no_number' } })
  expect((await agent.call('POST', `/contacts/${contact.id}/addresses`, { phone: '+51900300077' })).status).toBe(200)
  expect([(await write('Te escribo aquí')).status, (await send()).status]).toEqual([200, 200])
  expect(await sentTo('Te escribo aquí')).toBe('51900300077')
})

test('TK-1 the name of the profile fills only an empty one', async () => {
  const [empty, typed] = [
    await makeContact(server, { companyId: company.id, name: '', phone: '+51900300010' }),
    await makeContact(server, { companyId: company.id, name: 'Sra. Prado', phone: '+51900300011' }),
  ]
  await hooks.text({ phone: '51900300010', name: 'Lucía' }, 'hola')
  await hooks.text({ phone: '51900300011', name: 'Lu 🌸' }, 'hola')
  await handled()
  await hooks.text({ phone: '51900300010', name: 'Otra' }, 'hola')
  await handled()
  const names = new Map((await contacts()).map((c) => [c.id, c.name]))
  expect([names.get(empty.id), names.get(typed.id)]).toEqual(['Lucía', 'Sra. Prado'])
})

test('TK-1 where ids point to two contacts the user id wins, nothing moves, and the pair is listed once', async () => {
  await hooks.text({ userId: 'PE.700', name: 'Rosa' }, 'con mi nombre de usuario')
  await hooks.text({ phone: '51900300020', name: 'Rosa Huamán' }, 'con mi número')
  await handled()
  const before = await contacts()
  expect(before).toHaveLength(2)
  for (const text of ['con los dos', 'otra vez']) {
    await hooks.text({ userId: 'PE.700', phone: '51900300020' }, text)
    await handled()
  }
  expect(await contacts()).toEqual(before)
  const rows = await server.sql<{ name: string; n: number }>(
    `select c.name, count(*)::int n from message m join contact c on c.id = m.contact_id where m.company_id = $1 group by 1 order by 1`,
    [company.id],
  )
  expect(rows).toEqual([
    { name: 'Rosa', n: 3 },
    { name: 'Rosa Huamán', n: 1 },
  ])
  expect(await pairs()).toMatchObject([
    {
      cause: 'whatsapp',
      contact: { name: 'Rosa', addresses: [{ kind: 'user_id', shown: 'PE.700' }] },
      other: { name: 'Rosa Huamán', addresses: [{ kind: 'phone', shown: '+51900300020' }] },
    },
  ])
})

test('TK-1 a pair is dismissed, undone, and stays away however often it is seen; the wall and the roles hold', async () => {
  await hooks.text({ userId: 'PE.800' }, 'a')
  await hooks.text('51900300030', 'b')
  await handled()
  const both = () => hooks.text({ userId: 'PE.800', phone: '51900300030' }, 'c')
  await both()
  await handled()
  const [pair] = await pairs()
  const path = `/contacts/duplicates/${pair.id}/dismissal`
  const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
  const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
  expect((await stranger.call('POST', path, {})).status).toBe(404)
  expect((await agent.call('POST', path, {})).status).toBe(403)
  expect((await agent.call('GET', '/contacts/duplicates')).status).toBe(403)
  await Promise.all([admin.call('POST', path, {}), admin.call('POST', path, {})])
  await both()
  await handled()
  expect(await pairs()).toEqual([])
  expect((await admin.call('DELETE', path)).status).toBe(200)
  expect(await pairs()).toMatchObject([{ id: pair.id }])
  const audit = await server.sql('select action, actor_name from audit where subject_id = $1 order by id', [pair.id])
  expect(audit).toEqual([
    { action: 'contact.duplicate_dismissed', actor_name: 'Ana Torres' },
    { action: 'contact.duplicate_restored', actor_name: 'Ana Torres' },
  ])
})

test('TK-1 many pairs come page by page, the newest first', async () => {
  for (let i = 0; i < 5; i++) {
    await hooks.text({ userId: `PE.90${i}` }, 'a')
    await hooks.text(`5190030004${i}`, 'b')
    await handled()
    await hooks.text({ userId: `PE.90${i}`, phone: `5190030004${i}` }, 'c')
    await handled()
  }
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await admin.call('GET', `/contacts/duplicates?limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((d: { contact: { addresses: { shown: string }[] } }) => d.contact.addresses[0]!.shown))
    cursor = body.next
  }
  expect(seen).toEqual(['PE.904', 'PE.903', 'PE.902', 'PE.901', 'PE.900'])
})
