import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { phoneOf } from '../../../../tests/support/phone.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact, makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let company: Company
let agent: TestPerson
let channel: TestChannel
let campaignId: string
let queueId: string

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  campaignId = company.defaultCampaignId
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  queueId = (await makeQueue(server, { companyId: company.id, campaignId, channels: [channel.id] })).id
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
})

const template = (more: object = {}) =>
  makeApprovedTemplate(server, { companyId: company.id, channel, assignedTo: [{ campaignId }], ...more })
const listed = async (place = { campaignId, queueId }) => {
  const { status, body } = await agent.call('GET', `/workspace/templates?${new URLSearchParams(place)}`)
  return status === 200 ? body.map(({ id }: { id: string }) => id) : body.code
}
const send = (templateId: string, more: object = {}) =>
  agent.call('POST', '/workspace/sends', {
    clientKey: randomUUID(),
    campaignId,
    queueId,
    templateId,
    to: { phone: '+51 900 770 001' },
    values: {},
    ...more,
  })

test('WS-1 campaign and queue are required, and the agent serves the queue', async () => {
  const { id } = await template()
  const other = await makeQueue(server, { companyId: company.id, campaignId, channels: [channel.id] })
  const { id: campaign } = await makeCampaign(server, { companyId: company.id })
  expect(
    (await agent.call('GET', '/workspace/places')).body.map(({ id: at, queues }: { id: string; queues: object[] }) => [
      at,
      queues.length,
    ]),
  ).toEqual([[campaignId, 1]])
  for (const [more, code] of [
    [{ campaignId: undefined }, 'invalid'],
    [{ queueId: undefined }, 'invalid'],
    [{ queueId: other.id }, 'queue_not_yours'],
    [{ campaignId: campaign }, 'not_found'],
  ] as const)
    expect((await send(id, more)).body.code).toBe(code)
  expect(await listed({ campaignId, queueId: other.id })).toBe('queue_not_yours')
})

test('WS-1 only approved, active, assigned templates are listed and sent, however one names them', async () => {
  const { id: good } = await template()
  const { id: off } = await template({ active: false })
  const { id: nowhere } = await template({ assignedTo: [] })
  const { id: pending } = await template()
  await server.sql(`update template set status_word = 'PENDING' where id = $1`, [pending])
  expect(await listed()).toEqual([good])
  for (const id of [off, nowhere, pending]) expect([403, 404, 409]).toContain((await send(id)).status)
  expect((await send(good)).status).toBe(200)
  await server.sql('update channel set enabled = false where id = $1', [channel.id])
  expect(await listed()).toEqual([])
})

test('WS-1 SEND-02 SEND-03 each value is judged under its own field, and nothing is sent until all are right', async () => {
  const { id } = await template({
    body: 'Hola, {{1}}. Debes {{2}} antes del cierre de este mes, gracias.',
    parameters: [
      { name: 'Nombre', sample: 'Lucía' },
      { name: 'Monto', sample: 'S/ 40.00', type: 'money' },
    ],
  })
  const faults = async (values: object) =>
    (await send(id, { values })).body.errors.map(
      ({ field, rule }: { field: string; rule: string }) => `${field} ${rule}`,
    )
  expect(await faults({ '1': 'Lucía\nPrado', '2': 'S/ 40' })).toEqual(['values.1 SEND-02'])
  expect(await faults({ '1': ' ', '2': 'S/ 40' })).toContain('values.1 SEND-03')
  expect((await faults({ '1': 'Lucía', '2': 'mucho' }))[0]).toContain('values.2')
  const [{ n }] = (await server.sql<{ n: number }>('select count(*)::int as n from message where company_id = $1', [
    company.id,
  ])) as [{ n: number }]
  expect(n).toBe(0)
  expect((await send(id, { values: { '1': 'Lucía', '2': 'S/ 40' } })).status).toBe(200)
})

test('WS-9 marketing to who opted out is refused with the reason; what is no marketing goes', async () => {
  const { id: marketing } = await template({ category: 'MARKETING' })
  const { id: utility } = await template({ category: 'UTILITY' })
  const { phone } = await makeContact(server, { companyId: company.id, optedOut: true })
  expect((await send(marketing, { to: { phone } })).body.code).toBe('opted_out')
  expect((await send(utility, { to: { phone } })).status).toBe(200)
})

