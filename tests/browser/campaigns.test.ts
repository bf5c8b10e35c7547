import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeCampaign, makeDisposition, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeInteractions, makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { isSound, launch, type Look, openContext } from './browser.ts'
import { words } from './words.ts'

const FOLDER = 'test-results/campaigns'
const looks: Look[] = [
  { lang: 'es', theme: 'light', width: 1280 },
  { lang: 'en', theme: 'dark', width: 390 },
]
const w = words('es')
let server: TestServer
let browser: Browser
let companyId: string
let admin: TestPerson
let channel: TestChannel
let sales: { id: string }
let queue: { id: string }
let ticketId: string

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  mkdirSync(FOLDER, { recursive: true })
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  companyId = company.id
  admin = await makePerson(server, { companyId, role: 'admin', name: 'Ana Torres', agentMode: true })
  channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos' })
  await makeQueue(server, {
    companyId,
    campaignId: company.defaultCampaignId,
    name: 'Consultas',
    channels: [channel.id],
  })
  sales = await makeCampaign(server, { companyId, name: 'Ventas', dispositionRequired: true })
  queue = await makeQueue(server, {
    companyId,
    campaignId: sales.id,
    name: 'Mostrador',
    channels: [channel.id],
    agents: [admin.userId],
  })
  const sale = await makeDisposition(server, { companyId, campaignId: sales.id, name: 'Venta' })
  for (const name of ['Al contado', 'A crédito'])
    await makeDisposition(server, { companyId, campaignId: sales.id, name, parentId: sale.id })
  await makeDisposition(server, { companyId, campaignId: sales.id, name: 'No contesta' })
  const place = { companyId, campaignId: sales.id, queueId: queue.id, channelId: channel.id }
  await makeInteractions(server, { ...place, tickets: 4, sends: 2 })
  ticketId = (await makeTicket(server, { ...place, agentId: admin.userId, text: '¿Tienen cuadernos?' })).id
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const open = (look: Partial<Look> = {}) => openContext(browser, { ...look, cookie: admin.cookie, url: server.url })

test.each(looks)('AS-4 the screens of campaigns fit and are accessible ($lang, $theme, $width)', async (look) => {
  await server.sql(`update auth."user" set locale = $2 where id = $1`, [admin.userId, look.lang])
  const { context, faults } = await open(look)
  const page = await context.newPage()
  const shoot = async (name: string) => {
    await isSound(page, name)
    await page.screenshot({ path: `${FOLDER}/${name}-${look.lang}-${look.theme}-${look.width}.png`, fullPage: true })
  }
  const say = words(look.lang)
  await page.goto(`${server.url}/campanas`)
  await page.getByRole('heading', { name: 'Ventas' }).waitFor()
  await shoot('list')
  await page.getByRole('button', { name: say('campaigns:campaign.actionsOf', { name: 'Ventas' }) }).click()
  await page.getByRole('menuitem', { name: say('campaigns:campaign.delete') }).click()
  await page.getByRole('dialog').getByRole('definition').first().waitFor()
  await shoot('end')
  await page.goto(`${server.url}/campanas/colas/${queue.id}`)
  await page.getByText(say('campaigns:hours.week')).click()
  await page.getByRole('button', { name: say('campaigns:holidays.add') }).click()
  await page
    .getByRole('textbox', { name: say('campaigns:messages.awayText') })
    .fill('Hola, {nombre}. Abrimos el {apertura}.')
  await shoot('queue')
  await page.goto(`${server.url}/campanas/${sales.id}/tipificaciones`)
  await page.getByRole('textbox').first().waitFor()
  await shoot('dispositions')
  await page.goto(`${server.url}/campanas/colas/nueva?campania=${sales.id}`)
  await page.getByRole('textbox').first().waitFor()
  await shoot('new')
  await page.goto(`${server.url}/workspace?ticket=${ticketId}`)
  await page.getByRole('button', { name: say('workspace:close.open'), exact: true }).click()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
  await shoot('close')
  expect(faults).toEqual([])
  await context.close()
})

test('AS-4 the tree is edited by keyboard alone, and one closes a ticket with what came of it', async () => {
  await server.sql(`update auth."user" set locale = 'es' where id = $1`, [admin.userId])
  const { context, faults } = await open()
  const page = await context.newPage()
  await page.goto(`${server.url}/campanas/${sales.id}/tipificaciones`)
  const lines = page.getByRole('list', { name: w('campaigns:dispositions.title') }).getByRole('textbox')
  await lines.nth(1).press('Enter')
  await page.keyboard.type('Por transferencia')
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowLeft')
  await page.getByRole('button', { name: w('ui:save') }).click()
  await page.getByText(w('ui:saved')).waitFor()
  const outline = async () =>
    (await admin.call('GET', `/campaigns/${sales.id}/dispositions`)).body.items.map(
      (i: { name: string; depth: number }) => `${i.depth} ${i.name}`,
    )
  expect(await outline()).toEqual(['0 Venta', '1 Al contado', '1 A crédito', '0 Por transferencia', '0 No contesta'])

  await page.goto(`${server.url}/workspace?ticket=${ticketId}`)
  await page.getByRole('button', { name: w('workspace:close.open'), exact: true }).click()
  const verb = page.getByRole('dialog').getByRole('button', { name: w('workspace:close.verb') })
  expect(await verb.isDisabled()).toBe(true)
  await page.getByRole('radio', { name: 'Por transferencia' }).check()
  await verb.click()
  await until('the ticket is closed with it', async () => {
    const { body } = await admin.call('GET', `/tickets/${ticketId}`)
    return body.disposition?.name === 'Por transferencia' || undefined
  })
  expect(faults).toEqual([])
  await context.close()
})

test('AS-4 a campaign is switched off after its figures were seen, and on again', async () => {
  const { context, faults } = await open()
  const page = await context.newPage()
  await page.goto(`${server.url}/campanas`)
  const actions = page.getByRole('button', { name: w('campaigns:campaign.actionsOf', { name: 'Ventas' }) })
  await actions.click()
  await page.getByRole('menuitem', { name: w('campaigns:campaign.switchOff') }).click()
  await page.getByRole('button', { name: 'Desactivar y cerrar 4 tickets' }).click()
  await page.getByText(w('campaigns:campaign.inactive')).first().waitFor()
  const rows = await server.sql(
    `select count(*)::int as n from ticket where campaign_id = $1 and close_reason = 'campaign_off'`,
    [sales.id],
  )
  expect(rows).toEqual([{ n: 4 }])
  await actions.click()
  await page.getByRole('menuitem', { name: w('campaigns:campaign.switchOn') }).click()
  await page.getByText('Campaña Ventas activada').waitFor()
  expect(faults).toEqual([])
  await context.close()
})
