import { expect, onTestFinished, test } from 'vitest'
import { createGupshup, type GupshupConfig } from './gupshup.ts'
import { listen, type Received } from './listen.test-support.ts'

const CREDENTIALS = { partnerId: '7', email: 'operador@example.com', secret: 's3cret-s3cret' }
const UNIVERSAL = { kind: 'universal', installation: 'https://a.example.com', appTokenHeader: 'bearer' } as const
type Answers = (asked: Received) => [number, unknown] | undefined

/** A partner account with universal tokens `ut-1`, `ut-2` and tokens of app-1 `uat-1`, `uat-2`; the rest is the test's. */
async function gupshup(answers: Answers, tokens: Record<string, unknown> = {}) {
  let [universal, ofApp] = [0, 0]
  const server = await listen((asked) => {
    const given = answers(asked)
    if (given) return given
    if (asked.line === 'POST /partner/7/auth/token') return [200, { token: `ut-${++universal}` }]
    if (asked.line === 'POST /partner/app/app-1/token') return [200, { token: `uat-${++ofApp}`, id: '1' }]
    if (asked.line.endsWith('/v1/event')) return [200, {}]
    return [404, { message: `not here: ${asked.line}` }]
  })
  const config = { ...UNIVERSAL, credentials: CREDENTIALS, ...tokens } as GupshupConfig['tokens']
  const provider = createGupshup({ partnerUrl: server.url, apiUrl: server.url, tokens: config, timeoutMs: 500 })
  onTestFinished(() => provider.close())
  return { provider, ...server }
}

const fields = (asked: Received | undefined) => Object.fromEntries(new URLSearchParams(asked?.body))
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)
const UNAUTHORISED: [number, unknown] = [401, { message: 'Unauthorised access to the resource.' }]

test('a universal token is made once, with it one for the app, and both go as Bearer', async () => {
  const { provider, received, lines } = await gupshup(() => undefined)
  await Promise.all([1, 2, 3].map((n) => provider.markRead('app-1', `wamid.${n}`)))
  expect(lines()).toEqual([
    'POST /partner/7/auth/token',
    'POST /partner/app/app-1/token',
    ...Array.from({ length: 3 }, () => 'POST /partner/app/app-1/v1/event'),
  ])
  const made = fields(received[0])
  expect(made).toMatchObject({ email: CREDENTIALS.email, clientSecret: CREDENTIALS.secret })
  expect(made.name).toMatch(/^score-[0-9a-f]{8}-/)
  expect(received[1]!.headers.authorization).toBe('Bearer ut-1')
  expect(received[2]!.headers).toMatchObject({ authorization: 'Bearer uat-1' })
})

test('where an app token is wanted bare, that is found out by one 401 and remembered', async () => {
  const { provider, lines } = await gupshup(({ line, headers }) =>
    line.endsWith('/v1/event') && headers.authorization !== 'uat-1' ? UNAUTHORISED : undefined,
  )
  await provider.markRead('app-1', 'wamid.1')
  await provider.markRead('app-1', 'wamid.2')
  expect(lines().filter((line) => line.endsWith('/v1/event'))).toHaveLength(3)
  expect(lines().filter((line) => line.endsWith('/token'))).toHaveLength(2)
})

test('a refused token of the app is replaced once; refused again, the credentials are to blame', async () => {
  let refuse = 'uat-1'
  const { provider, lines } = await gupshup(({ line, headers }) =>
    line.endsWith('/v1/event') && (refuse === 'all' || headers.authorization?.includes(refuse))
      ? UNAUTHORISED
      : undefined,
  )
  await provider.markRead('app-1', 'wamid.1')
  expect(lines().filter((line) => line === 'POST /partner/app/app-1/token')).toHaveLength(2)
  refuse = 'all'
  expect(await caught(provider.markRead('app-1', 'wamid.2'))).toMatchObject({ verdict: 'refused', code: 'credentials' })
})

test('a token set by the operator is used first, and one is made when it is refused', async () => {
  const refusing: Answers = ({ headers }) =>
    headers.authorization === 'Bearer of-the-portal' ? UNAUTHORISED : undefined
  const { provider, lines } = await gupshup(refusing, { token: 'of-the-portal' })
  await provider.markRead('app-1', 'wamid.1')
  expect(lines().slice(0, 3)).toEqual([
    'POST /partner/app/app-1/token',
    'POST /partner/7/auth/token',
    'POST /partner/app/app-1/token',
  ])
  const alone = await gupshup(refusing, { token: 'of-the-portal', credentials: undefined })
  const fault = await caught(alone.provider.markRead('app-1', 'wamid.1'))
  expect(fault).toMatchObject({ verdict: 'refused', code: 'credentials' })
  expect(String(fault)).toMatch(/make another/)
})

test.each([
  [400, 'Partner is not authorized'],
  [403, 'Forbidden Access'],
  [401, 'Unauthorised access to the resource.'],
])('a mint turned down with %s is for somebody to mend, and not tried on and on', async (status, message) => {
  const { provider, lines } = await gupshup(({ line }) =>
    line === 'POST /partner/7/auth/token' ? [status, { status: 'error', message }] : undefined,
  )
  for (let tries = 0; tries < 3; tries++)
    expect(await caught(provider.findApp('canal7'))).toMatchObject({ verdict: 'refused', code: 'credentials' })
  expect(lines()).toHaveLength(1)
})

test('where three tokens of an app are active, the oldest of our own makes room, and nobody else’s', async () => {
  let prefix = ''
  const active = [
    { id: '1', name: 'of-somebody-else', createdOn: 1 },
    { id: '3', name: 'newer', createdOn: 3 },
    { id: '2', name: 'older', createdOn: 2 },
  ]
  const { provider, received, lines } = await gupshup((asked) => {
    const { line } = asked
    if (line === 'POST /partner/app/app-1/token' && active.length === 3) {
      prefix = fields(asked).name!.slice(0, 15)
      return [409, { status: 'error', message: 'too many' }]
    }
    if (line.includes('/tokens?status=ACTIVE'))
      return [200, { tokens: active.map((each) => (each.id === '1' ? each : { ...each, name: prefix + each.name })) }]
    if (!line.endsWith('/token/revoke')) return undefined
    active.splice(
      active.findIndex(({ id }) => id === fields(asked).id),
      1,
    )
    return [410, { message: 'expired already' }]
  })
  await provider.markRead('app-1', 'wamid.1')
  expect(active.map(({ id }) => id)).toEqual(['1', '3'])
  expect(fields(received.find(({ line }) => line.endsWith('/revoke')))).toEqual({ id: '2' })
  expect(lines().filter((line) => line === 'POST /partner/app/app-1/token')).toHaveLength(2)
})

test('where all three are somebody else’s, that is said', async () => {
  const { provider } = await gupshup(({ line }) => {
    if (line === 'POST /partner/app/app-1/token') return [409, {}]
    return line.includes('/tokens?') ? [200, [{ id: '1', name: 'of-somebody-else' }]] : undefined
  })
  const fault = await caught(provider.markRead('app-1', 'wamid.1'))
  expect(fault).toMatchObject({ verdict: 'refused' })
  expect(String(fault)).toMatch(/none of them is ours/)
})
