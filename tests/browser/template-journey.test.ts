import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { aForm } from '../../src/server/features/templates/template-form.test-support.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel } from '../support/channels.ts'
import { makeCompany, makePerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { isSound, launch, openContext } from './browser.ts'
import { words } from './words.ts'

const PICTURES = 'test-results/template-journey'
const NEVER_MS = 3_600_000

let server: TestServer
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  // Nobody reviews but who sits at the simulator's page.
  server = await startTestServer({ simulator: { reviewDelayMs: NEVER_MS } })
  browser = await launch()
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('TP-2, TP-3, TP-6 to TP-8, AS-1 to AS-3, WS-1: a template is rejected, mended, approved, paused, resumed, recategorised, assigned, explained, and seen by the right agent only', async () => {
  const w = words('es')
  const { id: companyId } = await makeCompany(server, { name: 'Librería Los Álamos' })
  const rosa = await makePerson(server, { companyId, role: 'admin', name: 'Rosa Vega' })
  const channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos', subscribed: true })
  const { id: campaignId } = await makeCampaign(server, { companyId, name: 'Ventas' })
  const at = { companyId, campaignId, channels: [channel.id] }
  const [lima, norte] = [
    await makeQueue(server, { ...at, name: 'Ventas Lima' }),
    await makeQueue(server, { ...at, name: 'Ventas Norte' }),
  ]
  const lucia = await makePerson(server, { companyId, role: 'agent', name: 'Lucía Paz', queues: [lima.id] })
  const mateo = await makePerson(server, { companyId, role: 'agent', name: 'Mateo Ríos', queues: [norte.id] })

  const faults: string[][] = []
  const open = async (cookie?: string) => {
    const opened = await openContext(browser, { url: server.url, ...(cookie !== undefined && { cookie }) })
    faults.push(opened.faults)
    return opened.context.newPage()
  }
  const page = await open(rosa.cookie)
  const check = async (name: string) => {
    await isSound(page, name)
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
  }

  // Requested from a draft that somebody left at its last step.
  const form = aForm({ body: 'Hola, {{1}}. Tu pedido ya está en la tienda.' })
  const drafts = `/channels/${channel.id}/template-drafts`
  const draft = (await rosa.call('POST', drafts, { content: { ...form, step: 5 } })).body.id as string
  await page.goto(`${server.url}/canales/${channel.id}/plantillas/nueva?borrador=${draft}`)
  const request = page.getByRole('button', { name: w('templates:wizard.request'), exact: true })
  await request.waitFor()
  await tickAll(page)
  await request.click()
  await page.getByRole('button', { name: w('templates:requested.later') }).click()
  await page.getByText(w('templates:status.pending'), { exact: true }).first().waitFor()
  // TP-1, AS-2, TP-3: at once in the list, on, with the mark that nobody will see it; filters stand in the address.
  await page.getByText(w('templates:unassigned'), { exact: true }).first().waitFor()
  expect(await page.getByRole('switch').first().isChecked()).toBe(true)
  const list = `${server.url}/canales/${channel.id}/plantillas`
  await page.goto(`${list}?status=approved&category=UTILITY`)
  await page.getByText(w('templates:noneFound')).waitFor()
  await page.goto(`${list}?status=pending&category=UTILITY&active=true&q=pedido`)
  await page.getByText(form.displayName, { exact: true }).first().click()
  const status = (word: string) =>
    page
      .getByText(w(`templates:status.${word}`), { exact: true })
      .first()
      .waitFor()
  await status('pending')
  await expect.poll(() => server.simulator.books.templatesOf(channel.appId).length).toBe(1)

  const reviewer = await open()
  await reviewer.goto(`${server.simulator.url}/control`)
  await reviewer.locator('summary').click()
  const review = async (act: string, value?: string) => {
    const row = reviewer.locator(`li[data-template="${form.name}"]`)
    if (value) await row.getByRole('combobox', { name: `Valor de «${act}»` }).selectOption(value)
    await row.getByRole('button', { name: act }).click()
    await reviewer.getByText(`Hecho: ${act} en ${form.name}.`).waitFor()
  }

  await review('Rechazar', 'TAG_CONTENT_MISMATCH')
  await status('rejected')
  await check('rejected')

  await page.getByRole('button', { name: w('template-life:menuOf', { name: form.displayName }) }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${w('template-life:edit')}`) }).click()
  const mended = 'Hola, {{1}}. Tu pedido ya está listo para que lo recojas hoy en la tienda.'
  await page.getByRole('textbox', { name: w('templates:content.body') }).fill(mended)
  const next = page.getByRole('button', { name: w('templates:wizard.continue'), exact: true })
  await next.click()
  await next.click()
  await page.getByRole('button', { name: w('template-life:send') }).waitFor()
  await tickAll(page)
  await page.getByRole('button', { name: w('template-life:send') }).click()
  await status('pending')
  await expect.poll(() => server.simulator.books.templatesOf(channel.appId)[0]?.status).toBe('PENDING')

  await review('Aprobar')
  await status('approved')
  await review('Pausar', '3')
  await page.getByText(w('templates:wordHelp.PAUSED')).waitFor()
  await check('paused')
  await review('Reanudar')
  await page.getByText(w('templates:wordHelp.PAUSED')).waitFor({ state: 'detached' })
  await review('Cambiar categoría', 'MARKETING')
  const [from, to] = [w('templates:category.UTILITY'), w('templates:category.MARKETING')]
  await page.getByText(w('templates:recategorised.title', { from, to })).waitFor()
  await check('recategorised')

  // Nobody sees it until it is assigned; then those of that queue, and the explanation says why.
  const mine = await openPicker(await open(lucia.cookie), w, server)
  const nothing = (queue: string) =>
    w('workspace:dialog.noTemplates', { campaign: 'Ventas', queue }).slice(0, 'No hay plantillas para Ventas'.length)
  await mine.getByText(nothing('Ventas Lima')).waitFor()
  await page.getByRole('button', { name: w('templates:assign.title') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Ventas Lima' }).check()
  await dialog.getByRole('button', { name: w('ui:save') }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: w('reach:who.title') }).click()
  const person = (name: string) => dialog.getByRole('listitem').filter({ hasText: name })
  await person('Lucía Paz')
    .getByText(w('reach:through', { places: 'Ventas › Ventas Lima' }))
    .waitFor()
  await person('Mateo Ríos').getByText(w('reach:bar.not_in_queue')).waitFor()
  await check('who')

  await mine.getByText(form.displayName, { exact: true }).first().click()
  await mine.getByText('Tu pedido ya está listo para que lo recojas hoy').first().waitFor()
  const his = await openPicker(await open(mateo.cookie), w, server)
  await his.getByText(nothing('Ventas Norte')).waitFor()
  expect(await his.getByText(form.displayName, { exact: true }).count()).toBe(0)
  await his.page().screenshot({ path: `${PICTURES}/nothing-for-mateo.png` })
  await mine.page().screenshot({ path: `${PICTURES}/offered-to-lucia.png` })
  expect(faults.flat()).toEqual([])
}, 240_000)

/** What must be confirmed before it can go. */
async function tickAll(page: Page): Promise<void> {
  const boxes = page.getByRole('checkbox')
  for (let at = 0; at < (await boxes.count()); at++) await boxes.nth(at).check()
}

/** "Nuevo mensaje": an agent of one queue has its campaign and queue chosen already. */
async function openPicker(page: Page, w: ReturnType<typeof words>, { url }: TestServer) {
  await page.goto(`${url}/workspace`)
  await page.getByRole('button', { name: w('workspace:newMessage') }).click()
  return page.getByRole('dialog')
}
