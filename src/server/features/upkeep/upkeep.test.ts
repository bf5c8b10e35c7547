import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type MailSink, startMailSink } from '../../../../tests/support/mail-sink.ts'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { newId } from '../../database/id.ts'
import { prune } from './prune.ts'
import { openWatch, type Watch } from './watch.ts'

let server: TestServer
let sink: MailSink
let watch: Watch
let operator: TestPerson
let admin: TestPerson
let companyId: string
let campaignId: string
let channel: TestChannel
let dropped = 0
const processId = newId()

beforeAll(async () => {
  sink = await startMailSink()
  server = await startTestServer({ settings: { SMTP_URL: sink.url } })
  operator = await makeOperator(server)
  watch = openWatch(server.system, processId, {
    lastDropAt: () => (dropped > 0 ? Date.now() : 0),
    dropped: () => dropped,
  })
})
afterAll(async () => {
  await watch.close()
  await server.stop()
  await sink.close()
})
beforeEach(async () => {
  ;({ id: companyId, defaultCampaignId: campaignId } = await makeCompany(server))
  admin = await makePerson(server, { companyId, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId, businessName: `Tienda ${companyId.slice(-6)}` })
})

interface Alarm {
  kind: string
  channelId: string | null
  closedAt: string | null
  data: Record<string, unknown>
}
const alarms = async (): Promise<Alarm[]> => (await operator.call('GET', '/operator/alarms')).body
const open = async (kind: string, channelId: string | null = channel.id): Promise<Alarm | undefined> =>
  (await alarms()).find((a) => a.kind === kind && a.closedAt === null && a.channelId === channelId)
const bells = async (who: TestPerson, alarm: string): Promise<unknown[]> =>
  (await who.call('GET', '/notifications')).body.items.filter(
    (n: { data: Record<string, unknown> }) =>
      n.data['alarm'] === alarm && (n.data['channelId'] ?? channel.id) === channel.id,
  )
const tally = (outcome: string, count: number, ago: string) =>
  server.sql(
    `insert into webhook_tally (company_id, channel_id, hour, outcome, count, last_at)
     values ($1, $2, date_trunc('hour', now() - $5::interval, 'UTC'), $3, $4, now() - $5::interval)`,
    [companyId, channel.id, outcome, count, ago],
  )

