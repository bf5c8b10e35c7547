import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ProviderFault } from '../port.ts'
import type { Exchange } from '../exchange.ts'
import type { Call } from './call.ts'
import { type ClientConfig, createClient } from './client.ts'
import { listen, portOf } from './listen.test-support.ts'
import { createLimiter, LIMITS } from './rate-limits.ts'

const READ: Call = { method: 'GET', path: '/thing', repeatable: true }
const SEND: Call = { method: 'POST', path: '/send', form: { text: 'Hola ñ & más' }, repeatable: false }
const TOKEN = 'tok-0123456789'

function clientFor(url: string, more: Partial<ClientConfig> = {}) {
  const client = createClient({ partnerUrl: url, apiUrl: url, timeoutMs: 300, ...more })
  onTestFinished(() => client.close())
  return client
}

async function faultOf(promise: Promise<unknown>): Promise<ProviderFault> {
  const outcome: unknown = await promise.then(
    () => 'no fault',
    (error: unknown) => error,
  )
  if (!(outcome instanceof ProviderFault)) throw new Error(`not a fault: ${String(outcome)}`)
  return outcome
}

test('form bodies, JSON bodies and queries arrive as written', async () => {
  const server = await listen(() => [200, { ok: 1 }])
  const client = clientFor(`${server.url}/base/`)
  await client.call(SEND)
  await client.call({ method: 'POST', path: '/send', json: { a: 'ñ' }, repeatable: false })
  expect(await client.call({ ...READ, query: { user: 'Ana Ruiz' } })).toEqual({ ok: 1 })
  expect(server.received.map(({ line, body, headers }) => [line, body, headers['content-type']])).toEqual([
    ['POST /base/send', 'text=Hola+%C3%B1+%26+m%C3%A1s', 'application/x-www-form-urlencoded'],
    ['POST /base/send', '{"a":"ñ"}', 'application/json'],
    ['GET /base/thing?user=Ana+Ruiz', '', undefined],
  ])
})

test.each([
  [400, { status: 'error', message: 'Invalid Destination' }, 'refused', 'refused', undefined],
  [400, { message: 'no', code: 131049 }, 'refused', 'refused', '131049'],
  [400, { error: { message: 'slow', code: 131056 } }, 'busy', 'busy', '131056'],
  [200, { status: 'error', message: 'no' }, 'refused', 'refused', undefined],
  [302, '', 'refused', 'refused', undefined],
  [401, { message: 'Authentication Failed' }, 'refused', 'refused', 'credentials'],
  [429, { message: 'Too Many Requests' }, 'busy', 'busy', undefined],
  [500, 'oops', 'busy', 'uncertain', undefined],
  [502, '<html>', 'busy', 'uncertain', undefined],
  [504, '', 'busy', 'uncertain', undefined],
] as const)('an answer %s %j means %s to a read, %s to a send', async (status, body, onRead, onSend, code) => {
  const server = await listen(() => [status, body])
  const client = clientFor(server.url)
  expect(await faultOf(client.call(READ))).toMatchObject({ verdict: onRead, code, status })
  expect(await faultOf(client.call(SEND))).toMatchObject({ verdict: onSend, code, status })
})

test('a refused connection was never sent', async () => {
  const client = clientFor('http://127.0.0.1:1')
  expect((await faultOf(client.call(SEND))).verdict).toBe('never_sent')
  expect((await faultOf(clientFor('http://nowhere.invalid').call(SEND))).verdict).toBe('never_sent')
})

test('a connection that never opens was never sent, within the time-out', async () => {
  // Speaks no TLS: the handshake never ends, so that not one byte of the request leaves.
  const server = createServer(() => {})
  onTestFinished(() => void server.close())
  const port = await portOf(server)
  const client = createClient({ partnerUrl: `https://127.0.0.1:${port}`, apiUrl: 'http://127.0.0.1:1', timeoutMs: 200 })
  const begun = performance.now()
  expect((await faultOf(client.call(SEND))).verdict).toBe('never_sent')
  expect(performance.now() - begun).toBeLessThan(600)
})

test('no answer, half an answer or a cut line leave a send uncertain and a read busy', async () => {
  const server = await listen(({ line }, response) => {
    if (line.endsWith('/cut')) response.socket?.destroy()
    if (line.endsWith('/half'))
      response.writeHead(200, { 'content-length': 100 }).write('{"a"', () => response.destroy())
    return undefined
  })
  const client = clientFor(server.url)
  for (const path of ['/cut', '/half', '/hang']) {
    expect((await faultOf(client.call({ ...SEND, path }))).verdict).toBe('uncertain')
    expect((await faultOf(client.call({ ...READ, path }))).verdict).toBe('busy')
  }
})

test('after a 429 the same limit stays closed for its period', async () => {
  const server = await listen(() => [429, {}])
  const limits = { ...LIMITS, waba: { calls: 10, perMs: 5_000 } }
  const client = clientFor(server.url, { limiter: createLimiter(limits) })
  const limited: Call = { ...READ, limit: { name: 'waba', scope: 'app-1' } }
  expect(await faultOf(client.call(limited))).toMatchObject({ verdict: 'busy', status: 429, retryAfterMs: 5_000 })
  const second = await faultOf(client.call(limited))
  expect(second).toMatchObject({ verdict: 'busy', status: undefined })
  expect(second.retryAfterMs).toBeGreaterThan(4_000)
  await faultOf(client.call({ ...limited, limit: { name: 'waba', scope: 'app-2' } }))
  expect(server.received).toHaveLength(2)
})

test('RE-3 exchanges are told without tokens and secrets, and a listener that fails changes nothing', async () => {
  const server = await listen(({ line }) => [
    line.endsWith('/login') ? 403 : 200,
    { message: `bad ${TOKEN} s3cret-s3cret` },
  ])
  const seen: Exchange[] = []
  const onExchange = (exchange: Exchange) => {
    seen.push(exchange)
    throw new Error('listener')
  }
  const client = clientFor(server.url, { onExchange })
  await client.call({ ...SEND, headers: { token: TOKEN } })
  const login = {
    ...SEND,
    path: '/login',
    form: { secret: 's3cret-s3cret' },
    headers: { token: TOKEN },
    confidential: true,
  }
  const fault = await faultOf(client.call(login))
  expect(fault.message).toBe('Gupshup answered 403: bad [secret] [secret]')
  expect(seen).toMatchObject([
    {
      method: 'POST',
      path: '/send',
      request: SEND.form,
      status: 200,
      response: '{"message":"bad [secret] s3cret-s3cret"}',
    },
    { method: 'POST', path: '/login', status: 403, fault: { verdict: 'refused' } },
  ])
  expect(seen[1]).not.toHaveProperty('request')
  expect(JSON.stringify([seen, fault.stack])).not.toContain(TOKEN)
})
