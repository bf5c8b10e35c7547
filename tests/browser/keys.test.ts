import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { launch, openContext } from './browser.ts'
import { words } from './words.ts'

const w = words('es')
const ROSA = '51900100801'
const IVAN = '51900100802'

let server: TestServer
let browser: Browser
let company: Company
let channel: TestChannel
let ana: TestPerson
let beto: TestPerson
let page: Page
let faults: string[]
/** What this browser was asked to show; a bare Chromium has no desktop to show it on. */
const shown: string[] = []

/** What the person answers when the browser asks; one without a window asks nobody and allows nothing. */
const answersPermission = (context: BrowserContext, answer: 'granted' | 'denied') =>
  context.addInitScript((permission) => {
    Object.defineProperty(Notification, 'permission', { get: () => permission })
    Notification.requestPermission = async () => permission
  }, answer)

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  company = await makeCompany(server)
  const companyId = company.id
  channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const campaignId = company.defaultCampaignId
  const queue = await makeQueue(server, { companyId, campaignId, name: 'Ventas', channels: [channel.id] })
  ana = await makePerson(server, { companyId, role: 'agent', name: 'Ana Torres', queues: [queue.id] })
  beto = await makePerson(server, { companyId, role: 'agent', name: 'Beto Luna', queues: [queue.id] })
  await writes(ROSA, 'Rosa Huamán', '¿Tienen cuadernos?')
  const opened = await openContext(browser, { url: server.url, cookie: ana.cookie })
  faults = opened.faults
  await answersPermission(opened.context, 'granted')
  await opened.context.exposeBinding('told', (_, text: string) => shown.push(text))
  await opened.context.addInitScript(() => {
    const { told, Notification: Real } = window as unknown as {
      told: (text: string) => void
      Notification: typeof Notification
    }
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        told(`${title}: ${options?.body}`)
      }
    }
  })
  page = await opened.context.newPage()
  await page.goto(`${server.url}/workspace?vista=espera`)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const writes = (phone: string, name: string, text: string) =>
  phoneOf(server, phone).write(text, channel.identifier, name)
const dialog = () => page.getByRole('dialog')
const focused = () => page.evaluate(() => document.activeElement?.tagName)
const box = () => page.getByRole('textbox', { name: w('workspace:write'), exact: true })

test('WS-10 a ticket is found, taken and written in by keys alone; none acts while one types', async () => {
  await page.getByRole('link', { name: 'Rosa Huamán' }).waitFor()
  await page.keyboard.press('?')
  await dialog().getByText(w('keys:actions.take')).waitFor()
  // Under the sheet they rest.
  await page.keyboard.press('n')
  expect(await dialog().count()).toBe(1)
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })

  await page.keyboard.press('u')
  await page.getByRole('heading', { name: 'Rosa Huamán' }).first().waitFor()
  await page.getByRole('button', { name: w('workspace:take') }).waitFor()
  await page.keyboard.press('t')
  await box().waitFor()
  await expect.poll(focused).toBe('TEXTAREA')
  await page.keyboard.type('toc? xn')
  expect(await box().inputValue()).toBe('toc? xn')
  expect(await dialog().count()).toBe(0)

  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('A')
  await page.keyboard.press('o')
  const note = page.getByRole('textbox', { name: w('write:note.write') })
  await expect.poll(() => note.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await expect.poll(() => box().evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await page.keyboard.press('x')
  await dialog().getByText(w('tickets:transfer.note')).waitFor()
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  // The focus is back where it was taken from.
  await expect.poll(focused).toBe('BUTTON')
  await page.keyboard.press('/')
  await expect.poll(() => page.getByRole('searchbox').evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')

  await page.keyboard.press('c')
  await dialog()
    .getByRole('button', { name: w('workspace:close.verb') })
    .waitFor()
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
})

test('WS-10 who turns single keys off presses none by accident', async () => {
  await page.getByRole('button', { name: w('keys:title') }).click()
  await dialog().getByRole('switch').click({ force: true })
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await page.keyboard.press('c')
  await page.keyboard.press('?')
  expect(await dialog().count()).toBe(0)
  expect(await page.locator('[aria-keyshortcuts]').count()).toBe(0)
  await page.getByRole('button', { name: w('keys:title') }).click()
  await dialog().getByRole('switch').click({ force: true })
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
})

test('WS-10 a ticket that somebody else takes under my eyes is said, quietly', async () => {
  await writes(IVAN, 'Iván Quispe', 'Hola')
  await page.goto(`${server.url}/workspace?vista=espera`)
  await page.getByRole('link', { name: 'Iván Quispe' }).click()
  await page.getByRole('button', { name: w('workspace:take') }).waitFor()
  const id = new URL(page.url()).searchParams.get('ticket')!
  expect((await beto.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
  await page
    .getByRole('status')
    .getByText(w('keys:takenBy', { name: 'Beto Luna' }))
    .waitFor()
})

test('WS-10 where the browser blocks notifications it is said what to do, and nothing pretends to be on', async () => {
  const blocked = await openContext(browser, { url: server.url, cookie: beto.cookie })
  await answersPermission(blocked.context, 'denied')
  const settings = await blocked.context.newPage()
  await settings.goto(`${server.url}/cuenta`)
  const desktop = settings.getByRole('switch', { name: w('ring:desktop') })
  await desktop.click({ force: true })
  await settings.getByRole('alert').getByText(w('ring:blockedHelp')).waitFor()
  expect(await desktop.isChecked()).toBe(false)
  await blocked.context.close()
})

test('WS-10 of two tabs one calls, and only for what is not in view; never with what was written', async () => {
  await page.goto(`${server.url}/cuenta`)
  await page.getByRole('switch', { name: w('ring:desktop') }).click({ force: true })
  await expect.poll(() => shown).toEqual([`${w('ring:title')}: ${w('ring:example')}`])
  const other = await page.context().newPage()
  await other.goto(`${server.url}/workspace?vista=mios`)
  await other.getByRole('link', { name: 'Rosa Huamán' }).waitFor()
  await writes(ROSA, 'Rosa Huamán', '¿Y lapiceros?')
  await expect.poll(() => shown.slice(1)).toEqual([`Rosa Huamán: ${w('ring:message')}`])

  await other.getByRole('link', { name: 'Rosa Huamán' }).click()
  await other
    .getByRole('region', { name: w('thread:messages') })
    .getByText('¿Y lapiceros?')
    .waitFor()
  await writes(ROSA, 'Rosa Huamán', '¿Y gomas?')
  await other
    .getByRole('region', { name: w('thread:messages') })
    .getByText('¿Y gomas?')
    .waitFor()
  await other.goto(`${server.url}/workspace?vista=espera`)
  await writes(ROSA, 'Rosa Huamán', '¿Y reglas?')
  await expect.poll(() => shown.slice(2)).toEqual([`Rosa Huamán: ${w('ring:message')}`])
  expect(faults).toEqual([])
})
