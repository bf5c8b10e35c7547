import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { png } from '../support/media-files.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { launch, openContext } from './browser.ts'

const [LUCIA, ROSA] = ['51900670001', '51900670002']

let server: TestServer
let browser: Browser
let channel: TestChannel
let agent: TestPerson
let other: TestPerson
const tickets: Record<string, string> = {}

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] }
  const queue = await makeQueue(server, place)
  agent = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Bruno Paz', queues: [queue.id] })
  other = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Carla Ruiz', queues: [queue.id] })
  for (const [phone, name] of [
    [LUCIA, 'Lucía Prado'],
    [ROSA, 'Rosa Huamán'],
  ] as const) {
    await phoneOf(server, phone).write('Hola', channel.identifier, name)
    tickets[phone] = await until('a ticket waits', async () => {
      const { body } = await agent.call('GET', '/tickets?view=waiting')
      return body.items[0]?.id
    })
    await agent.call('POST', `/tickets/${tickets[phone]}/take`)
  }
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function open(): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const { context, faults } = await openContext(browser, { cookie: agent.cookie, url: server.url })
  const page = await context.newPage()
  await goTo(page, LUCIA)
  return { page, context, faults }
}
const field = (page: Page) => page.getByRole('textbox', { name: 'Escribe un mensaje' })
async function goTo(page: Page, phone: string): Promise<void> {
  await page.goto(`${server.url}/workspace?ticket=${tickets[phone]}`)
  await field(page).waitFor()
}

test('WS-6 a note that is refused comes back as a note, and never stands in the field to the contact', async () => {
  const { page, context, faults } = await open()
  const { status, body } = await agent.call('GET', '/tickets/01890000-0000-7000-8000-000000000000')
  await page.route('**/api/tickets/*/notes', (route) => route.fulfill({ status, json: body }))
  await page.getByText('Nota', { exact: true }).click()
  const note = page.getByRole('textbox', { name: 'Escribe una nota interna' })
  await note.fill('Cuidado: no paga')
  await note.press('Enter')
  await page.getByRole('alert').getByText('No se envió').waitFor()
  await page.getByText('Mensaje', { exact: true }).click()
  await page.getByRole('button', { name: 'Volver a editar' }).click()
  expect(await note.inputValue()).toBe('Cuidado: no paga')
  await page.unroute('**/api/tickets/*/notes')
  await note.press('Enter')
  await until('it is kept', async () => (await note.inputValue()) === '')
  await page.getByText('Mensaje', { exact: true }).click()
  expect(await field(page).inputValue()).toBe('')
  expect(faults).toEqual([])
  await context.close()
})

test('WS-5 a file on its way and a voice note outlive a reload, and leaving the field while one speaks', async () => {
  const { page, context } = await open()
  await page.route('**/api/files*', (route) => route.abort())
  const file = { name: 'portada.png', mimeType: 'image/png', buffer: png() }
  await page.locator('input[type=file]').setInputFiles([file])
  await page.getByText('No pudimos conectarnos').first().waitFor()
  await page.unroute('**/api/files*')
  await page.reload()
  await page.getByRole('button', { name: 'Quitar portada.png' }).waitFor()
  await page.getByRole('progressbar').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Grabar mensaje de voz' }).click()
  await page.getByText(/Grabando 0:0[2-9]/).waitFor()
  await page.getByText('Nota', { exact: true }).click()
  await page.getByText('Mensaje', { exact: true }).click()
  const remove = page.getByRole('button', { name: /Quitar mensaje-de-voz/ })
  await remove.waitFor()
  await remove.click()
  await page.getByRole('button', { name: 'Quitar portada.png' }).click()
  await context.close()
})

test('WS-7 on coming back to a conversation what came meanwhile stands under its line', async () => {
  const { page, context, faults } = await open()
  const row = (name: string) => page.getByRole('link', { name })
  await row('Rosa Huamán').click()
  await page.getByRole('heading', { level: 2, name: 'Rosa Huamán' }).waitFor()
  await phoneOf(server, LUCIA).write('¿Sigues ahí?', channel.identifier)
  await phoneOf(server, LUCIA).write('Lo compro', channel.identifier)
  await page.getByRole('link', { name: /Lucía Prado.*Lo compro.*2 sin leer/s }).waitFor()
  await row('Lucía Prado').click()
  await page.getByText('2 mensajes sin leer').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('PE-3 what one person began is not there for the next one in the same tab; a file dropped beside the fields is not opened', async () => {
  const { page, context } = await open()
  await field(page).fill('Solo de Bruno')
  await page.getByRole('button', { name: 'Nuevo mensaje' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /WhatsApp/ })
    .fill('900 111 222')
  await page.keyboard.press('Escape')
  const opened = await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'x.txt'))
    const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer })
    return document.querySelector('header')!.dispatchEvent(event)
  })
  expect(opened).toBe(false)
  const kept = () =>
    page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.startsWith('score.kept.')).length)
  expect(await kept()).toBeGreaterThan(0)

  // The session ends by itself: who signs in again finds all; somebody else nothing.
  const [name = '', value = ''] = other.cookie.split('=')
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }])
  await page.goto(`${server.url}/workspace?ticket=${tickets[LUCIA]}`)
  await page.getByRole('heading', { level: 2, name: 'Lucía Prado' }).waitFor()
  await page.getByRole('button', { name: 'Nuevo mensaje' }).first().click()
  const typed = page.getByRole('dialog').getByRole('textbox', { name: /WhatsApp/ })
  expect(await typed.inputValue()).toBe('')
  await page.keyboard.press('Escape')
  const [own = '', mine = ''] = agent.cookie.split('=')
  await context.addCookies([{ name: own, value: mine, url: server.url, httpOnly: true, sameSite: 'Lax' }])
  await goTo(page, LUCIA)
  expect(await field(page).inputValue()).toBe('Solo de Bruno')

  // What is refused before the answer is here takes the page nowhere.
  await page.route('**/api/auth/sign-out', async (route) => {
    const response = await route.fetch()
    const refused = page.waitForResponse((answer) => answer.status() === 401)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await refused
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: 'Tu cuenta' }).click()
  await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click()
  await page.waitForURL(/\/entrar$/)
  expect(await kept()).toBe(0)
  await context.close()
})
