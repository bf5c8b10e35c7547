import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type Bench, bench, call, greeting, partnerToken, sendText } from './test-bench.ts'

const hour = 3_600_000
const unauthorised = 'Unauthorised access to the resource. Please review request parameters and headers and retry'
const account = { email: 'partner@simulator.example', clientSecret: 'simulator-secret' }
let on: Bench
beforeEach(async () => {
  on = await bench()
})
afterEach(() => on.stop())

const auth = (path: string) => `${on.simulator.url}/partner/7/auth/${path}`
const mint = (form: Record<string, string> = {}) =>
  call('POST', auth('token'), {}, { form: { name: 'a', ...account, ...form } })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const refused = (answer: Answer, status: number, message: string) =>
  expect(answer).toEqual({ status, body: { status: 'error', message } })
const universal = async () => String((await mint()).body.token)
const access = (token: string, form: Record<string, string> = {}) =>
  call('POST', on.at('/token'), bearer(token), { form: { name: 'uno', ...form } })
const partnerApps = (headers: Record<string, string>) =>
  call('GET', `${on.simulator.url}/partner/account/api/partnerApps`, headers)

describe('the universal token', () => {
  test('is taken after Bearer and bare, in either header', async () => {
    const token = await universal()
    expect(token.split('.')).toHaveLength(3)
    for (const headers of [bearer(token), { authorization: token }, { token }]) {
      expect((await partnerApps(headers)).status).toBe(200)
    }
    refused(await partnerApps(bearer('nobody')), 401, unauthorised)
  })

  test('wants the right partner and secret, a name and a life from a minute to 60 days', async () => {
    refused(await mint({ clientSecret: 'x' }), 403, 'Forbidden Access')
    const other = await call('POST', `${on.simulator.url}/partner/8/auth/token`, {}, { form: account })
    refused(other, 400, 'Partner is not authorized')
    const wrong = [
      { name: '' },
      { expiry: String(Date.now() + 10_000) },
      { expiry: String(Date.now() + 61 * 24 * hour) },
    ]
    for (const form of wrong) expect((await mint(form)).status).toBe(400)
  })

  test('three at most are active; listed without the token; revoked by exactly one of three names', async () => {
    const token = await universal()
    const { id } = (await mint({ name: 'b' })).body
    await mint({ name: 'c' })
    expect((await mint({ name: 'd' })).status).toBe(409)
    const revoke = (form: Record<string, string>) => call('POST', auth('revoke'), bearer(token), { form })
    refused(await revoke({ id, name: 'b' }), 400, 'supply exactly one of id, token, name')
    expect((await revoke({ id })).body).toEqual({ status: 'success', scope: 'id' })
    const list = await call('GET', `${auth('tokens')}?status=ACTIVE`, bearer(token))
    expect(list.body.map(({ name }: { name: string }) => name)).toEqual(['a', 'c'])
    expect(JSON.stringify(list.body)).not.toContain(token)
    expect((await revoke({ token })).body.scope).toBe('token')
    expect((await partnerApps(bearer(token))).status).toBe(401)
  })

  test('ends when its time is over, by the provider’s clock', async () => {
    const token = await universal()
    on.simulator.settings.clockOffsetMs = 61 * 24 * hour
    expect((await partnerApps(bearer(token))).status).toBe(401)
  })
})

describe('the token of an app', () => {
  test('is good for that app alone, to send too; the universal one is not', async () => {
    on.simulator.books.seedApp({ name: on.app.name, templates: [greeting] })
    const token = await universal()
    const own = (await access(token)).body.token
    for (const headers of [bearer(own), { token: own }]) {
      expect((await call('GET', on.at('/templates'), headers)).status).toBe(200)
      expect((await sendText({ ...on, headers } as Bench)).status).toBe(202)
    }
    refused(await call('GET', on.at('/templates'), bearer(token)), 401, unauthorised)
    const other = on.simulator.books.seedApp({ name: 'canalventas02' })
    const foreign = await call('GET', `${on.simulator.url}/partner/app/${other}/templates`, bearer(own))
    refused(foreign, 401, unauthorised)
    refused(await access(own), 401, unauthorised)
  })

  test('self-serve takes it, and there the universal one', async () => {
    const token = await universal()
    const own = (await access(token)).body.token
    const form = {
      source: '51900000701',
      destination: '51900100001',
      'src.name': on.app.name,
      message: JSON.stringify({ type: 'text', text: 'hola' }),
    }
    for (const credential of [token, own]) {
      const answer = await call('POST', `${on.simulator.url}/wa/api/v1/msg`, bearer(credential), { form })
      expect(answer.status).toBe(202)
    }
  })

  test('three of different names; one or all revoked; 410 for an expired one', async () => {
    const token = await universal()
    expect((await access(token, { expiry: String(Date.now() + 60_000) })).status).toBe(400)
    expect((await access(token, { name: 'corto', expiry: String(Date.now() + hour) })).status).toBe(200)
    expect((await access(token, { name: 'corto' })).status).toBe(409)
    await access(token, { name: 'dos' })
    await access(token, { name: 'tres' })
    expect((await access(token, { name: 'cuatro' })).status).toBe(409)
    on.simulator.settings.clockOffsetMs = 2 * hour
    const post = (path: string, form = {}) => call('POST', on.at(path), bearer(token), { form })
    expect((await post('/token/revoke', { name: 'corto' })).status).toBe(410)
    expect((await post('/token/revoke', { name: 'dos' })).body).toEqual({ status: 'success', scope: 'name' })
    expect((await post('/token/revoke-all')).body).toEqual({ status: 'success', appTokensRevoked: '1' })
    const list = await call('GET', on.at('/tokens'), bearer(token))
    const states = list.body.tokens.map(({ status }: { status: string }) => status)
    expect(states).toEqual(['EXPIRED', 'REVOKED', 'REVOKED'])
  })
})

