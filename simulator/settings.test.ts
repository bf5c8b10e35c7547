import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bench, bench, call, greeting, sendText, statusesOf, until } from './test-bench.ts'

const hour = 3_600_000
let on: Bench
beforeEach(async () => {
  on = await bench()
  on.simulator.books.seedApp({ name: on.app.name, templates: [greeting] })
  await on.subscribe({ modes: 'MESSAGE,ENQUEUED,SENT,DELIVERED,READ,FAILED' })
})
afterEach(() => on.stop())

const settings = (json?: object) =>
  call(json ? 'PUT' : 'GET', `${on.simulator.url}/simulator/settings`, {}, json ? { json } : {})
const sent = async () => String((await sendText(on)).body.messageId)
const write = (json: object) =>
  call(
    'POST',
    `${on.simulator.url}/simulator/phones/51900100001/messages`,
    {},
    { json: { to: '51900000701', ...json } },
  )
const inbound = () => until(() => on.listener.hooks.find(({ body }) => body.type === 'message')?.body)
const file = { name: 'a.pdf', contentType: 'application/pdf', base64: btoa('papel'), caption: '' }

test('only what is named changes, and nothing when something is wrong', async () => {
  const { body: before } = await settings()
  expect((await settings({ retries: 3 })).body).toEqual({ ...before, retries: 3 })
  expect((await settings({ retries: 4, statusDelayMs: -1 })).status).toBe(400)
  expect((await settings({ nonsense: 1 })).status).toBe(400)
  expect((await settings()).body).toEqual({ ...before, retries: 3 })
})

test('statuses off: none comes, and the message stays accepted', async () => {
  on.simulator.settings.statuses = false
  const silent = await sent()
  on.simulator.settings.statuses = true
  const told = await sent()
  await until(() => statusesOf(on.listener, told).length === 3)
  expect(statusesOf(on.listener, silent)).toEqual([])
  expect(on.simulator.books.messages.get(silent)?.status).toBe('accepted')
})

test('statusKinds: the others happen unsaid; readDelayMs reads by itself', async () => {
  Object.assign(on.simulator.settings, { statusKinds: ['sent', 'read'], readDelayMs: 1 })
  const id = await sent()
  await until(() => statusesOf(on.listener, id).length === 2)
  expect(statusesOf(on.listener, id)).toEqual(['sent', 'read'])
})

test('clockOffsetMs shifts every time that the provider says, and not the ledger', async () => {
  on.simulator.settings.clockOffsetMs = -hour
  const off = (ms: number) => Math.abs(ms + hour - Date.now())
  const id = await sent()
  await until(() => statusesOf(on.listener, id).length === 3)
  await write({ file })
  const message = await inbound()
  const delivered = on.listener.hooks.find(({ body }) => body.payload.type === 'delivered')?.body
  expect(off(delivered.timestamp)).toBeLessThan(5000)
  expect(off(delivered.payload.payload.ts * 1000)).toBeLessThan(5000)
  expect(off(message.payload.payload.urlExpiry - 7 * 24 * hour)).toBeLessThan(5000)
  expect(Math.abs((on.simulator.ledger.page(0).entries[0]?.at ?? 0) - Date.now())).toBeLessThan(5000)
})

test('an inbound file is there until its time is over, or all are gone', async () => {
  await write({ file })
  const { payload } = await inbound()
  expect(payload).toMatchObject({ type: 'file', payload: { name: 'a.pdf', contentType: 'application/pdf' } })
  const { url, urlExpiry } = payload.payload
  const status = async () => (await fetch(url)).status
  expect(await (await fetch(url)).text()).toBe('papel')
  on.simulator.settings.mediaGone = true
  expect(await status()).toBe(404)
  on.simulator.settings.mediaGone = false
  on.simulator.settings.clockOffsetMs = urlExpiry - Date.now() + 1000
  expect(await status()).toBe(410)
})

test.each(['image/jpeg', 'video/mp4', 'audio/ogg'])('%s comes as its kind', async (contentType) => {
  await write({ file: { ...file, contentType, caption: 'mira' } })
  const { payload } = await inbound()
  expect(payload).toMatchObject({ type: contentType.split('/')[0], payload: { contentType, caption: 'mira' } })
})

test('an uploaded file is sent by its id, by both roads; an unknown id is refused', async () => {
  const body = new FormData()
  body.set('file', new File(['foto'], 'a.png', { type: 'image/png' }))
  body.set('file_type', 'image/png')
  const uploaded = await fetch(on.at('/media'), { method: 'POST', headers: on.headers, body })
  const { mediaId } = (await uploaded.json()) as { mediaId: string }
  await write({ text: 'hola' })
  const session = (id: string) =>
    call(
      'POST',
      `${on.simulator.url}/wa/api/v1/msg`,
      { apikey: on.app.apiKey },
      {
        form: {
          source: '51900000701',
          destination: '51900100001',
          'src.name': on.app.name,
          message: JSON.stringify({ type: 'image', id }),
        },
      },
    )
  const { messageId } = (await session(mediaId)).body
  const { media } = on.simulator.books.messages.get(messageId)?.content ?? {}
  expect(await (await fetch(media?.url ?? '')).text()).toBe('foto')
  expect(await session('nothing')).toMatchObject({ status: 400, body: { message: 'Invalid media URL', code: 1010 } })
  await on.subscribe({ modes: 'SENT', version: '3', tag: 'three' })
  const json = { messaging_product: 'whatsapp', to: '51900100001', type: 'image', image: { id: mediaId } }
  expect((await call('POST', on.at('/v3/message'), on.headers, { json })).status).toBe(200)
})

test('a file over 100 MB is refused', async () => {
  const headers = {
    ...on.headers,
    'content-type': 'multipart/form-data; boundary=x',
    'content-length': String(102 * 1024 * 1024),
  }
  const { request } = await import('node:http')
  const status = await new Promise((resolve, reject) => {
    const upload = request(on.at('/media'), { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode)
      upload.destroy()
    })
    upload.on('error', reject)
    upload.flushHeaders()
  })
  expect(status).toBe(413)
})
