import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/server/database/id.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel } from '../support/channels.ts'
import { makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact } from '../support/tickets.ts'
import { allHandled } from '../support/webhooks.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test("TK-5 (2) where Gupshup's id is not told, WhatsApp's own finds the message of ours that is quoted", async () => {
  const { id: companyId, defaultCampaignId } = await makeCompany(server)
  const channel = await makeActiveChannel(server, { companyId })
  const channels = [channel.id]
  await makeQueue(server, { companyId, campaignId: defaultCampaignId, channels })
  const { id: campaignId } = await makeCampaign(server, { companyId })
  const { id: queueId } = await makeQueue(server, { companyId, campaignId, channels })
  const { id: contactId } = await makeContact(server, { companyId, phone: '+51900000981' })
  const [interactionId, wamid] = [newId(), `wamid.${randomUUID()}`]
  await server.sql(
    `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, begun_by, opened_at, last_activity_at, ended_at, end_reason)
     values ($1, $2, $3, $4, $5, $6, 'us', now(), now(), now(), 'no_answer')`,
    [companyId, interactionId, channel.id, contactId, campaignId, queueId],
  )
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, external_id, wamid)
     values ($1, $2, $3, $4, $5, 'out', 'template', 'Hola', now(), 4, $6, $7)`,
    [companyId, newId(), channel.id, contactId, interactionId, randomUUID(), wamid],
  )
  const message = (from: string, context: object) => ({
    from,
    id: `wamid.${randomUUID()}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: '¿Sigue en pie?' },
    context,
  })
  const messages = [message('51900000981', { id: wamid }), message('51900000982', { id: `wamid.${randomUUID()}` })]
  await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
    method: 'POST',
    body: JSON.stringify({
      gs_app_id: channel.appId,
      entry: [{ changes: [{ field: 'messages', value: { messages } }] }],
    }),
  })
  await allHandled(server, companyId)
  const tickets = await server.sql('select campaign_id from ticket where company_id = $1 order by campaign_id', [
    companyId,
  ])
  expect(tickets).toEqual([{ campaign_id: defaultCampaignId }, { campaign_id: campaignId }])
})