test('WS-1 section 2: by id an agent sends to those with a ticket in own queues, to others by exact number; who supervises to all', async () => {
  const { id } = await template()
  const { id: queue } = await makeQueue(server, { companyId: company.id, campaignId, channels: [channel.id] })
  const contact = await makeContact(server, { companyId: company.id })
  const place = { companyId: company.id, campaignId, channelId: channel.id, contactId: contact.id }
  const ticket = await makeTicket(server, { ...place, queueId: queue })
  const byId = [{ contactId: contact.id }, { ticketId: ticket.id }]
  for (const to of byId) expect((await send(id, { to })).status).toBe(404)
  const admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true })
  const sent = (to: object) =>
    admin.call('POST', '/workspace/sends', {
      clientKey: randomUUID(),
      campaignId,
      queueId,
      templateId: id,
      to,
      values: {},
    })
  for (const to of byId) expect((await sent(to)).status).toBe(200)
  expect((await send(id, { to: { phone: contact.phone } })).status).toBe(200)
  await server.sql('update ticket set queue_id = $2 where id = $1', [ticket.id, queueId])
  for (const to of byId) expect((await send(id, { to })).status).toBe(200)
})

test('WS-10 opening a ticket marks it read at WhatsApp, and only here where the company wants it so', async () => {
  const admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  const opened = async (phone: string) => {
    await phoneOf(server, phone).write('Hola', channel.identifier)
    const id = await until(
      'a ticket waits',
      async () => (await agent.call('GET', '/tickets?view=waiting')).body.items[0]?.id,
    )
    await agent.call('POST', `/tickets/${id}/take`)
    await agent.call('POST', `/tickets/${id}/read`)
    expect((await agent.call('GET', `/tickets/${id}`)).body.unread).toBe(0)
  }
  const isRead = (phone: string) =>
    server.simulator.books.messages
      .all()
      .some((m) => m.customer === phone && m.from === 'customer' && m.status === 'read')
  expect((await admin.call('GET', '/company/settings')).body.readReceipts).toBe(true)
  expect((await admin.call('PUT', '/company/settings', { readReceipts: false })).body).toMatchObject({
    readReceipts: false,
    optOutWords: ['BAJA', 'STOP'],
  })
  await opened('51900770011')
  await admin.call('PUT', '/company/settings', { readReceipts: true })
  await opened('51900770012')
  // The later one's job is done; the earlier one never had any.
  await until('it is read', () => isRead('51900770012'))
  expect(isRead('51900770011')).toBe(false)
  expect((await agent.call('PUT', '/company/settings', { readReceipts: false })).status).toBe(403)
})

test('WS-10 of a ticket with two numbers each one’s messages are marked, whatever becomes of the other’s', async () => {
  const second = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  await server.sql('insert into queue_channel (company_id, queue_id, channel_id) values ($1, $2, $3)', [
    company.id,
    queueId,
    second.id,
  ])
  const unread = (id: string, n: number) =>
    until('the messages', async () => (await agent.call('GET', `/tickets/${id}`)).body.unread === n)
  const isRead = (text: string) =>
    server.simulator.books.messages.all().some((m) => m.content?.text === text && m.status === 'read')
  const phone = phoneOf(server, '51900770013')
  await phone.write('Por el primero', channel.identifier)
  const id = await until(
    'a ticket waits',
    async () => (await agent.call('GET', '/tickets?view=waiting')).body.items[0]?.id,
  )
  await phone.write('Por el segundo', second.identifier)
  await unread(id, 2)
  await agent.call('POST', `/tickets/${id}/take`)
  await agent.call('POST', `/tickets/${id}/read`)
  await until('both are read', () => isRead('Por el primero') && isRead('Por el segundo'))

  await phone.write('Otra vez por el primero', channel.identifier)
  await phone.write('Otra vez por el segundo', second.identifier)
  await unread(id, 2)
  // The newest is one that the provider does not know.
  await server.sql(
    `update message set external_id = 'wamid.unknown' where company_id = $1 and text = 'Otra vez por el segundo'`,
    [company.id],
  )
  await agent.call('POST', `/tickets/${id}/read`)
  await until('the other is read', () => isRead('Otra vez por el primero'))
  expect(isRead('Otra vez por el segundo')).toBe(false)
})
