import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { faultyLine } from '../../../../tests/support/faulty-line.ts'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { phoneOf } from '../../../../tests/support/phone.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let line: Awaited<ReturnType<typeof faultyLine>>
let admin: TestPerson
let companyId: string
let channel: TestChannel

beforeAll(async () => {
  line = await faultyLine(() => server.simulator.url)
  server = await startTestServer({ settings: { GUPSHUP_PARTNER_URL: line.url } })
})
afterAll(async () => {
  await server.stop()
  line.close()
})
beforeEach(async () => {
  line.mend()
  companyId = (await makeCompany(server)).id
  admin = await makePerson(server, { companyId, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId, subscribed: true })
})

const health = async () => (await admin.call('GET', `/channels/${channel.id}/health`)).body
const renew = () => admin.call('POST', `/channels/${channel.id}/hook/renewal`, {})
const hooks = () =>
  server.sql<{ key: string; state: string }>(
    'select key, state from channel_hook where channel_id = $1 order by made_at',
    [channel.id],
  )
const urlAtProvider = () => server.simulator.books.subscriptionsOf(channel.appId).find((s) => s.version === 2)!.url
const goOn = () =>
  server.system.db.asSystem('upkeep', (tx) =>
    server.system.jobs.enqueue(tx, 'channel.renew-hook', { companyId, channelId: channel.id }, { key: channel.id }),
  )
const subscribed = () => until('the provider confirms', async () => (await health()).renewal?.subscribedAt)
const texts = async () =>
  (await server.sql<{ text: string }>('select text from message where company_id = $1 order by at', [companyId])).map(
    (m) => m.text,
  )
const post = (key: string) => fetch(`${server.url}/hooks/gupshup/${key}`, { method: 'POST', body: '{}' })

describe('renewing the key of a webhook', () => {
  test('both keys are taken until the provider uses the new one and leaves the old one alone; no event is lost', async () => {
    const phone = phoneOf(server, '51900000811')
    await phone.write('antes', channel.identifier)
    expect((await renew()).status).toBe(200)
    await subscribed()
    const [old, next] = await hooks()
    expect([old!.state, next!.state]).toEqual(['current', 'next'])
    expect(urlAtProvider()).toContain(next!.key)
    expect(next!.key).not.toBe(channel.hookKey)
    // Still on its way under the old key.
    await until('the old key is open', async () => (await post(channel.hookKey)).status === 401)
    await phone.write('durante', channel.identifier)
    await until('both came', async () => (await texts()).length === 2)
    await goOn()
    expect((await health()).renewal).toMatchObject({ carried: true, error: null })

    await server.sql(
      `update channel_hook set subscribed_at = now() - interval '1 hour', last_used_at = case when state = 'next' then now() end where channel_id = $1`,
      [channel.id],
    )
    await goOn()
    await until('the old one has ended', async () => (await health()).renewal === null)
    expect((await hooks()).map((h) => h.state)).toEqual(['retired', 'current'])
    await phone.write('después', channel.identifier)
    await until('all came', async () => (await texts()).length === 3)
    const timeline = (await admin.call('GET', `/channels/${channel.id}`)).body.timeline as { kind: string }[]
    expect(timeline.map((e) => e.kind)).toEqual(expect.arrayContaining(['hook_renewing', 'hook_renewed']))
  })

  test('while the provider is away it goes on trying; what it refuses shows, and asking again tries again with the same key', async () => {
    line.break((req) =>
      req.url?.includes('/subscription') ? { status: 400, body: { message: 'Invalid URL Passed' } } : null,
    )
    await renew()
    const error = await until('the refusal shows', async () => (await health()).renewal?.error)
    expect(error).toContain('Invalid URL')
    const made = await hooks()
    expect(urlAtProvider()).toContain(channel.hookKey)
    line.mend()
    await renew()
    await subscribed()
    expect((await hooks()).map((h) => h.key)).toEqual(made.map((h) => h.key))
  })

  test('a day after the provider confirmed the new one the old one ends in any case', async () => {
    await renew()
    await subscribed()
    await server.sql(
      `update channel_hook set subscribed_at = now() - interval '25 hours', last_used_at = case when state = 'current' then now() end
       where channel_id = $1 and state = 'next' or state = 'current' and channel_id = $1`,
      [channel.id],
    )
    await goOn()
    await until('the old one has ended', async () => (await health()).renewal === null)
  })

  test('an operator may renew it too and sees its health; a number without subscription has none to renew', async () => {
    const operator = await makeOperator(server)
    expect((await operator.call('POST', `/operator/channels/${channel.id}/hook/renewal`, {})).status).toBe(200)
    await subscribed()
    const { body } = await operator.call('GET', `/operator/channels/${channel.id}/health`)
    expect(body).toMatchObject({ hook: { carried: true }, renewal: { error: null } })
    const rows = (await operator.call('GET', '/operator/health')).body.items as {
      channelId: string
      renewing: boolean
    }[]
    expect(rows.find((r) => r.channelId === channel.id)).toMatchObject({ renewing: true })
    const bare = await makeActiveChannel(server, { companyId })
    expect((await admin.call('POST', `/channels/${bare.id}/hook/renewal`, {})).status).toBe(409)
  })
})

describe('a channel’s health', () => {
  test('tells what came, what was turned away and what was set aside, which can be read as it came', async () => {
    const phone = phoneOf(server, '51900000812')
    await phone.write('hola', channel.identifier)
    const say = (body: string, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, { method: 'POST', body, headers })
    await until('the secret is asked for', async () => (await say('{}')).status === 401)
    await say('not json at all', { 'x-score-secret': channel.hookSecret })
    const seen = await until('it is counted', async () => {
      const told = await health()
      return told.failures.length === 2 && told
    })
    expect(seen).toMatchObject({ setAside: 1, oldestUnprocessedAt: null, alarms: [], renewal: null })
    expect(seen.eventsToday).toBeGreaterThanOrEqual(1)
    expect(seen.failures.map((f: { reason: string }) => f.reason).toSorted()).toEqual(['no_secret', 'not_json'])
    const { items } = (await admin.call('GET', `/channels/${channel.id}/set-aside`)).body
    expect(items).toMatchObject([{ reason: 'not JSON', bytes: 15 }])
    expect((await admin.call('GET', `/set-aside/${items[0].id}`)).body.raw).toBe('not json at all')
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
    expect((await stranger.call('GET', `/set-aside/${items[0].id}`)).status).toBe(404)
    expect((await stranger.call('GET', `/channels/${channel.id}/health`)).status).toBe(404)
  })
})