describe('RE-5 alarms on ourselves', () => {
  test('an event that nobody handles opens one alarm, told once to operators by bell and mail, and closes by itself', async () => {
    await server.sql(
      `insert into raw_event (seq, company_id, channel_id, dedupe_key, lane, process_id, received_at, raw)
       values (-1, $1, $2, 'stuck', 0, $3, now() - interval '3 minutes', '{}')`,
      [companyId, channel.id, newId()],
    )
    await watch.look()
    await watch.look()
    expect(await open('oldest_event', null)).toMatchObject({ data: { seconds: expect.any(Number) } })
    expect(await bells(operator, 'oldest_event')).toHaveLength(1)
    expect(await bells(admin, 'oldest_event')).toHaveLength(0)
    const metrics = await fetch(`${server.url}/metrics`)
    expect(metrics.status).toBe(404)
    await until('the mail comes', () => sink.mails.find((m) => m.includes(operator.email) && m.includes('/alarmas')))
    await server.sql('delete from raw_event where seq = -1')
    await watch.look()
    expect(await open('oldest_event', null)).toBeUndefined()
    expect((await alarms()).find((a) => a.kind === 'oldest_event')?.closedAt).toBeTruthy()
  })

  test('what comes again soon is the same alarm, and nobody is told twice', async () => {
    const fail = () =>
      server.sql(`update webhook_tally set count = 50, last_at = now() where channel_id = $1`, [channel.id])
    await tally('wrong_secret', 50, '0 minutes')
    await watch.look()
    await server.sql('update webhook_tally set count = 1 where channel_id = $1', [channel.id])
    await watch.look()
    expect(await open('webhook_failures')).toBeUndefined()
    await fail()
    await watch.look()
    expect(await open('webhook_failures')).toMatchObject({ data: { failures: 50 } })
    expect(await bells(admin, 'webhook_failures')).toHaveLength(1)
    expect((await admin.call('GET', `/channels/${channel.id}/health`)).body.alarms).toMatchObject([
      { kind: 'webhook_failures' },
    ])
  })

  test('a number that usually receives and has not for a day is told to its company too', async () => {
    for (const days of [2, 3, 4, 5, 6]) await tally('message', 4, `${days} days`)
    await watch.look()
    expect(await open('silent_channel')).toMatchObject({ data: { hours: 48 } })
    expect(await bells(admin, 'silent_channel')).toHaveLength(1)
    await tally('message', 1, '1 minute')
    await watch.look()
    expect(await open('silent_channel')).toBeUndefined()
  })

  test('a number that is new, or off, is not silent', async () => {
    for (const days of [2, 3]) await tally('message', 4, `${days} days`)
    await watch.look()
    expect(await open('silent_channel')).toBeUndefined()
    for (const days of [4, 5, 6]) await tally('message', 4, `${days} days`)
    await server.sql('update channel set enabled = false where id = $1', [channel.id])
    await watch.look()
    expect(await open('silent_channel')).toBeUndefined()
  })

  test('accepted messages of which no status comes', async () => {
    const { interactionId, contactId } = await makeTicket(server, {
      companyId,
      campaignId,
      queueId: null,
      channelId: channel.id,
    })
    const send = async (minutesAgo: number) => {
      const ms = (Date.now() - minutesAgo * 60_000).toString(16).padStart(12, '0')
      const id = `${ms.slice(0, 8)}-${ms.slice(8)}-7${newId().slice(15)}`
      await server.sql(
        `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, left_at)
         values ($1, $2, $3, $4, $5, 'out', 'text', 'hola', now(), 3, now() - make_interval(mins => $6))`,
        [companyId, id, channel.id, contactId, interactionId, minutesAgo],
      )
    }
    for (const minutes of [5, 6, 7]) await send(minutes)
    await watch.look()
    expect(await open('no_statuses')).toBeUndefined()
    for (const minutes of [20, 21, 22]) await send(minutes)
    await watch.look()
    expect(await open('no_statuses')).toMatchObject({ data: { sends: 3 } })
    await tally('status', 1, '1 minute')
    await watch.look()
    expect(await open('no_statuses')).toBeUndefined()
  })

  test('jobs that were given up, and a wallet that is low, concern operators only', async () => {
    await server.sql(
      `insert into pgboss.job (id, name, state, completed_on, policy) select gen_random_uuid(), 'mail.send', 'failed', now(), 'standard'`,
    )
    await server.sql(
      `update channel_connection set wallet_balance = 2.5, wallet_currency = 'USD', wallet_at = now() where channel_id = $1`,
      [channel.id],
    )
    await watch.look()
    expect(await open('dead_jobs', null)).toMatchObject({ data: { job: 'mail.send' } })
    expect(await open('wallet_low')).toMatchObject({ data: { balance: 2.5, currency: 'USD' } })
    expect(await bells(admin, 'wallet_low')).toHaveLength(0)
    const rows = (await operator.call('GET', '/operator/health')).body.items as { channelId: string; wallet: object }[]
    expect(rows.find((r) => r.channelId === channel.id)?.wallet).toMatchObject({ balance: 2.5 })
  })

  test('a process that died and is not buried, and a log that drops', async () => {
    dropped = 7
    await watch.look()
    expect(await open('exchange_drops', null)).toMatchObject({ data: { dropped: 7 } })
    dropped = 0
    await watch.look()
    expect(await open('exchange_drops', null)).toBeUndefined()
    await server.sql('update process set worker = false')
    await watch.look()
    expect(await open('dead_worker', null)).toMatchObject({ data: { workers: 0 } })
    await server.sql('update process set worker = true')
    await watch.look()
    expect(await open('dead_worker', null)).toBeUndefined()
  })
})

describe('the wallet of each number', () => {
  test('is read by a job', async () => {
    await server.system.db.asSystem('upkeep', (tx) => server.system.jobs.enqueue(tx, 'channel.wallets', {}))
    await until('it is read', async () => {
      const [row] = await server.sql<{ b: number }>(
        'select wallet_balance::float8 as b from channel_connection where channel_id = $1',
        [channel.id],
      )
      return row?.b === 50
    })
  })
})

describe('RE-4 what is kept how long', () => {
  test('events and exchanges past their days go, in bites, and the others stay', async () => {
    await server.sql(
      `insert into event_set_aside (id, company_id, channel_id, received_at, reason, raw)
       select gen_random_uuid(), $1, $2, now() - make_interval(days => d), 'not JSON', 'x' from unnest(array[1, 13, 15, 400]) d`,
      [companyId, channel.id],
    )
    await server.sql(
      `insert into event_batch (company_id, id, channel_id, first_seq, last_seq, received_from, received_to, events, body)
       select $1, gen_random_uuid(), $2, d, d, now() - make_interval(days => d), now() - make_interval(days => d), 1, '' from unnest(array[1, 15]) d`,
      [companyId, channel.id],
    )
    const old = (n: number) => {
      const ms = (Date.now() - 31 * 86_400_000 - n).toString(16).padStart(12, '0')
      return `${ms.slice(0, 8)}-${ms.slice(8)}-7${newId().slice(15)}`
    }
    const ids = [newId(), ...Array.from({ length: 4500 }, (_, i) => old(i))]
    await server.sql(
      `insert into provider_exchange (company_id, id, channel_id, at, method, path, duration_ms)
       select $1, id, $2, now(), 'GET', '/', 1 from unnest($3::uuid[]) id`,
      [companyId, channel.id, ids],
    )
    await prune(server.system)()
    const count = async (table: string) =>
      (await server.sql<{ n: number }>(`select count(*)::int n from ${table} where company_id = $1`, [companyId]))[0]!.n
    expect([await count('event_set_aside'), await count('event_batch'), await count('provider_exchange')]).toEqual([
      2, 1, 1,
    ])
  })
})
