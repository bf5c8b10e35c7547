import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bench, bench, call, until } from '../../simulator/test-bench.ts'
import { isSound, launch } from './browser.ts'

const customer = '51900100001'
let on: Bench
let browser: Browser

describe('the phone page', () => {
  beforeAll(async () => {
    on = await bench({ rateLimits: false })
    await on.subscribe({ modes: 'MESSAGE,READ' })
    on.simulator.books.seedApp({
      name: on.app.name,
      templates: [
        {
          id: 'promo-1',
          elementName: 'promo',
          header: 'Ofertas de mayo',
          body: 'Hola, *{{1}}*. Hoy _todo_ al ~20~ {{2}} con ```MAYO``` en https://example.com/mayo.',
          footer: 'Botica Ejemplo',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Sí, quiero' },
            { type: 'QUICK_REPLY', text: 'No más promos' },
          ],
        },
        {
          id: 'web-1',
          elementName: 'web',
          body: 'Tu pedido va en camino',
          buttons: [
            { type: 'URL', text: 'Seguirlo', url: 'https://example.com/p/{{1}}', example: ['https://example.com/p/7'] },
            { type: 'PHONE_NUMBER', text: 'Llamar', phone_number: '+51900000701' },
          ],
        },
        {
          id: 'todo-1',
          elementName: 'todo',
          category: 'MARKETING',
          body: 'Lleva *hoy _mismo_*:\n- pan `integral`\n- queso\n3. tres\n4. cuatro\n> dijo {{1}}\nsiete\nwww.example.com/ofertas',
          buttons: ['Uno', 'Dos', 'Tres', 'Cuatro'].map((text) => ({ type: 'QUICK_REPLY', text })),
        },
      ],
    })
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    await on.stop()
  })

  const send = async (template: object) => {
    const form = {
      source: '51900000701',
      destination: customer,
      'src.name': on.app.name,
      template: JSON.stringify(template),
    }
    return call('POST', on.at('/template/msg'), on.headers, { form })
  }
  const openPage = async (options: Parameters<Browser['newContext']>[0], query = '') => {
    const context = await browser.newContext({ locale: 'es-PE', ...options })
    const page = await context.newPage()
    await page.goto(`${on.simulator.url}/phone?phone=${customer}${query}`)
    return page
  }
  const shot = async (page: Page, name: string) => {
    const folder = process.env['SHOTS']
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
  }

  test('WS-3 a template appears without reloading, is read, and its button is tapped by keyboard', async () => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } })
    await page.getByRole('button', { name: 'canalventas01' }).click()
    await send({ id: 'promo-1', params: ['Rosa', '%'] })
    await send({ id: 'web-1', params: ['8'] })
    await page.getByText('Ofertas de mayo').waitFor()
    await page.locator('.bubble strong', { hasText: 'Rosa' }).waitFor()
    expect(await page.getByRole('link', { name: 'Seguirlo' }).getAttribute('href')).toBe('https://example.com/p/8')
    await until(() => on.listener.hooks.find(({ body }) => body.payload?.type === 'read'))
    await page.getByRole('button', { name: 'No más promos' }).focus()
    await page.keyboard.press('Enter')
    const tap = await until(() => on.listener.hooks.find(({ body }) => body.payload?.type === 'quick_reply'))
    expect(tap.body.payload.payload.postbackText).toBe('No más promos')
    await page.getByLabel('Escribe un mensaje').fill('¿Tienen *pan*?')
    await page.keyboard.press('Enter')
    const text = await until(() => on.listener.hooks.find(({ body }) => body.payload?.type === 'text'))
    expect(text.body.payload.payload.text).toBe('¿Tienen *pan*?')
    await page.locator('#messages .bubble strong', { hasText: 'pan' }).waitFor()
    expect(await page.locator('#messages .bubble').count()).toBe(4)
    await isSound(page, 'a chat')
    await shot(page, 'light-1280')
    await page.context().close()
  })

  test('it holds at 390 px, in the dark and in English, without sideways scrolling', async () => {
    const page = await openPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' }, '&lang=en')
    await page.getByRole('heading', { name: 'Customers’ phones' }).waitFor()
    await page.getByRole('button', { name: /^canalventas01/ }).waitFor()
    await isSound(page, 'the chats')
    await shot(page, 'dark-390-list')
    await page.getByRole('button', { name: /^canalventas01/ }).click()
    await page.getByRole('button', { name: 'Back', exact: true }).waitFor()
    await isSound(page, 'a chat on a phone')
    await shot(page, 'dark-390-chat')
    await page.context().close()
  })

  test('BODY-09 BODY-15 BTN-23 lists, quotes, folding and all options are as on a phone', async () => {
    const page = await openPage({ viewport: { width: 390, height: 800 } })
    await page.getByRole('button', { name: /^canalventas01/ }).click()
    await send({ id: 'todo-1', params: ['*~<b>~'] })
    const bubble = page.locator('.bubble', { hasText: 'integral' })
    await bubble.locator('strong > em', { hasText: 'mismo' }).waitFor()
    expect(await bubble.locator('ul > li').allTextContents()).toEqual(['pan integral', 'queso'])
    expect(await bubble.locator('ol').getAttribute('start')).toBe('3')
    expect(await bubble.locator('blockquote s').textContent()).toBe('<b>')
    await bubble.getByRole('button', { name: 'Leer más' }).click()
    expect(await bubble.getByRole('link').getAttribute('href')).toBe('https://www.example.com/ofertas')
    const options = page.locator('.business', { has: page.getByText('integral') }).locator('.buttons')
    expect(await options.getByRole('button').allTextContents()).toEqual(['Uno', 'Dos', 'Ver todas las opciones'])
    await options.getByRole('button', { name: 'Ver todas las opciones' }).click()
    await options.getByRole('button', { name: 'Cuatro' }).waitFor()
    await isSound(page, 'all options')
    await shot(page, 'options-390')
    await page.context().close()
  })

  test('a new customer is made in the page and becomes its owner', async () => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } })
    await page.getByRole('button', { name: 'Nuevo cliente' }).click()
    await page.getByLabel('Nombre').fill('Elena Ríos')
    await page.getByLabel('Número con código de país').fill('+51 900 100 077')
    await isSound(page, 'a new customer')
    await page.getByRole('button', { name: 'Crear' }).click()
    await page.waitForURL(/phone=51900100077/)
    await page.getByRole('option', { name: 'Elena Ríos · +51900100077', selected: true }).waitFor({ state: 'attached' })
    await page.context().close()
  })

  test('the sign-up page is clean and works without a script', async () => {
    on.simulator.books.seedApp({ name: 'canalnuevo02', live: false })
    const app = on.simulator.books.appNamed('canalnuevo02')
    const now = Date.now()
    const row = { token: 'enlace', appId: app?.id ?? '', user: 'ana', lang: 'es', replaced: false, regenerated: false }
    on.simulator.books.links.put({ ...row, createdOn: now, expiresOn: now + 60_000 })
    const page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
    await page.goto(`${on.simulator.url}/signup/enlace`)
    await isSound(page, 'sign-up')
    await shot(page, 'signup-390')
    await page.getByRole('button', { name: 'Finalizar' }).click()
    await page.getByText('Tu número quedó conectado').waitFor()
    expect(app?.live).toBe(true)
    await page.context().close()
  })
})
