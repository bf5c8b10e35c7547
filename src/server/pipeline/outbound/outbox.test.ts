import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { makeCompany } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'
import { RANK } from '../../../rules/message-status.ts'
import { newId } from '../../database/id.ts'
import { openOutbox } from './outbox.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('WS-2 an answer that the database refuses, such as an id given twice, holds back none of the others', async () => {
  const { id: companyId } = await makeCompany(server)
  const { id: channelId } = await makeActiveChannel(server, { companyId })
  const { id: campaignId } = await makeCampaign(server, { companyId })
  const { id: queueId } = await makeQueue(server, { companyId, campaignId })
  const { contactId, interactionId } = await makeTicket(server, { companyId, campaignId, queueId, channelId })
  // Held by one that sends nothing: what is on its way is this test's.
  const web = await server.beside({ RUN: 'web' })
  await server.sql(
    `insert into channel_lease (company_id, channel_id, process_id) select $1, $2, id from process where not worker`,
    [companyId, channelId],
  )
  const ids = Array.from({ length: 9 }, () => newId())
  for (const id of ids)
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status)
       values ($1, $2, $3, $4, $5, 'out', 'text', 'Hola', now(), ${RANK.sending})`,
      [companyId, id, channelId, contactId, interactionId],
    )
  const { db, log } = server.system
  const outbox = openOutbox(db, newId(), log)
  for (const [n, id] of ids.entries())
    outbox.settle({ companyId, channelId, id, status: RANK.accepted, externalId: n === 4 ? 'gs-3' : `gs-${n}` })
  await outbox.close()
  const rows = await server.sql<{ external_id: string | null; status: number }>(
    `select external_id, status from message where company_id = $1 and direction = 'out' order by array_position($2::uuid[], id)`,
    [companyId, ids],
  )
  expect(rows.every(({ status }) => status === RANK.accepted)).toBe(true)
  expect(rows.map((r) => r.external_id)).toEqual(ids.map((_, n) => (n === 4 ? null : `gs-${n}`)))
  await web.stop()
})
