import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { launch, type Look, openContext } from './browser.ts'
import { PICTURES, request, type Wish } from './wizard-steps.ts'
import { words } from './words.ts'

const SAMPLES = path.join(import.meta.dirname, '../../src/server/features/files/samples')

let server: TestServer
let browser: Browser
let company: Company
let admin: TestPerson
let channel: TestChannel
let faults: string[]
let pages: Page[] = []

beforeAll(async () => {
  await buildWeb()
  mkdirSync(PICTURES, { recursive: true })
  server = await startTestServer({ simulator: { reviewDelayMs: 300 } })
  browser = await launch()
  company = await makeCompany(server, { name: 'Librería Los Álamos' })
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Rocío Vela' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach(() => {
  faults = []
  pages = []
})
afterEach(async ({ task }) => {
  for (const [n, page] of pages.entries()) {
    if (task.result?.state === 'fail') await page.screenshot({ path: `test-results/failed/wizard-${n}.png` })
    await page.context().close()
  }
  expect(faults).toEqual([])
})

async function open(look: Look, who = admin, at = 'nueva'): Promise<Page> {
  await server.sql(`update auth."user" set locale = $2 where id = $1`, [who.userId, look.lang])
  const opened = await openContext(browser, { ...look, cookie: who.cookie, url: server.url })
  faults = opened.faults
  const page = await opened.context.newPage()
  pages.push(page)
  await page.goto(`${server.url}/canales/${channel.id}/plantillas/${at}`)
  return page
}

const held = (name: string) =>
  server.simulator.books.templatesOf(channel.appId).find(({ elementName }) => elementName === name)

const soon = <T>(look: () => T | Promise<T>) => expect.poll(look)

