import { mkdirSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { files } from '../support/files.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { isSound, launch, type Look, openContext } from './browser.ts'

const PICTURES = 'test-results/media'
const customer = '51900100031'
const looks: Look[] = [
  { lang: 'es', theme: 'light', width: 1280 },
  { lang: 'es', theme: 'dark', width: 390 },
  { lang: 'en', theme: 'light', width: 390 },
  { lang: 'en', theme: 'dark', width: 1280 },
]

let server: TestServer
let browser: Browser
let channel: TestChannel
let agent: TestPerson
let companyId: string
let ticketId: string

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  companyId = company.id
  channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos' })
  const queue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  agent = await makePerson(server, { companyId, role: 'agent', name: 'Bruno Paz', queues: [queue.id] })
  await arrive()
  const [ticket] = await server.sql<{ id: string }>(
    'update ticket set agent_id = $2, assigned_at = now() where company_id = $1 returning id',
    [companyId, agent.userId],
  )
  ticketId = ticket!.id
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** One of each kind that a contact can send, then one of each that is not here. */
async function arrive(): Promise<void> {
  const { picture, film } = await makeFiles()
  const voucher = { url: await kept(picture, 'image/png'), contentType: 'image/png', caption: 'Este es mi *voucher*' }
  await receive('image', voucher)
  await receive('sticker', { url: await kept(picture, 'image/png'), contentType: 'image/webp' })
  await receive('audio', { url: await kept(files.wav(24_000), 'audio/wav'), contentType: 'audio/wav' })
  await receive('video', { url: await kept(film, 'video/webm'), contentType: 'video/webm', caption: 'Así llegó' })
  const name = 'Comprobante de pago del pedido de noviembre con un nombre largo.pdf'
  await receive('file', { url: await kept(files.pdf(), 'application/pdf'), contentType: 'application/pdf', name })
  const at = { longitude: '-77.030556', latitude: '-12.046389', name: 'Plaza Mayor', address: 'Jirón de la Unión 100' }
  await receive('location', at)
  const card = { name: { formatted_name: 'Rosa Campos' }, phones: [{ phone: '+51 900 000 778', type: 'CELL' }] }
  await receive('contact', { contacts: [card, { name: { formatted_name: 'Taller Ríos' }, phones: [] }] })
  await until('all are here', async () => (await states()).filter((s) => s === 'stored').length === 5)
  await receive('image', { url: `${server.simulator.url}/files/${randomUUID()}`, contentType: 'image/jpeg' })
  const elsewhere = { url: 'https://files.elsewhere.example/x', contentType: 'application/pdf', name: 'contrato.pdf' }
  await receive('file', elsewhere)
  server.simulator.settings.faults = { api: { media: { serverError: 1 } } }
  await receive('video', { url: await kept(film, 'video/webm'), contentType: 'video/webm' })
  await until('all are known', async () => (await states()).length === 8)
  await until('none is under way', async () => (await rowsWhere(`state = 'waiting' and error is null`)) === 0)
  server.simulator.settings.faults = {}
  await server.sql(
    `update media set state = case kind when 'image' then 'gone' else state end, error = case kind when 'image' then 'missing' end,
       due_at = now() + interval '1 hour' where company_id = $1 and state = 'waiting'`,
    [companyId],
  )
}

const rowsWhere = async (condition: string) =>
  (await server.sql(`select from media where company_id = $1 and ${condition}`, [companyId])).length
const states = async () =>
  (await server.sql<{ state: string }>('select state from media where company_id = $1', [companyId])).map(
    (r) => r.state,
  )

/** A file at the simulator, as a customer's phone would leave it. */
async function kept(bytes: Buffer, contentType: string): Promise<string> {
  const id = randomUUID()
  server.simulator.books.media.put({
    id,
    appId: channel.appId,
    name: '',
    contentType,
    base64: bytes.toString('base64'),
    createdOn: Date.now(),
  })
  return `${server.simulator.url}/files/${id}`
}

async function receive(type: string, payload: object): Promise<void> {
  const before = (await server.sql('select from message where company_id = $1', [companyId])).length
  const sender = { phone: customer, name: 'Lucía Prado' }
  await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      appId: channel.appId,
      timestamp: Date.now(),
      version: 2,
      type: 'message',
      payload: { id: `wamid.${randomUUID()}`, source: customer, type, payload, sender },
    }),
  })
  await until(type, async () => {
    const rows = await server.sql('select from message where company_id = $1', [companyId])
    return rows.length > before
  })
}

