import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePendingChannel } from '../support/channels.ts'
import { type Company, makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { isSound, type Lang, launch, type Look, openContext } from './browser.ts'
import { words } from './words.ts'

describe.each<Lang>(['es', 'en'])('the operator’s console in %s', (lang) => {
  const w = words(lang)
  let server: TestServer
  let browser: Browser
  let company: Company
  let owner: TestPerson
  let operator: TestPerson
  const faults: string[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launch()
    company = await makeCompany(server, { name: 'Comercial Andina' })
    owner = await makePerson(server, { companyId: company.id, role: 'owner', name: 'Elena Rivas' })
    operator = await makeOperator(server)
    for (const { userId } of [owner, operator])
      await server.sql(`update auth."user" set locale = $2 where id = $1`, [userId, lang])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  async function open(who: TestPerson, look: Partial<Look> = {}): Promise<Page> {
    const opened = await openContext(browser, { lang, url: server.url, cookie: who.cookie, ...look })
    const page = await opened.context.newPage()
    page.on('close', () => faults.push(...opened.faults))
    return page
  }

  const happens = async (phone: string, act: string, body: object = {}) => {
    const app = server.simulator.books.liveAppAt(phone)!
    await fetch(`${server.simulator.url}/simulator/numbers/${app.id}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }
  const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })
  const dialog = (page: Page) => page.getByRole('dialog')

  test('CH-11 CH-12 CH-13 request, correction, resent, approved, active, interrupted, recovered', async () => {
    const phone = '51900000651'
    const { id } = await makePendingChannel(server, {
      companyId: company.id,
      requestedBy: owner.userId,
      businessName: 'Pan de Abril',
    })
    const page = await open(operator)
    await page.goto(`${server.url}/solicitudes`)
    await page.getByRole('row', { name: /Pan de Abril/ }).click()
    await button(page, w('requests:take')).click()
    await page.getByText(w('requests:takenByMe')).waitFor()
    await button(page, w('requests:correction.open')).click()
    await dialog(page).getByRole('textbox').fill('Falta el giro del negocio')
    await isSound(page, 'asking for a correction')
    await button(dialog(page), w('requests:correction.verb')).click()
    await page.getByText(w('requests:correction.waits')).waitFor()

    // The company mends it.
    const form = (await owner.call('GET', `/channel-requests/${id}`)).body.request
    expect((await owner.call('PUT', `/channel-requests/${id}`, { ...form, description: 'Panadería' })).status).toBe(200)
    await page.getByText(w('requests:correction.mended')).waitFor()

    await button(page, w('requests:approve.open')).click()
    await isSound(page, 'approving')
    await button(dialog(page), w('requests:approve.verb')).click()
    const link = page.getByRole('link', { name: w('requests:link.open') })
    await link.waitFor()
    await isSound(page, 'the road')
    await fetch((await link.getAttribute('href'))!, {
      method: 'POST',
      body: new URLSearchParams({ phone }),
      redirect: 'manual',
    })
    await page.getByText(w('requests:step.live.done')).waitFor()

    const mine = await open(owner, { width: 390 })
    await mine.goto(`${server.url}/canales/${id}`)
    await mine.getByText(w('channels:state.active'), { exact: true }).first().waitFor()
    await happens(phone, 'restrict')
    await mine.getByText(w('channels:cause.restricted.what')).first().waitFor()
    await isSound(mine, 'an interrupted number on a phone')

    await page.goto(`${server.url}/salud/${id}`)
    await page.getByText(w('channels:cause.restricted.what')).first().waitFor()
    await button(page, w('health:state.interrupt')).click()
    await dialog(page).getByRole('textbox').fill('Revisión de contenido')
    await button(dialog(page), w('health:state.interruptVerb')).click()
    await button(page, w('health:state.resume')).waitFor()
    await isSound(page, 'the health of one number')
    await button(page, w('health:state.resume')).click()
    await button(page, w('health:state.interrupt')).waitFor()

    await happens(phone, 'reinstate')
    await mine.getByText(w('channels:state.active'), { exact: true }).first().waitFor()
    await page.getByText(w('health:state.none')).waitFor()
    await page.close()
    await mine.close()
    expect(faults).toEqual([])
  })

  test('CH-11 a number that the company brings: its row has its step, and it signs up by itself', async () => {
    const phone = '51900000652'
    const { id } = await makePendingChannel(server, {
      companyId: company.id,
      requestedBy: owner.userId,
      businessName: 'Flor de Mayo',
    })
    const page = await open(operator, { width: 390 })
    await page.goto(`${server.url}/solicitudes/${id}`)
    await button(page, w('requests:approve.open')).click()
    await dialog(page).getByText(w('requests:way.company.name')).click()
    await isSound(page, 'approving on a phone')
    await button(dialog(page), w('requests:approve.verb')).click()
    await page.getByText(w('requests:link.company')).waitFor()
    await isSound(page, 'the road on a phone')

    const mine = await open(owner)
    await mine.goto(`${server.url}/canales`)
    const row = mine.getByRole('row', { name: /Flor de Mayo/ })
    await row.getByText(w('channels:yourStep.title')).waitFor()
    await isSound(mine, 'the list with a step of the company')
    await row.getByRole('link', { name: w('channels:yourStep.open') }).waitFor()
    await mine.goto(`${server.url}/canales/${id}`)
    const [signUp] = await Promise.all([
      mine.context().waitForEvent('page'),
      mine.getByRole('link', { name: w('channels:yourStep.open') }).click(),
    ])
    await signUp.locator('#phone').fill(phone)
    await signUp.locator('form button').click()
    await mine.getByText(w('channels:state.active'), { exact: true }).first().waitFor()
    await mine.getByText('+51 900 000 652').first().waitFor()
    await page.close()
    await mine.close()
    expect(faults).toEqual([])
  })

  test('CH-11 by hand: credentials that do not open are said so, and others are typed', async () => {
    const appId = server.simulator.books.seedApp({ name: 'TiendaPropia', phone: '51900000653' })
    const { id } = await makePendingChannel(server, {
      companyId: company.id,
      requestedBy: owner.userId,
      businessName: 'Junio Libros',
    })
    const page = await open(operator)
    await page.goto(`${server.url}/solicitudes/${id}`)
    await button(page, w('requests:approve.open')).click()
    await dialog(page).getByText(w('requests:way.hand.name')).click()
    const field = (name: string) => dialog(page).getByRole('textbox', { name: w(`requests:hand.${name}`) })
    await field('number').fill('+51 900 000 653')
    await field('appName').fill('TiendaPropia')
    await field('appId').fill(appId)
    await dialog(page).locator('input[type=password]').fill('wrong-key-123')
    await isSound(page, 'credentials')
    await button(dialog(page), w('requests:approve.verbHand')).click()
    await button(page, w('requests:hand.others')).click()
    expect(await dialog(page).locator('input[type=password]').inputValue()).toBe('')
    await dialog(page).locator('input[type=password]').fill(server.simulator.books.apps.get(appId)!.apiKey)
    await button(dialog(page), w('requests:hand.try')).click()
    await page.getByText(w('requests:step.live.done')).waitFor()
    await page.close()
    expect(faults).toEqual([])
  })

  test('CH-11 the lists, the companies, what one is told of: sound on both widths', async () => {
    for (const width of [1280, 390] as const) {
      const page = await open(operator, { width, theme: width === 390 ? 'dark' : 'light' })
      for (const path of ['/solicitudes', '/solicitudes?state=all', '/salud', '/empresas', '/cuenta']) {
        await page.goto(server.url + path)
        await page.locator('h1').first().waitFor()
        await isSound(page, `${path} at ${width}`)
      }
      await page.close()
    }
    const page = await open(operator)
    await page.goto(`${server.url}/cuenta`)
    const name = w('settings:told.byMail', { kind: w('settings:told.kinds.request_received') })
    await page.getByRole('checkbox', { name }).click()
    await until('it is kept', async () => {
      const { items } = (await operator.call('GET', '/notifications/preferences')).body
      return items.find(({ kind }: { kind: string }) => kind === 'request_received').mail === false
    })
    await page.goto(`${server.url}/empresas`)
    await page.getByRole('button', { name: w('companies:actions.note', { name: 'Comercial Andina' }) }).click()
    await dialog(page).getByRole('textbox').fill('Paga por trimestre')
    await isSound(page, 'a note')
    await button(page, w('ui:save')).click()
    await page.getByText('Paga por trimestre').waitFor()
    await page.close()
    expect(faults).toEqual([])
  })
})
