import { createServer } from 'node:http'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { createGupshup, type GupshupConfig } from './gupshup.ts'
import { listen, portOf } from './listen.test-support.ts'
import { isHidden, mediaHosts } from './media-hosts.ts'

const APP = { appId: 'app-1', appName: 'canal7', source: '51900000009' }
const BYTES = Buffer.from([0, 1, 2, 13, 10, 45, 45, 255])
const TOKENS = { kind: 'classic', email: 'operador@example.com', secret: 's3cret-s3cret' } as const

const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)
const read = (body: Readable) => buffer(body)

/** A Gupshup that gives tokens and these files; `*` is every other path. */
async function gupshup(more: Partial<GupshupConfig> = {}) {
  const uploads: { url: string; type: string; body: Buffer; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    const json = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body))
    if (url.endsWith('/login') || url.endsWith('/token')) return json(200, { token: 'token-token' })
    if (request.method === 'POST')
      return void buffer(request).then((body) => {
        uploads.push({ url, type: String(request.headers['content-type']), body, headers: request.headers })
        if (url.endsWith('/upload/media')) return json(200, { handleId: { message: '4::aW1h' }, status: 'success' })
        json(200, url.startsWith('/wa/') ? { status: 'success', media: { id: 'm-2' } } : { mediaId: 'm-1' })
      })
    if (url.includes('gone')) return json(410, { status: 'error', message: 'expired' })
    if (url.includes('away')) return response.writeHead(302, { location: 'http://10.0.0.1/secret' }).end()
    if (url.includes('round')) return response.writeHead(302, { location: '/round' }).end()
    if (url.includes('near')) return response.writeHead(302, { location: '/file?sig=1' }).end()
    if (url.includes('hang')) return response.writeHead(200, { 'content-type': 'image/png' }).write('a')
    if (url.includes('undeclared')) {
      response.writeHead(200)
      for (let n = 0; n < 50; n++) response.write(Buffer.alloc(1_000))
      return response.end()
    }
    return response.writeHead(200, { 'content-type': 'image/png', 'content-length': BYTES.length }).end(BYTES)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${await portOf(server)}`
  const provider = createGupshup({ partnerUrl: url, apiUrl: url, tokens: TOKENS, timeoutMs: 300, ...more })
  onTestFinished(() => provider.close())
  return { provider, url, uploads }
}

test('ST-5 a file is uploaded as it is, by the app token or the API key', async () => {
  const { provider, uploads } = await gupshup()
  const file = { bytes: BYTES, type: 'image/png', name: 'una "foto"\r\n.png' }
  expect(await provider.uploadMedia(APP, file)).toEqual({ mediaId: 'm-1' })
  expect(await provider.uploadMedia({ ...APP, apiKey: 'key-1' }, file)).toEqual({ mediaId: 'm-2' })
  expect(uploads.map(({ url, headers }) => [url, headers['token'] ?? headers['apikey']])).toEqual([
    ['/partner/app/app-1/media', 'token-token'],
    ['/wa/app-1/wa/media/', 'key-1'],
  ])
  const { type, body } = uploads[0]!
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  expect(form.get('file_type')).toBe('image/png')
  const sent = form.get('file') as File
  expect([sent.type, Buffer.from(await sent.arrayBuffer())]).toEqual(['image/png', BYTES])
})

test('MED-06 a sample for the reviewers gives a handle, by the app token or the API key', async () => {
  const { provider, uploads } = await gupshup()
  const file = { bytes: BYTES, type: 'application/pdf', name: 'muestra.pdf' }
  for (const app of [APP, { ...APP, apiKey: 'key-1' }])
    expect(await provider.uploadSample(app, file)).toEqual({ handle: '4::aW1h' })
  expect(uploads.map(({ url, headers }) => [url, headers['token'] ?? headers['apikey']])).toEqual([
    ['/partner/app/app-1/upload/media', 'token-token'],
    ['/wa/app/app-1/upload/media', 'key-1'],
  ])
  expect(uploads[0]!.body.toString('latin1')).toContain('name="file_type"\r\n\r\napplication/pdf\r\n')
})

test('a file comes by its id or its address, with the type that was declared', async () => {
  const { provider, url } = await gupshup()
  for (const from of [{ mediaId: 'm-1' }, { url: `${url}/file?sig=1` }, { url: `${url}/near` }]) {
    const { body, ...rest } = await provider.downloadMedia(APP, from)
    expect([await read(body), rest]).toEqual([BYTES, { type: 'image/png', length: BYTES.length }])
  }
})

test('what is gone, redirected elsewhere or without end, and elsewhere from the start is refused', async () => {
  const { provider, url } = await gupshup()
  expect(await caught(provider.downloadMedia(APP, { url: `${url}/gone` }))).toMatchObject({
    verdict: 'refused',
    status: 410,
  })
  for (const at of [
    `${url}/away`,
    'http://169.254.169.254/',
    'https://files.example.com/x',
    'file:///etc/passwd',
    'no',
  ])
    expect(await caught(provider.downloadMedia(APP, { url: at })), at).toMatchObject({
      verdict: 'refused',
      code: 'host',
    })
  expect(await caught(provider.downloadMedia(APP, { url: `${url}/round` }))).toMatchObject({ verdict: 'refused' })
})

test('size and time are bounded, declared or not', async () => {
  const { provider, url } = await gupshup()
  const bounds = { bytes: 5, withinMs: 1_000 }
  expect(await caught(provider.downloadMedia(APP, { url: `${url}/file` }, bounds))).toMatchObject({ code: 'too_large' })
  const undeclared = await provider.downloadMedia(APP, { url: `${url}/undeclared` }, { ...bounds, bytes: 20_000 })
  expect(await caught(read(undeclared.body))).toMatchObject({ verdict: 'refused', code: 'too_large' })
  const hanging = await provider.downloadMedia(APP, { url: `${url}/hang` }, { bytes: 10, withinMs: 5_000 })
  expect(await caught(read(hanging.body))).toMatchObject({ verdict: 'busy' })
  const slow = await provider.downloadMedia(APP, { url: `${url}/hang` }, { bytes: 10, withinMs: 100 })
  expect(await caught(read(slow.body))).toMatchObject({ verdict: 'busy' })
})

test('names stand for HTTPS on public addresses; origins are taken as they are', async () => {
  const hosts = mediaHosts(['files.example.com', 'localhost', 'http://10.0.0.5:9000'], 200)
  onTestFinished(() => hosts.close())
  const may = (url: string) => hosts.dispatcherFor(new URL(url)) !== undefined
  expect(may('https://files.example.com/a')).toBe(true)
  expect(may('http://10.0.0.5:9000/a')).toBe(true)
  for (const url of [
    'http://files.example.com/a',
    'https://files.example.com:8443/a',
    'https://sub.files.example.com/a',
    'https://files.example.com@evil.example.com/a',
    'https://user:pass@files.example.com/a',
    'http://10.0.0.5/a',
    'https://127.0.0.1/a',
    'https://[::1]/a',
  ])
    expect(may(url), url).toBe(false)
  const wary = hosts.dispatcherFor(new URL('https://localhost/a'))!
  const refused = await caught(wary.request({ origin: 'https://localhost', path: '/a', method: 'GET' }))
  expect(refused).toMatchObject({ code: 'EHIDDEN' })
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '::1',
  'fd00::1',
  'fe80::1',
  '::ffff:10.0.0.1',
])('%s is hidden', (address) => expect(isHidden(address)).toBe(true))
test.each(['203.0.113.7', '8.8.8.8', '2001:4860:4860::8888', '172.32.0.1'])('%s is public', (address) =>
  expect(isHidden(address)).toBe(false),
)

test('CH-14 nothing but our own API is shown the token', async () => {
  const elsewhere = await listen(() => [200, 'bytes'])
  const { provider } = await gupshup({ mediaHosts: [elsewhere.url] })
  const { body } = await provider.downloadMedia(APP, { url: `${elsewhere.url}/a` })
  expect((await read(body)).toString()).toBe('bytes')
  expect(JSON.stringify(elsewhere.received[0]!.headers)).not.toContain('token')
})
