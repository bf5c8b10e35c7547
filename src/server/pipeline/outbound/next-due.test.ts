import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../database/id.ts'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'
import { nextDue } from './outbox-store.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('CH-13 a sender looks again when what was put back is due, and not at what an interruption holds', async () => {
  const { id: companyId } = await makeCompany(server)
  const owner = await makePerson(server, { companyId, role: 'owner' })
  const { id: channelId } = await makeActiveChannel(server, { companyId, requestedBy: owner.userId })
  const { id: campaignId } = await makeCampaign(server, { companyId })
  const { id: queueId } = await makeQueue(server, { companyId, campaignId })
  const { contactId, interactionId } = await makeTicket(server, { companyId, campaignId, queueId, channelId })
  const due = () => server.system.db.asSystem('outbound', (tx) => nextDue(tx, companyId, channelId))
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, not_before)
     values ($1, $2, $3, $4, $5, 'out', 'text', 'Ya va', now(), 0, '2100-01-01')`,
    [companyId, newId(), channelId, contactId, interactionId],
  )
  expect(await due()).toEqual(new Date('2100-01-01'))
  await server.sql(
    `insert into channel_interruption (company_id, channel_id, id, cause) values ($1, $2, $3, 'restricted')`,
    [companyId, channelId, newId()],
  )
  expect(await due()).toBeNull()
})
