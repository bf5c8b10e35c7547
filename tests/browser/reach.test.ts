import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { isSound, launch, type Look, openContext } from './browser.ts'
import { words } from './words.ts'

const PICTURES = 'test-results/reach'

let server: TestServer
let browser: Browser
let companyId: string
let channel: TestChannel
let [rosa, bruno, lucia, mateo]: TestPerson[] = []
let campaign: { id: string; name: string }
let lima: { id: string; name: string }
let norte: { id: string; name: string }

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  companyId = (await makeCompany(server, { name: 'Librería Los Álamos' })).id
  channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos' })
  campaign = await makeCampaign(server, { companyId, name: 'Ventas' })
  const at = { companyId, campaignId: campaign.id }
  lima = await makeQueue(server, { ...at, name: 'Ventas Lima', channels: [channel.id] })
  norte = await makeQueue(server, { ...at, name: 'Ventas Norte' })
  rosa = await makePerson(server, { companyId, role: 'admin', name: 'Rosa Vega' })
  bruno = await makePerson(server, { companyId, role: 'admin', name: 'Bruno Salas' })
  lucia = await makePerson(server, { companyId, role: 'agent', name: 'Lucía Paz', queues: [lima.id] })
  mateo = await makePerson(server, { companyId, role: 'agent', name: 'Mateo Ríos', queues: [norte.id] })
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const looks: Look[] = [
  { width: 1280, theme: 'light', lang: 'es' },
  { width: 390, theme: 'dark', lang: 'en' },
]

test.each(looks)(
  'AS-1, AS-3: assigned by keyboard while another admin saves, joined, explained from both sides and seen by the right agent, $lang $width',
  async (look) => {
    const w = words(look.lang)
    await server.sql(`update auth."user" set locale = $2 where id = $1`, [rosa!.userId, look.lang])
    const template = await makeApprovedTemplate(server, { companyId, channel, createdBy: rosa!.userId })
    const name = `Aviso ${template.name}`
    const { context, faults } = await openContext(browser, { ...look, url: server.url, cookie: rosa!.cookie })
    const page = await context.newPage()
    const check = async (picture: string) => {
      await isSound(page, picture)
      await page.screenshot({ path: `${PICTURES}/${picture}-${look.lang}-${look.width}.png` })
    }

    await page.goto(`${server.url}/plantillas/${template.id}`)
    await page.getByRole('button', { name: w('reach:who.title') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(w('reach:bar.not_assigned')).waitFor()
    await check('nobody')

    await dialog.getByRole('button', { name: w('templates:assign.title') }).click()
    await dialog.getByRole('searchbox').press('ArrowDown')
    const boxOf = (label: string) => dialog.getByRole('checkbox', { name: label })
    await walkTo(page, lima.name)
    await page.keyboard.press('Space')
    expect(await boxOf(lima.name).isChecked()).toBe(true)
    const seen = { assignments: [{ campaignId: campaign.id, queueId: norte.id }], seen: [] }
    expect((await bruno!.call('PUT', `/templates/${template.id}/assignments`, seen)).status).toBe(200)
    await dialog.getByText(w('templates:assign.conflict')).waitFor()
    expect(await boxOf(lima.name).isChecked()).toBe(true)
    await check('conflict')
    await dialog.getByRole('button', { name: w('templates:assign.join') }).click()
    expect(await boxOf(norte.name).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: w('ui:save') }).click()

    // The explanation comes back, and tells the change at once.
    await dialog.getByText('Lucía Paz').waitFor()
    await dialog.getByText(w('reach:through', { places: `Ventas › ${lima.name}` })).waitFor()
    await dialog.getByText(w('reach:who.lacks')).waitFor()
    await check('who')
    await bruno!.call('PUT', `/templates/${template.id}/assignments`, {
      assignments: [{ campaignId: campaign.id, queueId: lima.id }],
    })
    await dialog.getByText(w('reach:bar.not_in_queue')).waitFor()

    await page.goto(`${server.url}/canales/${channel.id}/plantillas`)
    await page.getByRole('button', { name: `${w('reach:who.title')} ${name}` }).waitFor()
    await check('list')

    await page.goto(`${server.url}/equipo`)
    await page.getByRole('button', { name: w('people:menu.of', { name: 'Mateo Ríos' }) }).click()
    await page.getByRole('menuitem', { name: w('reach:what.menu') }).click()
    await dialog.getByRole('searchbox').fill(name)
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(1)
    await dialog.getByText(w('reach:bar.not_in_queue')).waitFor()
    await check('what')

    const places = (queueId: string) => `/workspace/templates?campaignId=${campaign.id}&queueId=${queueId}`
    const listed = async (who: TestPerson | undefined, queueId: string) =>
      ((await who!.call('GET', places(queueId))).body as unknown as { id: string }[]).map((each) => each.id)
    expect(await listed(lucia, lima.id)).toContain(template.id)
    expect(await listed(mateo, norte.id)).not.toContain(template.id)
    expect(faults).toEqual([])
    await context.close()
  },
  180_000,
)

/** Down the tree until the box of that name has the focus. */
async function walkTo(page: Page, label: string): Promise<void> {
  for (let step = 0; step < 10; step++) {
    if (await page.evaluate((text) => document.activeElement?.closest('li')?.textContent?.startsWith(text), label))
      return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrows never reach ${label}`)
}