/** Drawn by the browser itself: a picture, and half a second of film. */
async function makeFiles(): Promise<{ picture: Buffer; film: Buffer }> {
  const page = await browser.newPage()
  const made = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 })
    const pen = canvas.getContext('2d')!
    const draw = (at: number) => {
      const sky = pen.createLinearGradient(0, 0, 640, 400)
      sky.addColorStop(0, '#7fb2e5')
      sky.addColorStop(1, '#f3d9a4')
      pen.fillStyle = sky
      pen.fillRect(0, 0, 640, 400)
      pen.fillStyle = '#2f6f4f'
      pen.beginPath()
      pen.arc(320 + at, 260, 110, 0, 7)
      pen.fill()
    }
    draw(0)
    const picture = canvas.toDataURL('image/png').split(',')[1]!
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' })
    const parts: Blob[] = []
    recorder.addEventListener('dataavailable', (event) => parts.push(event.data))
    const ended = new Promise((done) => recorder.addEventListener('stop', done))
    recorder.start()
    for (let at = 0; at < 12; at++) {
      draw(at * 5)
      await new Promise((done) => setTimeout(done, 40))
    }
    recorder.stop()
    await ended
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
    return { picture, film: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }
  })
  await page.close()
  return { picture: Buffer.from(made.picture, 'base64'), film: Buffer.from(made.film, 'base64') }
}

async function open(look: Look): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> {
  await server.sql(`update auth."user" set locale = $2 where id = $1`, [agent.userId, look.lang])
  const { context, faults } = await openContext(browser, { ...look, url: server.url, cookie: agent.cookie })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${ticketId}`)
  await page.locator('audio').waitFor({ state: 'attached' })
  return { page, faults, close: () => context.close() }
}

test.each(looks)('WS-5 every kind of file at $width px, $lang, $theme', async (look) => {
  const { page, faults, close } = await open(look)
  const t =
    look.lang === 'es'
      ? { copy: 'Copiar las coordenadas', gone: 'Ya no está disponible.' }
      : { copy: 'Copy the coordinates', gone: 'No longer available.' }
  await page.getByText(t.gone).waitFor()
  const plays = await page.locator('video').evaluate((v: HTMLVideoElement) => v.readyState > 0 || v.error === null)
  expect(plays).toBe(true)
  await page.getByRole('button', { name: t.copy }).waitFor()
  await isSound(page, 'the conversation')
  const name = `${PICTURES}/${look.lang}-${look.theme}-${look.width}`
  await page.screenshot({ path: `${name}-end.png` })
  await page
    .getByRole('link', { name: /Comprobante/ })
    .first()
    .scrollIntoViewIfNeeded()
  await page.screenshot({ path: `${name}-files.png` })
  await page.getByRole('slider').scrollIntoViewIfNeeded()
  await page.screenshot({ path: `${name}-middle.png` })
  await page
    .getByRole('button', { name: /Lucía Prado/ })
    .first()
    .scrollIntoViewIfNeeded()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${name}-start.png` })
  expect(faults).toEqual([])
  await close()
})

test('WS-10 a picture opens by keyboard, closes by Escape, and the focus is back', async () => {
  const { page, faults, close } = await open(looks[0]!)
  const thumbnail = page.getByRole('button', { name: 'Imagen de Lucía Prado' })
  await thumbnail.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('link', { name: 'Descargar' }).waitFor()
  await page.screenshot({ path: `${PICTURES}/large.png` })
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => thumbnail.evaluate((el) => el === document.activeElement)).toBe(true)
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: /Descargar Comprobante/ }).click()
  expect((await coming).suggestedFilename()).toMatch(/^Comprobante de pago .*\.pdf$/)
  expect(faults).toEqual([])
  await close()
})

test('WS-7 what could not be fetched is asked for again, and comes without reloading', async () => {
  const { page, faults, close } = await open(looks[0]!)
  await page.getByText('Descargando…').waitFor()
  await server.sql(
    `update message set content = content || jsonb_build_object('url', $2::text) where company_id = $1 and content->>'fileName' = 'contrato.pdf'`,
    [companyId, await kept(files.pdf(), 'application/pdf')],
  )
  await page.getByText('No se pudo descargar.').waitFor()
  await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
  await page.getByRole('link', { name: 'Descargar contrato.pdf' }).waitFor()
  expect(faults).toEqual([])
  await close()
})
