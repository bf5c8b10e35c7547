import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { listen } from '../support/listen.ts'
import { type Company, makeCompany, makePerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { webhooksOf } from '../support/webhooks.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let queue: { id: string }

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id })
  queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    channels: [channel.id],
  })
})
afterAll(() => server.stop())

let n = 0
const write = () => webhooksOf(server, channel).text(`5190044${String(++n).padStart(4, '0')}`, 'Hola')
const person = (role: 'agent' | 'admin', queues: string[] = []) =>
  makePerson(server, { companyId: company.id, role, queues })

test('WS-7 a ticket is announced to those who see its queue, and not to others; who joins a queue hears it from then on', async () => {
  const [inside, outside, admin] = [await person('agent', [queue.id]), await person('agent'), await person('admin')]
  const streams = await Promise.all([inside, outside, admin].map((p) => listen(server, p)))
  const [near, far, above] = streams as [(typeof streams)[0], (typeof streams)[0], (typeof streams)[0]]
  await write()
  const { id } = await near.next((a) => a.topic === 'tickets')
  await above.next((a) => a.topic === 'tickets' && a.id === id)
  // What was announced after it in the same breath has come, so it would have come too.
  await far.next((a) => a.topic === 'traffic')
  expect(far.heard.filter((a) => a.topic === 'tickets')).toEqual([])
  const { body: before } = await admin.call('GET', `/queues/${queue.id}`)
  const ids = (all: { id: string }[]) => all.map((one) => one.id)
  const channels = { channelIds: ids(before.channels), agentIds: [...ids(before.agents), outside.userId] }
  expect(await admin.call('PUT', `/queues/${queue.id}`, { ...before, ...channels })).toMatchObject({ status: 200 })
  await far.next((a) => a.topic === 'campaigns')
  await until('heard in the new queue', async () => {
    await write()
    return far.heard.some((a) => a.topic === 'tickets')
  })
  await Promise.all(streams.map((s) => s.close()))
})

test('WS-7 a server that lost its ear says that something may have been missed, and hears again', async () => {
  const stream = await listen(server, await person('admin'))
  await server.sql(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen live%'`)
  await until('said', () => stream.said.includes('missed'))
  await write()
  await stream.next((a) => a.topic === 'tickets')
  await stream.close()
})

test('WS-7 after a restart the stream can be opened again at once, and says what happens from then on', async () => {
  const admin = await person('admin')
  const before = await listen(server, admin)
  await server.restart()
  await before.close()
  const after = await listen(server, admin)
  expect(after.status).toBe(200)
  await write()
  await after.next((a) => a.topic === 'tickets')
  await after.close()
})