/** One of each type, category and kind of button; what the reviewer was sent. */
const wishes = (
  [
    [
      { lang: 'es', theme: 'light', width: 1280 },
      {
        displayName: 'Oferta de julio',
        category: 'MARKETING',
        header: 'Hola, {{1}}, mira esto',
        headerSample: 'Marisol',
        body: 'Hola, {{1}}. Esta semana tenemos *{{2}}* de descuento en todas nuestras novelas, en tienda y en la web.',
        footer: 'Librería Los Álamos',
        parameters: [
          { name: 'Nombre', sample: 'Marisol', source: 'contact.name' },
          { name: 'Descuento', sample: '20 %', type: 'number' },
        ],
        buttons: [
          { type: 'QUICK_REPLY', text: 'Me interesa' },
          { type: 'QUICK_REPLY', text: 'No quiero promos', optOut: true },
        ],
      },
      'oferta_de_julio',
      {
        templateType: 'TEXT',
        exampleHeader: 'Hola, Marisol, mira esto',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Me interesa' },
          { type: 'QUICK_REPLY', text: 'No quiero promos' },
        ],
      },
    ],
    [
      { lang: 'en', theme: 'dark', width: 1280 },
      {
        displayName: 'Order on its way',
        category: 'UTILITY',
        language: 'en',
        type: 'IMAGE',
        sample: path.join(SAMPLES, 'muestra.png'),
        body: 'Your order {{1}} has left our store and will arrive tomorrow before noon, as you asked us.',
        parameters: [{ name: 'Order', sample: 'A-1042' }],
        buttons: [
          { type: 'URL', text: 'Our store', url: 'https://shop.example.com' },
          { type: 'URL', text: 'See my order', url: 'https://shop.example.com/order/{{1}}', example: 'a-1042' },
          { type: 'PHONE_NUMBER', text: 'Call us', number: '900 000 111' },
        ],
      },
      'order_on_its_way',
      {
        templateType: 'IMAGE',
        languageCode: 'en',
        exampleMedia: expect.stringMatching(/^4::/),
        buttons: [
          { type: 'URL', text: 'Our store', url: 'https://shop.example.com' },
          {
            type: 'URL',
            text: 'See my order',
            url: 'https://shop.example.com/order/{{1}}',
            example: ['https://shop.example.com/order/a-1042'],
          },
          { type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+51900000111' },
        ],
      },
    ],
    [
      { lang: 'es', theme: 'dark', width: 390 },
      {
        displayName: 'Boleta de compra',
        category: 'UTILITY',
        type: 'DOCUMENT',
        body: 'Te enviamos la boleta de la compra que hiciste hoy en nuestra tienda de Miraflores. Gracias por tu visita.',
      },
      'boleta_de_compra',
      { templateType: 'DOCUMENT', exampleMedia: expect.stringMatching(/^4::/), buttons: [] },
    ],
    [
      { lang: 'en', theme: 'light', width: 390 },
      {
        displayName: 'New in the shop',
        category: 'MARKETING',
        language: 'en',
        type: 'VIDEO',
        body: 'Come and see the new novels that arrived in our shop this week; we kept some for you.',
        buttons: [{ type: 'PHONE_NUMBER', text: 'Call us', number: '900 000 111' }],
      },
      'new_in_the_shop',
      { templateType: 'VIDEO', buttons: [{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+51900000111' }] },
    ],
    [
      { lang: 'es', theme: 'dark', width: 1280 },
      { displayName: 'Código de ingreso', category: 'AUTHENTICATION' },
      'codigo_de_ingreso',
      {
        templateType: 'TEXT',
        addSecurityRecommendation: true,
        codeExpirationMinutes: 10,
        buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }],
      },
    ],
    [
      { lang: 'en', theme: 'light', width: 390 },
      { displayName: 'Sign-in code', category: 'AUTHENTICATION', language: 'en' },
      'sign_in_code',
      { body: expect.stringContaining('is your verification code'), footer: 'This code expires in 10 minutes.' },
    ],
  ] satisfies [Look, Wish, name: string, sent: object][]
).map(([look, wish, name, sent]) => ({ look, wish, name, sent }))

describe('a template asked for by hand', () => {
  test.each(wishes)('TP-4 $name, in $look.lang, $look.theme, $look.width wide', async ({ look, wish, name, sent }) => {
    const w = words(look.lang)
    const page = await open(look)
    await request(page, look, wish)
    await page.getByRole('button', { name: w('templates:requested.later') }).click()
    const row = page.getByRole('row').or(page.getByRole('listitem')).filter({ hasText: wish.displayName }).first()
    await row.getByText(w('templates:status.approved'), { exact: true }).waitFor()
    await soon(() => held(name)).toMatchObject(sent)
    await page.getByText(w('templates:drafts.tab', { count: '0' })).waitFor()
    await page.screenshot({ path: `${PICTURES}/${name}-list.png` })
  })
})

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 60; n++) {
    const called = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null
      const by = at?.getAttribute('aria-labelledby')?.split(' ') ?? []
      const labelled = by.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
      return (at?.getAttribute('aria-label') ?? (labelled || (at?.labels?.[0] ?? at)?.textContent) ?? '').trim()
    })
    if (called.startsWith(name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to ${name} by Tab`)
}

const BODY = 'Hola. Tu cita con nuestro taller quedó para el viernes 7 a las 10 de la mañana, en la calle Los Pinos.'

test('TP-4 WS-10 a template is asked for by keyboard alone; the focus goes to the first error', async () => {
  const w = words('es')
  const page = await open({ lang: 'es', theme: 'light', width: 1280 })
  const { keyboard } = page
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  const at = (step: string) => soon(focused).toContain(w(`templates:step.${step}`))
  await page.getByRole('heading', { name: w('templates:step.names') }).waitFor()

  await tabTo(page, w('templates:names.display'))
  await keyboard.press('Enter')
  await page.getByText('TP-4').first().waitFor()
  await soon(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
  await keyboard.type('Cita del taller')
  await keyboard.press('Enter')
  await at('setup')
  await tabTo(page, w('templates:category.MARKETING'))
  await keyboard.press('ArrowDown')
  await keyboard.press('Space')
  expect(await page.getByRole('radio', { name: 'Utility' }).getAttribute('aria-checked')).toBe('true')
  await tabTo(page, w('templates:setup.withoutButtons'))
  await keyboard.press('ArrowRight')
  await tabTo(page, w('templates:wizard.continue'))
  await keyboard.press('Enter')
  await at('content')
  await tabTo(page, w('templates:content.body'))
  await keyboard.insertText(BODY)
  await tabTo(page, w('templates:wizard.continue'))
  await keyboard.press('Enter')
  await at('buttons')
  await tabTo(page, w('templates:buttons.text'))
  await keyboard.type('Ahí estaré 🎉')
  // The mend is one key away from its field.
  await tabTo(page, 'Corregir')
  await keyboard.press('Enter')
  expect(await page.getByRole('textbox', { name: w('templates:buttons.text') }).inputValue()).toBe('Ahí estaré')
  await tabTo(page, w('templates:wizard.continue'))
  await keyboard.press('Enter')
  await at('confirm')
  for (const box of await page.getByRole('checkbox').all()) {
    await box.focus()
    await keyboard.press('Space')
  }
  await tabTo(page, w('templates:wizard.request'))
  await keyboard.press('Enter')
  await soon(focused).toContain(w('templates:requested.title', { name: 'Cita del taller' }))
  await soon(() => held('cita_del_taller')?.status).toBe('APPROVED')
})

test.each([1280, 390] as const)(
  'CAT-01 words that make it Marketing are marked where they stand, %i wide',
  async (width) => {
    const w = words('es')
    const theme = width === 390 ? ('dark' as const) : ('light' as const)
    const page = await open({ lang: 'es', theme, width })
    await page.getByRole('textbox', { name: w('templates:names.display') }).fill('Pedido y oferta')
    const next = () => page.getByRole('button', { name: w('templates:wizard.continue'), exact: true }).click()
    await next()
    await page.getByRole('radio', { name: 'Utility' }).click()
    await next()
    const body = page.getByRole('textbox', { name: w('templates:content.body') })
    const line = 'Tu pedido 1042 llega mañana por la tarde a la dirección que nos diste; te avisaremos antes.'
    await body.fill(
      `${line}\n\nAprovecha también la oferta: hay un descuento en todas nuestras novelas de la temporada.\n\n${line}`,
    )
    const layer = page.getByTestId('marked')
    await layer.locator('mark', { hasText: 'oferta' }).waitFor()
    await page
      .getByText(/CAT-01 .*descuento/)
      .first()
      .waitFor()
    await page.screenshot({ path: `${PICTURES}/marks-${width}.png`, fullPage: true })
    // The colours lie under their words: both break their lines alike.
    const box = (element: Element) => {
      const { font, lineHeight, letterSpacing, paddingLeft, paddingTop } = getComputedStyle(element)
      const { scrollHeight, clientWidth } = element
      return {
        font,
        lineHeight,
        letterSpacing,
        paddingLeft,
        paddingTop,
        clientWidth,
        lines: Math.round(scrollHeight / 10),
      }
    }
    expect(await layer.evaluate(box)).toEqual(await body.evaluate(box))
  },
)

describe('drafts', () => {
  const w = words('es')
  const look: Look = { lang: 'es', theme: 'light', width: 1280 }
  const name = (page: Page) => page.getByRole('textbox', { name: w('templates:names.display') })
  const saved = (page: Page) => page.getByTestId('saved').filter({ hasText: /^Guardado / })

  test('TP-4 two people on one draft: the second is told, and both texts stay', async () => {
    const other = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Hugo Díaz' })
    const mine = await open(look)
    await name(mine).fill('Borrador de dos')
    await saved(mine).waitFor()
    await soon(() => mine.url()).toContain('borrador=')
    const theirs = await open(look, other, `nueva${new URL(mine.url()).search}`)
    await soon(() => name(theirs).inputValue()).toBe('Borrador de dos')
    await name(theirs).fill('Borrador de Hugo')
    await saved(theirs).waitFor()

    await name(mine).fill('Borrador de Rocío')
    const told = mine.getByRole('dialog', { name: w('templates:conflict.title') })
    await told.getByText('Hugo Díaz').waitFor()
    await told.getByRole('button', { name: w('templates:conflict.mine') }).click()
    await told.waitFor({ state: 'hidden' })
    await mine.goto(`${server.url}/canales/${channel.id}/plantillas`)
    await mine.getByRole('tab', { name: new RegExp(w('templates:drafts.title')) }).click()
    for (const text of ['Borrador de Hugo', 'Borrador de Rocío']) await mine.getByText(text).waitFor()
  })

  test('TP-4 what was typed without a connection survives the closed tab', async () => {
    const page = await open(look)
    await name(page).fill('Se guarda')
    await saved(page).waitFor()
    await soon(() => page.url()).toContain('borrador=')
    await page.context().setOffline(true)
    await name(page).fill('Se guarda sin red')
    await page.getByRole('alert').filter({ hasText: 'No se guardó' }).waitFor()
    const address = page.url()
    const again = await page.context().newPage()
    await page.close()
    await again.context().setOffline(false)
    pages = [again]
    await again.goto(address)
    await soon(() => name(again).inputValue()).toBe('Se guarda sin red')
    await saved(again).waitFor()
    await again.reload()
    await soon(() => name(again).inputValue()).toBe('Se guarda sin red')
    // Without a connection requests fail, and nothing else did.
    faults = faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))
  })
})
