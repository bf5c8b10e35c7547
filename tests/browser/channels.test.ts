import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { png } from '../support/media-files.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeInteractions } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { isSound, launch, type Look, openContext } from './browser.ts'
import { words } from './words.ts'

const PICTURES = 'test-results/channels'
const looks: Look[] = [
  { lang: 'es', theme: 'light', width: 1280 },
  { lang: 'en', theme: 'dark', width: 390 },
]

let server: TestServer
let browser: Browser
beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe.each(looks)('channels of a company at $width px, $lang, $theme', (look) => {
  const w = words(look.lang)
  let companyId: string
  let admin: TestPerson
  let channel: TestChannel
  let page: Page
  let faults: string[]

  beforeAll(async () => {
    const company = await makeCompany(server, { name: 'Librería Los Álamos' })
    companyId = company.id
    admin = await makePerson(server, { companyId, role: 'admin', name: 'Elena Rivas' })
    await server.sql(`update auth."user" set locale = $2 where id = $1`, [admin.userId, look.lang])
    channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos', subscribed: true })
    const queue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
    const place = { companyId, campaignId: company.defaultCampaignId, queueId: queue.id, channelId: channel.id }
    await makeInteractions(server, { ...place, tickets: 3, sends: 2, waiting: 1 })
    const opened = await openContext(browser, { ...look, url: server.url, cookie: admin.cookie })
    page = await opened.context.newPage()
    faults = opened.faults
  })
  afterAll(async () => {
    await page?.context().close()
    expect(faults).toEqual([])
  })

  /** Nothing wider than the window, WCAG 2.2 AA as far as a program can tell, and a picture to look at. */
  async function inspect(name: string): Promise<void> {
    await isSound(page, name)
    await page.screenshot({
      path: `${PICTURES}/${look.lang}-${look.theme}-${look.width}-${name}.png`,
      fullPage: true,
      animations: 'disabled',
    })
  }
  const field = (name: string) => page.getByLabel(new RegExp(`^${w(`channels:field.${name}`)}`)).first()
  const button = (key: string) => page.getByRole('button', { name: w(key), exact: true })
  const action = (key: string, of: string) =>
    page.getByRole('button', { name: `${w(key)}, ${of}` }).or(page.getByRole('link', { name: `${w(key)}, ${of}` }))
  const dialog = () => page.getByRole('dialog')
  const confirm = (name: string | RegExp) => dialog().getByRole('button', { name }).click()
  const channels = async () => (await admin.call('GET', '/channels')).body

  test('CH-1 refusing the provider leaves nothing behind, confirming opens the request', async () => {
    await page.goto(`${server.url}/canales`)
    await page.getByRole('button', { name: w('channels:integrate') }).click()
    await dialog().getByText('Securitec').first().waitFor()
    await confirm(w('ui:cancel'))
    await dialog().waitFor({ state: 'detached' })
    expect((await channels()).total).toBe(1)
    await page.getByRole('button', { name: w('channels:integrate') }).click()
    await confirm(w('channels:provider.verb'))
    await page.getByRole('heading', { name: w('channels:request.title') }).waitFor()
  })

  test('CH-2 DN-06 every field is judged where it stands, and while it is mended', async () => {
    await field('businessName').fill('Rosa Campos')
    await page
      .getByRole('status')
      .getByText(/nombre de una persona|person's name/)
      .waitFor()
    await field('businessName').fill('Álamos Express')
    await field('legalName').fill('Álamos Express S.A.C.')
    await field('taxId').fill('20999999991')
    await field('email').fill('hola')
    await page.getByText(/dígito verificador|check digit/).waitFor()
    await field('taxId').fill('20999999990')
    await page.getByText(/dígito verificador|check digit/).waitFor({ state: 'detached' })
    await button('channels:request.submit').click()
    await page.getByRole('alert').first().waitFor()
    await inspect('request')
    await field('email').fill('hola@losalamos.example')
    await field('vertical').selectOption('RETAIL')
  })

  test('CH-4 what is typed survives closing the tab', async () => {
    await page.goto('about:blank')
    await page.goto(`${server.url}/canales/solicitar`)
    await page.getByText(w('channels:request.restored')).waitFor()
    expect(await field('legalName').inputValue()).toBe('Álamos Express S.A.C.')
  })

  test('CH-3 sent twice by a double click it is one request, Pendiente and to be read', async () => {
    await page
      .getByLabel(new RegExp(`^${w('channels:field.personPhone')}`))
      .last()
      .fill('900 000 777')
    await button('channels:request.submit').dblclick()
    await page.getByText(w('channels:state.pending'), { exact: true }).first().waitFor()
    expect((await channels()).total).toBe(2)
    await inspect('list')
    await action('channels:viewRequest', 'Álamos Express').click()
    await page.getByText('20999999990').waitFor()
    await inspect('pending')
  })

  test('CH-7 what cannot be done yet says why, and the bin withdraws', async () => {
    await page.goto(`${server.url}/canales`)
    await page.getByRole('button', { name: new RegExp(`^${w('channels:edit.verb')}, Álamos Express: `) }).waitFor()
    await page.getByRole('button', { name: new RegExp(`^${w('channels:addTemplate')}, Álamos Express: `) }).waitFor()
    await action('channels:withdraw.verb', 'Álamos Express').click()
    await inspect('withdraw')
    await confirm(w('channels:withdraw.verb'))
    await page.getByRole('link', { name: /\(1\)/ }).click()
    await page.getByText(w('channels:previous.withdrawn'), { exact: true }).waitFor()
    await page.getByText(w('channels:previous.seeData')).click()
    await inspect('previous')
  })

  test('CH-11 its data are used again', async () => {
    await page.getByRole('link', { name: w('channels:previous.useData') }).click()
    await page.getByText(w('channels:request.again')).waitFor()
    expect(await field('taxId').inputValue()).toBe('20999999990')
    await button('channels:request.submit').click()
    await page.getByText(w('channels:state.pending'), { exact: true }).first().waitFor()
    expect((await channels()).total).toBe(2)
  })

  test('CH-10 data, profile and photo are changed, shown as customers see them, and end as confirmed', async () => {
    await page.goto(`${server.url}/canales`)
    await action('channels:edit.verb', channel.alias).click()
    expect(await field('businessName').getAttribute('readonly')).not.toBeNull()
    const preview = page.getByRole('figure', { name: w('channels:profile.preview') })
    await field('about').fill('Libros y café')
    await field('website').fill('https://losalamos.example')
    await preview.getByText('Libros y café').waitFor()
    await page
      .locator('input[data-photo]')
      .setInputFiles({ name: 'a.txt', mimeType: 'image/png', buffer: Buffer.from('hola') })
    await page.getByText(w('channels:photo.noPicture')).waitFor()
    await page
      .locator('input[data-photo]')
      .setInputFiles({ name: 'local.png', mimeType: 'image/png', buffer: await picture() })
    await page.getByText(w('channels:photo.cut')).waitFor()
    await preview.locator('img').waitFor()
    await inspect('edit')
    await button('ui:save').click()
    await page.getByText(w('channels:edit.doneOnItsWay')).waitFor()
    // WS-7: by itself, without reloading.
    await expect.poll(() => page.getByText(w('channels:profile.state.confirmed'), { exact: true }).count()).toBe(3)
    await inspect('channel')
    const app = server.simulator.books.apps.get(channel.appId)!
    expect(app).toMatchObject({ about: 'Libros y café', profile: { website1: 'https://losalamos.example' } })
    const photo = server.simulator.books.media.get(app.photoMediaId!)!
    expect(photo.contentType).toBe('image/jpeg')
  })

  test('CH-10 who was slower is told, loses nothing, and chooses', async () => {
    await page.goto(`${server.url}/canales/${channel.id}/editar`)
    await field('alias').fill('Mi alias')
    const {
      request,
      alias: _alias,
      website2,
      photoFileId,
      version,
    } = (await admin.call('GET', `/channels/${channel.id}`)).body
    const { businessName: _name, ...data } = request
    const theirs = { ...data, website2, photoFileId, version, alias: 'Otro alias', email: 'ventas@losalamos.example' }
    expect((await admin.call('PUT', `/channels/${channel.id}`, theirs)).status).toBe(200)
    await button('ui:save').click()
    await page.getByText(w('channels:edit.theirs', { by: 'Elena Rivas' })).waitFor()
    expect(await field('alias').inputValue()).toBe('Mi alias')
    await inspect('conflict')
    await button('channels:edit.loadTheirs').click()
    await expect.poll(() => field('alias').inputValue()).toBe('Otro alias')
    await field('alias').fill('Los Álamos')
    await button('ui:save').click()
    await page.getByText(w('channels:edit.done'), { exact: true }).waitFor()
  })

  test('CH-8 switching off shows exact figures and ends that much; on again it is back in its queue', async () => {
    await page.goto(`${server.url}/canales`)
    await page.getByRole('switch', { name: `${w('channels:switchOff.verb')} Los Álamos` }).click({ force: true })
    const figures = [3, 2, 3, 1, 1].map(String)
    await expect.poll(() => dialog().locator('dd').allTextContents()).toEqual(figures)
    await inspect('switch-off')
    await confirm(w('channels:switchOff.andEnd_other', { count: '5' }))
    await page.getByText(w('channels:state.inactive'), { exact: true }).first().waitFor()
    // On a phone the toast lies over the last cards for a while.
    await page.goto(`${server.url}/canales`)
    await page.getByRole('switch', { name: `${w('channels:switchOn.verb')} Los Álamos` }).click({ force: true })
    await page.getByText(w('channels:state.active'), { exact: true }).first().waitFor()
    await until('the queue is back', async () => {
      const { items } = await channels()
      return items.find((c: { id: string }) => c.id === channel.id).queues === 1
    })
  })

  test('CH-9 deleting asks for the identifier, and the channel is gone', async () => {
    await page.goto(`${server.url}/canales`)
    await action('channels:delete.verb', 'Los Álamos').click()
    const sure = dialog().getByRole('button', { name: w('channels:delete.verb'), exact: true })
    await dialog().locator('dd').first().waitFor()
    expect(await sure.isDisabled()).toBe(true)
    await dialog().getByRole('textbox').fill(channel.identifier)
    await inspect('delete')
    await sure.click()
    await dialog().waitFor({ state: 'detached' })
    await expect
      .poll(() => page.getByText(channel.identifier.replace(/(\+51)(\d{3})(\d{3})/, '$1 $2 $3 ')).count())
      .toBe(0)
    expect((await channels()).total).toBe(1)
  })

  /** Drawn by the browser itself; its bytes are a picture through and through. */
  const picture = async () => {
    const drawn = await page.evaluate(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 500 })
      const pen = canvas.getContext('2d')!
      pen.fillStyle = '#2f6f4f'
      pen.fillRect(0, 0, 800, 500)
      pen.fillStyle = '#f3d9a4'
      pen.beginPath()
      pen.arc(400, 250, 180, 0, 7)
      pen.fill()
      return canvas.toDataURL('image/png').split(',')[1]!
    })
    return Buffer.from(drawn, 'base64')
  }
})

test('CH-10 a photo of more than 5 MB is refused before it leaves', async () => {
  const company = await makeCompany(server)
  const admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  const channel = await makeActiveChannel(server, { companyId: company.id })
  const { context } = await openContext(browser, { url: server.url, cookie: admin.cookie })
  const page = await context.newPage()
  await page.goto(`${server.url}/canales/${channel.id}/editar`)
  const large = png({ width: 640, height: 640, filling: 6 * 1_048_576 })
  await page.locator('input[data-photo]').setInputFiles({ name: 'grande.png', mimeType: 'image/png', buffer: large })
  await page.getByText(words('es')('channels:photo.tooLarge')).waitFor()
  await context.close()
})
