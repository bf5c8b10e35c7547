import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel } from '../support/channels.ts'
import { hold } from '../support/hold.ts'
import { makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('ST-4 a stop answers what it has begun, and takes nothing new', async () => {
  const company = await makeCompany(server)
  const channel = await makeActiveChannel(server, { companyId: company.id })
  await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] })
  const web = await server.beside({ RUN: 'web' })
  const payload = { id: `wamid.${randomUUID()}`, source: '51900600001', type: 'text', payload: { text: 'hola' } }
  const write = () =>
    fetch(`${web.url}/hooks/gupshup/${channel.hookKey}`, {
      method: 'POST',
      body: JSON.stringify({ appId: channel.appId, timestamp: Date.now(), version: 2, type: 'message', payload }),
    })
  await using other = await hold(server, 'lock table raw_event in share mode')
  const answer = write()
  await other.isMet()
  const stopped = web.stop()
  const refused = () =>
    fetch(`${web.url}/healthz`).then(
      () => false,
      () => true,
    )
  await until('nobody is let in any more', refused)
  await other.commit()
  expect((await answer).status).toBe(200)
  await stopped
  await until(
    'it is handled',
    async () => (await server.sql('select from message where company_id = $1', [company.id])).length === 1,
  )
})
