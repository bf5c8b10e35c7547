import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { listen } from '../support/listen.ts'
import { type Company, makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

const CUSTOMER = '51900100001'
const NUMBER = '51900000555'

const request = {
  businessName: 'Panadería Santa Inés',
  legalName: 'Santa Inés S.A.C.',
  taxId: '20999999990',
  country: 'PE',
  address: null,
  website: null,
  email: 'hola@santaines.example',
  vertical: 'RETAIL',
  about: 'Pan de verdad',
  description: null,
  firstName: 'Elena',
  lastName: 'Rivas',
  personEmail: 'elena@santaines.example',
  personPhone: '900 000 777',
  position: null,
}

/** The source's own example. */
const template = {
  name: 'oferta_con_descuento',
  displayName: 'Oferta con descuento',
  language: 'es',
  category: 'MARKETING',
  type: 'TEXT',
  header: null,
  headerSample: null,
  body: 'Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento en {{3}}!',
  footer: null,
  buttons: [
    { type: 'QUICK_REPLY', text: 'Me interesa' },
    { type: 'QUICK_REPLY', text: 'No, gracias' },
  ],
  parameters: [
    { n: 1, name: 'Nombre', sample: 'Lucía', type: 'text', source: 'contact.name' },
    { n: 2, name: 'Descuento', sample: '20 %', type: 'text', source: null },
    { n: 3, name: 'Producto', sample: 'panetones', type: 'text', source: null },
  ],
}

describe('the road, from asking for a number to a closed ticket', () => {
  let server: TestServer
  let company: Company
  let operator: TestPerson
  let admin: TestPerson
  let agent: TestPerson
  let campaignId: string
  let queueId: string
  let channelId: string
  let templateId: string
  let ticketId: string

  beforeAll(async () => {
    server = await startTestServer()
    company = await makeCompany(server)
    operator = await makeOperator(server)
    admin = await makePerson(server, { companyId: company.id, role: 'admin' })
    const campaign = await makeCampaign(server, { companyId: company.id, name: 'Ventas', dispositionRequired: true })
    campaignId = campaign.id
    queueId = (await makeQueue(server, { companyId: company.id, campaignId })).id
    agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
    await server.sql(`insert into disposition (company_id, id, campaign_id, name) values ($1, $2, $3, 'Vendido')`, [
      company.id,
      randomUUID(),
      campaignId,
    ])
  })
  afterAll(() => server.stop())

  test('CH-2 CH-3 a number is asked for: the channel stands as Pendiente, and the operators are told', async () => {
    const made = await admin.call('POST', '/channel-requests', request)
    expect(made.status).toBe(200)
    channelId = made.body.id
    const { body } = await admin.call('GET', '/channels')
    expect(body.items[0]).toMatchObject({
      id: channelId,
      state: 'pending',
      identifier: null,
      businessName: request.businessName,
    })
    await until(
      'the bell of the operator',
      async () => (await operator.call('GET', '/notifications')).body.unread === 1,
    )
  })

  test('CH-11 CH-12 the operator approves; the Partner road is walked; the number goes live', async () => {
    expect((await operator.call('POST', `/operator/requests/${channelId}/take`, {})).status).toBe(200)
    expect((await operator.call('POST', `/operator/requests/${channelId}/approve`, {})).status).toBe(200)
    const steps = await until('the sign-up link', async () => {
      const { body } = await operator.call('GET', `/operator/requests/${channelId}`)
      return body.steps.signUpLink ? body.steps : null
    })
    expect(steps).toMatchObject({ subscribed: true, contactSet: true, identifier: null })
    await fetch(steps.signUpLink, { method: 'POST', body: new URLSearchParams({ phone: NUMBER }), redirect: 'manual' })
    const row = await until('the number', async () => {
      const { body } = await admin.call('GET', `/channels/${channelId}`)
      return body.state === 'active' ? body : null
    })
    expect(row.identifier).toBe(`+${NUMBER}`)
    const bell = await admin.call('GET', '/notifications')
    expect(bell.body.items[0]).toMatchObject({ kind: 'channel_active' })
    expect(server.simulator.books.apps.all().filter((a) => a.name.startsWith('score'))).toHaveLength(1)
  })

  test('AS-4 the number gets its entry queue', async () => {
    const { status } = await admin.call('PUT', `/queues/${queueId}`, {
      name: 'Ventas Lima',
      channelIds: [channelId],
      agentIds: [agent.userId],
    })
    expect(status).toBe(200)
    const { body } = await admin.call('GET', '/campaigns')
    expect(body.find((c: { id: string }) => c.id === campaignId).queues[0].channels).toMatchObject([
      { id: channelId, isEntry: true },
    ])
  })

  test('TP-4 TP-5 TP-6 TP-7 the example of the source reaches Pendiente, is submitted by job and approved by webhook', async () => {
    const asked = await admin.call('POST', `/channels/${channelId}/templates`, { ...template, overrides: ['VAR-13'] })
    expect(asked.body).toEqual({ id: expect.any(String) })
    templateId = asked.body.id
    const first = await admin.call('GET', `/templates/${templateId}`)
    // The job may have been faster than this look.
    expect(first.body.history).toContainEqual(expect.objectContaining({ status: 'pending', source: 'person' }))
    const seen = await until('the approval', async () => {
      const { body } = await admin.call('GET', `/templates/${templateId}`)
      return body.status === 'approved' ? body : null
    })
    expect(seen.history.some((h: { source: string }) => h.source === 'webhook')).toBe(true)
    expect(server.simulator.books.templates.all().filter((t) => t.elementName === template.name)).toHaveLength(1)
  })

  test('AS-1 AS-2 nothing is offered in the Workspace until it is assigned', async () => {
    const offered = async () =>
      (await agent.call('GET', `/workspace/templates?campaignId=${campaignId}&queueId=${queueId}`)).body
    expect(await offered()).toEqual([])
    expect(
      (
        await admin.call('PUT', `/templates/${templateId}/assignments`, {
          assignments: [{ campaignId, queueId: null }],
        })
      ).status,
    ).toBe(200)
    expect(await offered()).toMatchObject([{ id: templateId, displayName: template.displayName }])
  })

  test('WS-1 WS-2 TK-4 it is sent once, however often it is asked, and its status climbs to delivered', async () => {
    const send = {
      clientKey: randomUUID(),
      campaignId,
      queueId,
      templateId,
      to: { phone: '+51 900 100 001', name: 'Rosa Huamán' },
      values: { 1: 'Rosa', 2: '20 %', 3: 'panetones' },
    }
    const answers = await Promise.all([1, 2, 3].map(() => agent.call('POST', '/workspace/sends', send)))
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200])
    const { messageId, interactionId, ticketId: none } = answers[0]!.body
    expect(answers.map((a) => a.body.messageId)).toEqual([messageId, messageId, messageId])
    expect(none).toBeNull()
    await until('delivered', async () => {
      const { body } = await agent.call('GET', `/interactions/${interactionId}/messages`)
      return body.items[0].status === 'delivered'
    })
    const sends = server.simulator.books.sends.filter((s) => s.destination === CUSTOMER)
    expect(sends).toHaveLength(1)
    expect(sends[0]).toMatchObject({ params: ['Rosa', '20 %', 'panetones'] })
    const { body } = await agent.call('GET', '/workspace/sends')
    expect(body.items).toMatchObject([
      { interactionId, lastText: 'Hola, Rosa. ¡Te ofrecemos 20 % de descuento en panetones!' },
    ])
  })

  test('WS-3 WS-7 TK-3 TK-5 a tap makes a ticket in the right queue, and the screen is told without reloading, within a second', async () => {
    const live = await listen(server, agent)
    const before = Date.now()
    await phoneOf(server, CUSTOMER).tap('Me interesa')
    const told = await live.next((a) => a.topic === 'tickets')
    expect(Date.now() - before).toBeLessThan(1000)
    const { body } = await agent.call('GET', '/tickets?view=waiting')
    expect(body.items).toMatchObject([
      {
        id: told.id,
        queue: { id: queueId },
        campaign: { id: campaignId },
        contact: { name: 'Rosa Huamán' },
        lastText: 'Me interesa',
        unread: 1,
      },
    ])
    ticketId = told.id
    const messages = await agent.call('GET', `/tickets/${ticketId}/messages`)
    expect(messages.body.items[0]).toMatchObject({
      kind: 'button',
      content: { templateName: template.displayName, buttonText: 'Me interesa' },
    })
    expect(messages.body.items[1]).toMatchObject({ kind: 'template', direction: 'out' })
    expect((await agent.call('GET', '/workspace/sends')).body.items).toEqual([])
    await live.close()
  })

  test('WS-6 of two agents who take it at once one gets it and the other is told who did', async () => {
    const other = await makePerson(server, {
      companyId: company.id,
      role: 'agent',
      queues: [queueId],
      name: 'Otra Agente',
    })
    const taken = await Promise.all([agent, other].map((p) => p.call('POST', `/tickets/${ticketId}/take`, {})))
    expect(taken.map((t) => t.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const [winner, loser] = taken[0]!.status === 200 ? [agent, taken[1]!] : [other, taken[0]!]
    expect(loser.body).toMatchObject({ code: 'ticket_taken', data: { by: winner.name } })
    await server.sql('update ticket set agent_id = $2 where id = $1', [ticketId, agent.userId])
  })

  test('WS-5 TK-8 the agent answers inside the window, once, and the customer has it', async () => {
    const answer = { clientKey: randomUUID(), text: '¡Hola, Rosa! ¿Para cuándo los quieres?' }
    const twice = await Promise.all([answer, answer].map((a) => agent.call('POST', `/tickets/${ticketId}/messages`, a)))
    expect(twice.map((a) => a.status)).toEqual([200, 200])
    expect(twice[0]!.body.messageId).toBe(twice[1]!.body.messageId)
    await until('it is on the phone', async () => (await phoneOf(server, CUSTOMER).texts()).includes(answer.text))
    await phoneOf(server, CUSTOMER).write('Para el 24', NUMBER)
    await until('the answer joined the same ticket', async () => {
      const { body } = await agent.call('GET', `/tickets/${ticketId}/messages`)
      return body.items[0].text === 'Para el 24'
    })
    expect((await agent.call('GET', '/tickets?view=mine')).body.items).toHaveLength(1)
  })

  test('WS-6 WS-10 read, and closed with a disposition, which the campaign asks for; a new message opens a new ticket', async () => {
    expect((await agent.call('POST', `/tickets/${ticketId}/read`, {})).status).toBe(200)
    expect((await agent.call('POST', `/tickets/${ticketId}/close`, {})).body).toMatchObject({
      code: 'disposition_required',
    })
    const { body } = await agent.call('GET', `/tickets/${ticketId}`)
    const closed = await agent.call('POST', `/tickets/${ticketId}/close`, { dispositionId: body.dispositions[0].id })
    expect(closed.status).toBe(200)
    expect(
      (await agent.call('POST', `/tickets/${ticketId}/messages`, { clientKey: randomUUID(), text: 'tarde' })).body.code,
    ).toBe('ticket_closed')
    await phoneOf(server, CUSTOMER).write('¿Siguen ahí?', NUMBER)
    const next = await until(
      'the new ticket',
      async () => (await agent.call('GET', '/tickets?view=waiting')).body.items[0],
    )
    expect(next.id).not.toBe(ticketId)
    expect(next.number).toBeGreaterThan(body.number)
  })

  test('CH-8 switching off shows exact figures and does exactly that; switching on gives the queue back', async () => {
    const shown = (await admin.call('GET', `/channels/${channelId}/switch-off`)).body
    expect(shown).toMatchObject({
      interactionsWithTicket: 1,
      sendsWithoutAnswer: 0,
      ticketsThatClose: 1,
      queues: [{ id: queueId }],
    })
    const done = await admin.call('POST', `/channels/${channelId}/switch-off`, { shown })
    expect(done.body).toEqual(shown)
    expect((await agent.call('GET', '/tickets?view=waiting')).body.items).toEqual([])
    expect((await admin.call('GET', `/channels/${channelId}`)).body).toMatchObject({
      state: 'inactive',
      openInteractions: 0,
      queues: 0,
    })
    await phoneOf(server, CUSTOMER).write('¿Hola?', NUMBER)
    await until(
      'TK-7 it is kept, and makes no ticket',
      async () =>
        (await server.sql(`select from message where text = '¿Hola?' and interaction_id is null`)).length === 1,
    )
    expect((await agent.call('GET', '/tickets?view=waiting')).body.items).toEqual([])
    expect((await admin.call('POST', `/channels/${channelId}/switch-on`, {})).body).toEqual({ restoredQueues: 1 })
    expect((await admin.call('GET', `/channels/${channelId}`)).body).toMatchObject({ state: 'active', queues: 1 })
  })

  test('everything that was done stands in the audit, in order', async () => {
    const rows = await server.sql<{ action: string }>(
      'select action from audit where company_id = $1 order by at, id',
      [company.id],
    )
    expect(rows.map((r) => r.action)).toEqual(
      expect.arrayContaining([
        'channel.request',
        'channel.approved',
        'channel.live',
        'ticket.take',
        'ticket.close',
        'channel.switched_off',
        'channel.switched_on',
      ]),
    )
  })
})
