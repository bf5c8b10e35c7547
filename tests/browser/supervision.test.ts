import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { beThere } from '../support/agents.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel } from '../support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeTicket } from '../support/tickets.ts'
import { isSound, launch, type Look, openContext, overWidth } from './browser.ts'
import { words } from './words.ts'

const FOLDER = 'test-results/supervision'
const w = words('es')
let server: TestServer
let browser: Browser
let admin: TestPerson
let bruno: TestPerson

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  mkdirSync(FOLDER, { recursive: true })
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  const companyId = company.id
  admin = await makePerson(server, { companyId, role: 'admin', name: 'Ana Torres' })
  bruno = await makePerson(server, { companyId, role: 'agent', name: 'Bruno Paz' })
  const [carla, diego] = [
    await makePerson(server, { companyId, role: 'agent', name: 'Carla Ríos' }),
    await makePerson(server, { companyId, role: 'agent', name: 'Diego Luna' }),
  ]
  const channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos' })
  const place = { companyId, campaignId: company.defaultCampaignId, channelId: channel.id }
  const sales = await makeQueue(server, {
    ...place,
    name: 'Ventas Lima',
    agents: [bruno.userId],
    distribution: 'round_robin',
    ticketLimit: 1,
  })
  const claims = await makeQueue(server, { ...place, name: 'Reclamos', agents: [carla.userId, diego.userId] })
  await makeTicket(server, { ...place, queueId: sales.id, minutesAgo: 1, text: '¿Tienen cuadernos?' })
  for (const minutesAgo of [3, 12])
    await makeTicket(server, { ...place, queueId: claims.id, minutesAgo, text: 'Mi pedido no llegó' })
  await makeTicket(server, { ...place, queueId: claims.id, agentId: carla.userId, minutesAgo: 30 })
  await beThere(carla, 'training')
  await diego.call('PUT', '/agent/state', { state: 'available' })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const open = (person: TestPerson, look: Partial<Look> = {}) =>
  openContext(browser, { ...look, cookie: person.cookie, url: server.url })

const shoot = (page: Page, name: string) => page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true })

test('WS-8, WS-6 an agent becomes disponible and is given a ticket; who supervises sees it live, forces a state, and reads the day', async () => {
  const [mine, board] = [await open(bruno), await open(admin)]
  const [page, supervisor] = [await mine.context.newPage(), await board.context.newPage()]
  await supervisor.goto(`${server.url}/supervision`)
  const row = supervisor.getByRole('table', { name: w('supervision:agents') }).getByRole('row', { name: 'Bruno Paz' })
  await row.getByText(w('agents:absent')).waitFor()
  await isSound(supervisor, 'board')
  await shoot(supervisor, 'board')

  await page.goto(`${server.url}/workspace`)
  const state = page.getByRole('button', { name: w('agents:mine') })
  await state.getByText(w('agents:state.unavailable')).waitFor()
  await state.click()
  await page.getByRole('menuitem', { name: w('agents:state.available'), exact: true }).waitFor()
  await shoot(page, 'state-menu')
  await page.getByRole('menuitem', { name: w('agents:state.available'), exact: true }).click()
  await page.getByText(w('agents:given_one')).waitFor()
  await shoot(page, 'given')
  await page.getByRole('button', { name: w('agents:open'), exact: true }).click()
  await page.waitForURL(/ticket=/)

  await row.getByText(w('agents:state.available')).waitFor()
  await row.getByRole('button', { name: w('supervision:actions.of', { name: 'Bruno Paz' }) }).click()
  await supervisor.getByRole('menuitem', { name: w('supervision:actions.force') }).click()
  const dialog = supervisor.getByRole('dialog')
  await dialog.getByLabel(w('agents:field.state')).selectOption('busy')
  await dialog.getByLabel(w('agents:field.reason')).fill('Apoya en la tienda')
  await shoot(supervisor, 'force')
  await dialog.getByRole('button', { name: w('agents:change') }).click()
  await row.getByText('Apoya en la tienda').waitFor()
  await page.getByText(w('agents:forcedBy', { name: 'Ana Torres', state: w('agents:state.busy') })).waitFor()

  await row.getByRole('button', { name: w('supervision:actions.of', { name: 'Bruno Paz' }) }).click()
  await supervisor.getByRole('menuitem', { name: w('supervision:actions.day') }).click()
  await supervisor.getByRole('dialog').getByRole('table').waitFor()
  await isSound(supervisor, 'day')
  await shoot(supervisor, 'day')
  await supervisor.keyboard.press('Escape')
  await supervisor.getByRole('row', { name: 'Reclamos' }).first().click()
  await supervisor.getByRole('link', { name: 'Mi pedido no llegó' }).first().waitFor()
  await shoot(supervisor, 'tickets')
  await supervisor.getByRole('link', { name: 'Mi pedido no llegó' }).first().click()
  await supervisor.waitForURL(/workspace.*ticket=/)
  expect([...mine.faults, ...board.faults]).toEqual([])
  await Promise.all([mine.context.close(), board.context.close()])
})

test('WS-8 the board and the state fit a phone, in English and in the dark', async () => {
  for (const person of [admin, bruno])
    await server.sql(`update auth."user" set locale = 'en' where id = $1`, [person.userId])
  const { context, faults } = await open(admin, { width: 390, theme: 'dark', lang: 'en' })
  const page = await context.newPage()
  await page.goto(`${server.url}/supervision`)
  await page.getByText('Carla Ríos').first().waitFor()
  await isSound(page, 'phone')
  await shoot(page, 'board-390')
  await page.getByRole('button', { name: 'Actions: Bruno Paz' }).click()
  await page.getByRole('menuitem', { name: 'See their day' }).click()
  await page.getByRole('dialog').getByRole('table').waitFor()
  await shoot(page, 'day-390')
  await page.keyboard.press('Escape')
  // The foot of a phone has room for four, and a way to the others.
  const more = page.getByRole('navigation', { name: 'Main menu' }).getByRole('button', { name: 'More' })
  await more.click()
  await page.getByRole('menuitem', { name: 'Contacts' }).waitFor()
  await isSound(page, 'phone menu')
  await shoot(page, 'menu-390')
  expect(
    await page
      .getByRole('menuitem')
      .first()
      .evaluate((e) => e === document.activeElement),
  ).toBe(true)
  await page.getByRole('menuitem', { name: 'Contacts' }).click()
  await page.waitForURL('**/contactos**')
  await expect.poll(() => more.getAttribute('aria-current')).toBe('true')
  expect(faults).toEqual([])
  await context.close()

  const own = await open(bruno, { width: 390, theme: 'dark', lang: 'en' })
  const his = await own.context.newPage()
  await his.goto(`${server.url}/workspace`)
  await his.getByRole('button', { name: 'Your state:' }).waitFor()
  expect(await overWidth(his)).toBe(0)
  await shoot(his, 'workspace-390')
  await own.context.close()
})
