import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact, makeTicket } from '../../../../tests/support/tickets.ts'
import { newId } from '../../database/id.ts'
import { tellSenders } from './tell-senders.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const bellOf = async (person: TestPerson) => (await person.call('GET', '/notifications')).body.items

it('CH-13 whoever sent what an interruption cancelled is told once per reason, with whom it was for', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const channel = await makeActiveChannel(server, { companyId, businessName: 'Álamos Cobranzas' })
  const queue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  const [bruno, carla, gone] = [
    await makePerson(server, { companyId, role: 'agent', queues: [queue.id] }),
    await makePerson(server, { companyId, role: 'agent', queues: [queue.id] }),
    await makePerson(server, { companyId, role: 'agent', active: false }),
  ]
  const place = { companyId, campaignId: company.defaultCampaignId, queueId: queue.id, channelId: channel.id }
  const [lucia, jorge] = [
    await makeContact(server, { companyId, name: 'Lucía Prado' }),
    await makeContact(server, { companyId, name: '', phone: '+51900600002' }),
  ]
  const [ofLucia, ofJorge] = [
    await makeTicket(server, { ...place, contactId: lucia.id }),
    await makeTicket(server, { ...place, contactId: jorge.id }),
  ]
  const cancelled = async (
    ticket: { contactId: string; interactionId: string },
    by: TestPerson | null,
    code: string,
  ) => {
    const id = newId()
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, error_code, sender_id)
       values ($1, $2, $3, $4, $5, 'out', 'text', 'Hola', now(), -1, $6, $7)`,
      [companyId, id, channel.id, ticket.contactId, ticket.interactionId, code, by?.userId ?? null],
    )
    return id
  }
  const ids = [
    await cancelled(ofLucia, bruno, 'held_too_long'),
    await cancelled(ofJorge, bruno, 'held_too_long'),
    await cancelled(ofJorge, carla, '131047'),
    await cancelled(ofLucia, gone, 'held_too_long'),
    await cancelled(ofLucia, null, 'held_too_long'),
  ]
  await server.system.db.asSystem('notifications', (tx) => tellSenders(tx, ids))
  expect(await bellOf(bruno)).toMatchObject([
    {
      kind: 'messages_cancelled',
      data: {
        alias: 'Álamos Cobranzas',
        count: 2,
        contact: null,
        contactId: null,
        ticketId: null,
        code: 'held_too_long',
      },
    },
  ])
  expect(await bellOf(carla)).toMatchObject([
    { data: { count: 1, contact: '+51900600002', contactId: ofJorge.contactId, ticketId: ofJorge.id, code: '131047' } },
  ])
  expect(await server.sql('select from notification where user_id = $1', [gone.userId])).toEqual([])
  const { items } = (await bruno.call('GET', `/tickets/${ofLucia.id}/messages`)).body
  expect(items[0].failure).toContain('interrumpido')
})
