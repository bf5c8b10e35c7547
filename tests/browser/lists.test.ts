import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeInteractions, makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { webhooksOf } from '../support/webhooks.ts'
import { isSound, launch, openContext } from './browser.ts'

let server: TestServer
let browser: Browser
let company: Company
let admin: TestPerson
let channel: TestChannel
let place: { companyId: string; campaignId: string; queueId: string; channelId: string }

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  company = await makeCompany(server, { name: 'Librería Los Álamos' })
  admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true })
  channel = await makeActiveChannel(server, { companyId: company.id, businessName: 'Los Álamos' })
  const where = { companyId: company.id, campaignId: company.defaultCampaignId }
  const queue = await makeQueue(server, { ...where, name: 'Ventas', channels: [channel.id] })
  place = { ...where, queueId: queue.id, channelId: channel.id }
  const contact = await makeContact(server, { companyId: company.id, name: 'Lucía Paredes' })
  await makeTicket(server, {
    ...place,
    contactId: contact.id,
    minutesAgo: 3,
    text: '¿A cuánto el diccionario ilustrado?',
  })
  await makeInteractions(server, { ...place, tickets: 1200, sends: 0 })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const names = (page: Page) => page.locator('section li a > span:first-child')
const list = (page: Page) => page.locator('ul[aria-label]')

test('WS-7 more open tickets than one counts: few are drawn, more come by scrolling, and the place is found again', async () => {
  const { context, faults } = await openContext(browser, { cookie: admin.cookie, url: server.url })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?vista=todos`)
  await page.getByRole('link', { name: /^Todos 1.000\+/ }).waitFor()
  await page.locator('section li').nth(5).waitFor()
  const rows = list(page).first().locator('..')
  for (let n = 0; n < 4; n++) {
    const before = await rows.evaluate((el) => el.scrollHeight)
    await rows.evaluate((el) => el.scrollTo({ top: el.scrollHeight }))
    await until('more rows', async () => (await rows.evaluate((el) => el.scrollHeight)) > before)
  }
  expect(await page.locator('section li').count()).toBeLessThan(40)
  await rows.evaluate((el) => el.scrollTo({ top: 4000 }))
  const row = page.locator('section li[aria-posinset="54"] a')
  await row.click()
  const at = await rows.evaluate((el) => el.scrollTop)
  expect(at).toBe(4000)
  await page.goto(`${server.url}/workspace?vista=todos`)
  await page.locator('section li').nth(5).waitFor()

  // Searching goes over everything, and names the message.
  await page.getByRole('searchbox').fill('diccionario')
  await page.getByRole('list', { name: 'En los mensajes' }).getByText('Lucía Paredes').waitFor()
  await page.getByRole('searchbox').fill('lucia par')
  await page.getByRole('list', { name: 'Tickets', exact: true }).getByText('Lucía Paredes').waitFor()
  await isSound(page, 'the list')
  expect(faults).toEqual([])
  await context.close()
})

test('WS-7 a page that is cut short by a reading of the whole, or that fails, is asked for again', async () => {
  const { context } = await openContext(browser, { cookie: admin.cookie, url: server.url })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?vista=todos`)
  await page.locator('section li').nth(5).waitFor()
  const rows = list(page).first().locator('..')
  const height = () => rows.evaluate((el) => el.scrollHeight)
  const toEnd = () => rows.evaluate((el) => el.scrollTo({ top: el.scrollHeight }))
  const nextPages = /\/api\/tickets\?.*cursor=/
  let held = 0
  await page.route(nextPages, async (route) => {
    held++
    if (held === 1) await until('all is asked for again', () => again)
    await route.continue().catch(() => undefined)
  })
  let again = false
  const before = await height()
  await toEnd()
  await until('the next page is on its way', () => held > 0)
  const whole = page.waitForRequest(/\/api\/tickets\?(?!.*cursor=)/)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await whole
  again = true
  await until('more rows', async () => (await height()) > before)
  await page.unroute(nextPages)

  await page.route(nextPages, (route) => route.fulfill({ status: 403, json: { code: 'forbidden' } }))
  await toEnd()
  const retry = rows.getByRole('button', { name: 'Reintentar' })
  await retry.waitFor()
  await page.unroute(nextPages)
  const loaded = await height()
  await retry.click()
  await until('more rows after another try', async () => (await height()) > loaded)
  await context.close()
})

test('WS-7 what happens shows by itself, but no row moves under the pointer; a lost server shows and heals by itself', async () => {
  const other = await makeCompany(server)
  const agent = await makePerson(server, { companyId: other.id, role: 'agent' })
  const number = await makeActiveChannel(server, { companyId: other.id })
  await makeQueue(server, {
    companyId: other.id,
    campaignId: other.defaultCampaignId,
    channels: [number.id],
    agents: [agent.userId],
  })
  await server.sql(`update queue set queue_order = 'newest' where company_id = $1`, [other.id])
  const hooks = webhooksOf(server, number)
  const { context } = await openContext(browser, { cookie: agent.cookie, url: server.url })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?vista=espera`)
  await page.getByText('Nadie espera en tus colas').waitFor()
  await hooks.text({ phone: '51900440001', name: 'Uno' }, 'Primero')
  await names(page).getByText('Uno').waitFor()
  await names(page).first().hover()
  await hooks.text({ phone: '51900440002', name: 'Dos' }, 'Segundo')
  await hooks.text({ phone: '51900440001', name: 'Uno' }, 'Otra vez')
  const more = page.getByRole('button', { name: '1 nuevo' })
  await more.waitFor()
  await page.getByText('Otra vez').waitFor()
  expect(await names(page).allTextContents()).toEqual(['Uno'])
  await more.click()
  await until('both', async () => (await names(page).allTextContents()).join() === 'Dos,Uno')

  // The arrows walk, and where one stands Enter opens.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Conversación con Uno' }).waitFor()

  await page.mouse.move(900, 500)
  const stopped = server.restart()
  await page.getByText('Sin conexión, reintentando').waitFor()
  await stopped
  await page.getByText('Sin conexión, reintentando').waitFor({ state: 'hidden' })
  await hooks.text({ phone: '51900440003', name: 'Tres' }, 'Después')
  await names(page).getByText('Tres').waitFor()
  await context.close()
})
