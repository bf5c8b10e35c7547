import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact, makeTicket } from '../../../../tests/support/tickets.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('WS-6, TK-12 what happens to a ticket stands in its timeline, written with the change', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const channel = await makeActiveChannel(server, { companyId })
  const queue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  const owner = await makePerson(server, { companyId, role: 'owner' })
  const agent = await makePerson(server, { companyId, role: 'agent', queues: [queue.id] })
  const contact = await makeContact(server, { companyId, phone: '+51900000501' })
  const ticket = await makeTicket(server, {
    companyId,
    contactId: contact.id,
    campaignId: company.defaultCampaignId,
    queueId: queue.id,
    channelId: channel.id,
  })
  expect((await agent.call('POST', `/tickets/${ticket.id}/take`, {})).status).toBe(200)
  expect((await owner.call('PATCH', `/people/${agent.userId}`, { active: false })).status).toBe(200)
  const events = await server.sql('select kind, actor_id, data from ticket_event where ticket_id = $1 order by at', [
    ticket.id,
  ])
  expect(events).toEqual([
    { kind: 'taken', actor_id: agent.userId, data: {} },
    {
      kind: 'given_back',
      actor_id: null,
      data: { fromAgent: { id: agent.userId, name: agent.name }, reason: 'deactivated' },
    },
  ])
})
