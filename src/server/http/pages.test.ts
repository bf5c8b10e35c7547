import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../tests/support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers: { accept: 'text/html', 'accept-encoding': 'identity', ...headers } })

test.each(['/', '/canales', '/workspace?vista=mios'])(
  'the page is served at %s, under a strict policy, to whatever browser',
  async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain(`script-src 'self';`)
    expect(policy).not.toContain('unsafe')
  },
)

test('API-1 the API is readable at /api/docs, with a script of our own address', async () => {
  expect((await get('/api/docs')).headers.get('content-type')).toContain('text/html')
  const script = await get('/api/docs/js/scalar.js')
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript'])
  expect(await script.text()).toContain('createApiReference')
  expect((await (await get('/api/openapi.json')).json()).openapi).toMatch(/^3\.1/)
})

test('API-2 what is not there is said as problem+json', async () => {
  const answer = await get('/api/nothing-here')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8'])
  expect(await answer.json()).toMatchObject({ code: 'not_found', status: 404 })
})

test('API-3 alive, ready, and figures only with the token outside the sandbox', async () => {
  expect([(await get('/healthz')).status, (await get('/readyz')).status, (await get('/metrics')).status]).toEqual([
    200, 200, 404,
  ])
})
