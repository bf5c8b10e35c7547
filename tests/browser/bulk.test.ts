import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { makeTemplates } from '../support/templates.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { isSound, launch, type Lang, openContext } from './browser.ts'
import { words } from './words.ts'

let server: TestServer
let browser: Browser
let admin: TestPerson
let channel: TestChannel
let companyId: string

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer({ simulator: { reviewDelayMs: 60_000 } })
  browser = await launch()
  const company = await makeCompany(server)
  companyId = company.id
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Rocío Vela' })
  channel = await makeActiveChannel(server, { companyId: company.id })
  const asked = { companyId: company.id, channel, createdBy: admin.userId }
  await makeApprovedTemplate(server, {
    ...asked,
    name: 'aviso_lista',
    body: 'Lleva *hoy*:\n- _pan_\n- `queso`\n> gracias',
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function open(lang: Lang, look: { width: 1280 | 390; theme: 'light' | 'dark' }, path: string) {
  await server.sql(`update auth."user" set locale = $2 where id = $1`, [admin.userId, lang])
  const { context, faults } = await openContext(browser, { ...look, lang, url: server.url, cookie: admin.cookie })
  const page = await context.newPage()
  await page.goto(`${server.url}/canales/${channel.id}/plantillas${path}`)
  return { page, faults }
}

const csv = [
  'nombre_tecnico;nombre_visible;idioma;categoria;cuerpo',
  'pedido_en_camino;Pedido en camino;es;Utility;Tu pedido ya salió de nuestra tienda y va en camino a tu casa.',
  'Mal Nombre;;es;Anuncio;Hola',
].join('\n')

test('TP-5 a file is judged line by line, what is good of it requested, and all of it exported', async () => {
  const w = words('es')
  const { page, faults } = await open('es', { width: 1280, theme: 'light' }, '')
  await page.getByRole('button', { name: w('template-bulk:menu') }).click()
  await page.getByRole('menuitem', { name: w('template-bulk:import') }).click()
  const picked = { name: 'mias.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[type=file]').setInputFiles(picked)
  const lines = page.getByRole('table', { name: w('template-bulk:lines') })
  await lines.getByRole('row', { name: /^3 .*CSV-12 categoria/ }).waitFor()
  await isSound(page, 'a judged file')
  await page.getByRole('radio', { name: w('template-bulk:mode.requests') }).check()
  await page.getByRole('button', { name: 'Solicitar 1 plantilla' }).click()
  await lines.getByText(w('template-bulk:outcome.requested')).waitFor()
  await page.getByRole('link', { name: w('template-bulk:see.requests') }).click()
  await page.getByText('pedido_en_camino').waitFor()
  await page.getByRole('button', { name: w('template-bulk:menu') }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: w('template-bulk:export') }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('plantillas.csv')
  expect(readFileSync(await saved.path(), 'utf8')).toContain('pedido_en_camino;Pedido en camino')
  expect(faults).toEqual([])
  await page.context().close()
})

test('TP-8 a file that cannot be read says what to do, on a phone, in the dark, in English', async () => {
  const { page, faults } = await open('en', { width: 390, theme: 'dark' }, '/importar')
  const picked = { name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from('año;é', 'latin1') }
  await page.locator('input[type=file]').setInputFiles(picked)
  await page.getByRole('alert').filter({ hasText: 'CSV UTF-8' }).waitFor()
  await isSound(page, 'a file that cannot be read')
  expect(faults).toEqual([])
  await page.context().close()
})

test('TP-4 the list shows a template as WhatsApp draws it', async () => {
  const { page, faults } = await open('es', { width: 390, theme: 'light' }, '')
  await page
    .getByRole('button', { name: /^Vista previa de / })
    .last()
    .click()
  const phone = page.getByRole('dialog').getByRole('figure')
  await phone.locator('li > i', { hasText: 'pan' }).waitFor()
  expect(await phone.locator('b').allTextContents()).toEqual(['hoy'])
  expect(await phone.locator('blockquote').textContent()).toBe('gracias')
  await phone.getByRole('img', { name: 'Entregado' }).waitFor()
  await isSound(page, 'a preview')
  expect(faults).toEqual([])
  await page.context().close()
})

test('TP-1, TP-3, AS-1 of 120 templates some are chosen by key over two pages, switched off, undone; all assigned', async () => {
  const w = words('es')
  const own = channel
  channel = await makeActiveChannel(server, { companyId })
  try {
    const ids = await makeTemplates(server, { companyId, channelId: channel.id, count: 120 })
    const campaign = await makeCampaign(server, { companyId, name: 'Ventas' })
    const norte = await makeQueue(server, { companyId, campaignId: campaign.id, name: 'Norte', channels: [channel.id] })
    await server.sql(
      'insert into template_assignment (company_id, template_id, campaign_id, queue_id) values ($1, $2, $3, $4)',
      [companyId, ids[0], campaign.id, norte.id],
    )
    const { page, faults } = await open('es', { width: 1280, theme: 'light' }, '')
    const rows = page.getByRole('table', { name: w('templates:list') }).locator('tbody tr')
    await rows.first().getByText('aviso_1').waitFor()
    await rows.first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    const bar = page.getByRole('region', { name: w('template-many:bar') })
    await bar.getByText('2 elegidas').waitFor()
    expect(await rows.count()).toBe(50)
    await page.getByRole('button', { name: w('ui:nextPage') }).click()
    await bar.getByText('2 no están en esta página').waitFor()
    await rows.first().getByRole('checkbox').check()
    await bar.getByText('3 elegidas').waitFor()
    await isSound(page, 'chosen templates')
    await bar.getByRole('button', { name: w('template-many:switchOff') }).click()
    await page.getByRole('button', { name: 'Desactivar 3 plantillas' }).click()
    const off = () =>
      server.sql('select from template where channel_id = $1 and not active', [channel.id]).then((all) => all.length)
    await page.getByText('Se desactivaron 3 plantillas.').waitFor()
    expect(await off()).toBe(27)
    await page.getByRole('button', { name: w('ui:undo') }).click()
    await page.getByText('Se activaron 3 plantillas.').waitFor()
    expect(await off()).toBe(24)

    // WS-10: at the last page and at the first the button that led there keeps the focus.
    for (const [word, number] of [
      ['ui:nextPage', 3],
      ['ui:previousPage', 2],
      ['ui:previousPage', 1],
    ] as const) {
      const turn = page.getByRole('button', { name: w(word) })
      await turn.press('Enter')
      await page.getByText(w('ui:page', { number: String(number) })).waitFor()
      // Whether there is another one is known when the page is here, not when its number is.
      await turn.and(page.locator(`[aria-disabled=${number !== 2}]`)).waitFor()
      expect(await turn.evaluate((button) => button === document.activeElement)).toBe(true)
    }
    await page.getByRole('button', { name: w('ui:nextPage') }).click()

    await bar.getByRole('button', { name: 'Elegir las 120 del número' }).click()
    await bar.getByText('120 elegidas').waitFor()
    await bar.getByRole('button', { name: w('template-many:assign') }).click()
    const dialog = page.getByRole('dialog')
    const box = dialog.getByRole('checkbox', { name: 'Norte' })
    await dialog.getByText('En 1 de 120.').waitFor()
    expect(await box.evaluate((input: HTMLInputElement) => input.indeterminate)).toBe(true)
    await box.focus()
    await page.keyboard.press('Space')
    await dialog.getByText('Se agrega a 119 plantillas.').waitFor()
    await isSound(page, 'assigning many')
    await dialog.getByRole('button', { name: w('ui:save') }).click()
    await page.getByText('Se cambió la asignación de 119 plantillas. 1 ya estaba así.').waitFor()
    expect(await server.sql('select from template_assignment where queue_id = $1', [norte.id])).toHaveLength(120)
    expect(faults).toEqual([])
    await page.context().close()
  } finally {
    channel = own
  }
})
