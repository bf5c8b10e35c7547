import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alarmKind } from '../../src/contract/alarms.ts'
import { metrics } from '../../src/server/metrics.ts'
import { makeActiveChannel } from '../support/channels.ts'
import { makeCompany } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const TOKEN = 'a-token-for-metrics'
let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ settings: { METRICS_TOKEN: TOKEN } })
})
afterAll(() => server.stop())

const scrape = async (): Promise<string> => {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
  expect(answer.status).toBe(200)
  return answer.text()
}
const rows = (heading: string, prefix: string): string[] => {
  const page = readFileSync('docs/metrics.md', 'utf8')
  return [...page.slice(page.indexOf(heading)).matchAll(/^\| `(\w+)` \|/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name.startsWith(prefix))
}

test('docs/metrics.md names every metric of ours and every alarm, and no other', async () => {
  const registered = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name)
  expect(rows('# Metrics', 'score_').toSorted()).toEqual(registered.filter((n) => n.startsWith('score_')).toSorted())
  expect(rows('## Alarms', '').toSorted()).toEqual(alarmKind.options.toSorted())
})

test('RE-5 /metrics tells what lies in the database', async () => {
  const company = await makeCompany(server)
  const channel = await makeActiveChannel(server, { companyId: company.id })
  await server.sql(
    `insert into raw_event (seq, company_id, channel_id, dedupe_key, lane, process_id, received_at, raw)
     values (-1, $1, $2, 'stuck', 0, gen_random_uuid(), now() - interval '3 minutes', '{}')`,
    [company.id, channel.id],
  )
  await server.sql(
    `insert into event_set_aside (id, company_id, channel_id, reason, raw) values (gen_random_uuid(), $1, $2, 'x', 'x')`,
    [company.id, channel.id],
  )
  await server.sql(`insert into alarm (id, kind) values (gen_random_uuid(), 'oldest_event')`)
  // Nobody sends for a number that is none yet.
  await server.sql('update channel set identifier = null where id = $1', [channel.id])
  const contactId = randomUUID()
  await server.sql('insert into contact (company_id, id) values ($1, $2)', [company.id, contactId])
  for (const status of [0, 0, 0, 1, 2, 2, 3])
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, direction, kind, at, status) values ($1, $2, $3, $4, 'out', 'text', now(), $5)`,
      [company.id, randomUUID(), channel.id, contactId, status],
    )
  const text = await scrape()
  expect(text).toMatch(/^score_events_unprocessed 1$/m)
  expect(text).toMatch(/^score_oldest_unprocessed_event_seconds 1[89]\d/m)
  expect(text).toMatch(/^score_events_set_aside 1$/m)
  expect(text).toMatch(/^score_alarm_open\{kind="oldest_event"\} 1$/m)
  expect(text).toMatch(/^score_alarm_open\{kind="dead_jobs"\} 0$/m)
  const inOutbox = [...text.matchAll(/^score_outbox_messages\{state="(\w+)"\} (\d+)$/gm)].map(([, state, n]) => [
    state,
    n,
  ])
  expect(Object.fromEntries(inOutbox)).toEqual({ waiting: '3', sending: '1', uncertain: '2' })
  expect(text).toMatch(/^score_leases_held\{kind="lane"\} \d+$/m)
  await server.sql('delete from event_set_aside')
  // Asked again at once, the database is left alone.
  expect(await scrape()).toMatch(/^score_events_set_aside 1$/m)
})