test('classicTokens off: only the new system is left', async () => {
  const partner = await partnerToken(on.simulator)
  const token = await universal()
  const own = (await access(token)).body.token
  on.simulator.settings.classicTokens = false
  const form = { email: account.email, secret: account.clientSecret }
  refused(await call('POST', `${on.simulator.url}/partner/account/login`, {}, { form }), 403, 'Forbidden Access')
  refused(await call('GET', on.at('/token'), { token }), 403, 'Forbidden Access')
  expect((await partnerApps({ token: partner })).status).toBe(401)
  expect((await call('GET', on.at('/health'), on.headers)).status).toBe(401)
  const session = await call('POST', `${on.simulator.url}/wa/api/v1/msg`, { apikey: on.app.apiKey }, { form: {} })
  expect(session.status).toBe(401)
  expect((await partnerApps({ token })).status).toBe(200)
  expect((await call('GET', on.at('/health'), bearer(own))).status).toBe(200)
})

test('classic tokens with a life end, and a fresh one is given', async () => {
  Object.assign(on.simulator.settings, { appTokenLifeMs: hour, partnerTokenLifeMs: 2 * hour })
  const partner = { token: await partnerToken(on.simulator) }
  const first = (await call('GET', on.at('/token'), partner)).body.token
  expect(first.expiresOn).toBeGreaterThan(Date.now())
  const health = (token: string) => call('GET', on.at('/health'), { token })
  expect((await health(first.token)).status).toBe(200)
  on.simulator.settings.clockOffsetMs = hour + 1000
  refused(await health(first.token), 401, 'Authentication Failed')
  const second = (await call('GET', on.at('/token'), partner)).body.token
  expect(second.token).not.toBe(first.token)
  expect((await health(second.token)).status).toBe(200)
  on.simulator.settings.clockOffsetMs = 3 * hour
  expect((await partnerApps(partner)).status).toBe(401)
})

test.each<[string, number, () => Promise<Answer>]>([
  [
    'login',
    10,
    () => call('POST', `${on.simulator.url}/partner/account/login`, {}, { form: { email: account.email } }),
  ],
  ['minting', 3, () => mint({ clientSecret: 'x' })],
  ['subscriptions', 5, () => call('GET', on.at('/subscription'), on.headers)],
  ['templates', 10, () => call('GET', on.at('/templates'), on.headers)],
  ['media', 10, () => call('GET', on.at('/media/x'), on.headers)],
  ['profile', 10, () => call('GET', on.at('/business/profile'), on.headers)],
])('the documented rate of %s is enforced', async (_what, most, act) => {
  on.simulator.settings.rateLimits = true
  for (let calls = 0; calls < most; calls += 1) expect((await act()).status).not.toBe(429)
  refused(await act(), 429, 'Too Many Requests')
})

test('ten tokens of an app a minute; the throughput of a number is a setting', async () => {
  const token = await universal()
  Object.assign(on.simulator.settings, { rateLimits: true, messagesPerSecond: 1 })
  const list = () => call('GET', on.at('/tokens'), bearer(token))
  for (let calls = 0; calls < 10; calls += 1) expect((await list()).status).toBe(200)
  expect((await list()).status).toBe(429)
  const statuses = []
  for (let n = 0; n < 3; n += 1) statuses.push((await sendText(on)).status)
  expect(statuses).toEqual([400, 400, 429])
})
