import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { launch, openContext } from './browser.ts'
import { words } from './words.ts'

const w = words('es')
const ROSA = '51900100701'
const IVAN = '51900100702'

let server: TestServer
let browser: Browser
let company: Company
let channel: TestChannel
let people: { ana: TestPerson; beto: TestPerson; sonia: TestPerson }
let ana: Page
let beto: Page
let sonia: Page
const faults: string[] = []
/** Whatever the customers have written; each must stand in the database once. */
const written: string[] = []

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  company = await makeCompany(server, { name: 'Librería Los Álamos' })
  const companyId = company.id
  channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos', subscribed: true })
  const { id: campaignId } = await makeCampaign(server, { companyId, name: 'Tienda', dispositionRequired: true })
  await server.sql(
    `insert into disposition (company_id, id, campaign_id, name) values ($1, gen_random_uuid(), $2, 'Resuelto')`,
    [companyId, campaignId],
  )
  const sales = await makeQueue(server, {
    companyId,
    campaignId,
    name: 'Ventas',
    channels: [channel.id],
    distribution: 'round_robin',
  })
  const claims = await makeQueue(server, { companyId, campaignId, name: 'Reclamos', channels: [channel.id] })
  const agent = (name: string) => makePerson(server, { companyId, role: 'agent', name, queues: [sales.id, claims.id] })
  people = {
    ana: await agent('Ana Torres'),
    beto: await agent('Beto Luna'),
    sonia: await makePerson(server, { companyId, role: 'admin', name: 'Sonia Vera', agentMode: true }),
  }
  ana = await open(people.ana, '/workspace')
  beto = await open(people.beto, '/workspace')
  sonia = await open(people.sonia, '/supervision')
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [who, page] of Object.entries({ ana, beto, sonia }))
    await page.screenshot({
      path: `test-results/failed/shift-${task.name.slice(0, 12).replaceAll(/\W+/g, '-')}-${who}.png`,
    })
})

async function open(person: TestPerson, path: string): Promise<Page> {
  const opened = await openContext(browser, { url: server.url, cookie: person.cookie })
  const page = await opened.context.newPage()
  page.on('close', () => faults.push(...opened.faults))
  await page.goto(`${server.url}${path}`)
  return page
}

const writes = (phone: string, text: string) => {
  written.push(text)
  return phoneOf(server, phone).write(text, channel.identifier, phone === ROSA ? 'Rosa Huamán' : 'Iván Quispe')
}
const reads = (phone: string, text: string) =>
  expect.poll(async () => (await phoneOf(server, phone).texts()).filter((each) => each === text).length).toBe(1)
/** Newest first. */
const ticketsOf = (name: string) =>
  server.sql<{ id: string; agent_id: string | null; closed_at: Date | null }>(
    `select t.id, t.agent_id, t.closed_at from ticket t join contact c on c.company_id = t.company_id and c.id = t.contact_id
     where t.company_id = $1 and c.name = $2 order by t.number desc`,
    [company.id, name],
  )
const isHeldBy = (name: string, person: TestPerson | null) =>
  expect.poll(async () => (await ticketsOf(name))[0]?.agent_id).toBe(person?.userId ?? null)

async function becomes(page: Page, state: string): Promise<void> {
  const mine = page.getByRole('button', { name: w('agents:mine') })
  await mine.click()
  // The button says so before the server has answered.
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/agent/state') && response.ok())
  await page.getByRole('menuitem', { name: w(`agents:state.${state}`), exact: true }).click()
  await answered
  await mine.getByText(w(`agents:state.${state}`)).waitFor()
}
const view = (page: Page, name: string) =>
  page.getByRole('link', { name: new RegExp(`^${w(`workspace:views.${name}`)}`) }).click()
const opens = (page: Page, name: string) => page.getByRole('link', { name }).first().click()
const messages = (page: Page) => page.getByRole('region', { name: w('thread:messages') })
const box = (page: Page) => page.getByRole('textbox', { name: w('workspace:write'), exact: true })
async function answers(page: Page, text: string): Promise<void> {
  await box(page).fill(text)
  await page.keyboard.press('Enter')
}

describe('a shift of two agents, a supervisor and two customers', () => {
  test('WS-6 WS-8 who is disponible gets what comes in, by turns', async () => {
    await becomes(ana, 'available')
    await writes(ROSA, '¿Tienen cuadernos?')
    await isHeldBy('Rosa Huamán', people.ana)
    await becomes(beto, 'available')
    await writes(IVAN, 'Mi pedido llegó roto')
    await isHeldBy('Iván Quispe', people.beto)
    const board = sonia.getByRole('table', { name: w('supervision:agents') })
    for (const name of ['Ana Torres', 'Beto Luna'])
      await board.getByRole('row', { name }).getByText(w('agents:state.available')).waitFor()
  })

  test('WS-5 WS-7 both talk, without reloading; a note stays inside; who supervises reads along', async () => {
    await opens(ana, 'Rosa Huamán')
    await answers(ana, 'Sí, ¿de cuántas hojas?')
    await reads(ROSA, 'Sí, ¿de cuántas hojas?')
    await writes(ROSA, 'De cien')
    await messages(ana).getByText('De cien').waitFor()
    await opens(beto, 'Iván Quispe')
    await sonia.goto(`${server.url}/workspace?vista=todos`)
    await opens(sonia, 'Iván Quispe')
    await sonia.getByText(w('thread:looking.here', { names: 'Beto Luna' })).waitFor()

    // It is forgotten some seconds after the last key.
    await box(beto).pressSequentially('Lo siento mucho')
    await sonia.getByText(w('thread:looking.typing', { names: 'Beto Luna' })).waitFor()
    await sonia.getByText(w('write:mode.note'), { exact: true }).click()
    await sonia.getByRole('textbox', { name: w('write:note.write') }).fill('Ofrécele el cambio hoy mismo')
    await sonia.keyboard.press('Enter')
    await messages(beto).getByText('Ofrécele el cambio hoy mismo').waitFor()
    await beto.keyboard.press('Enter')
    await reads(IVAN, 'Lo siento mucho')
  })

  test('WS-7 ST-4 the server restarts under all of it: screens heal, and nothing is lost', async () => {
    await box(ana).fill('Esto sigue aquí')
    await server.restart()
    await writes(ROSA, '¿Y lapiceros?')
    await messages(ana).getByText('¿Y lapiceros?').waitFor()
    expect(await box(ana).inputValue()).toBe('Esto sigue aquí')
    await answers(ana, 'También, de tres colores')
    await reads(ROSA, 'También, de tres colores')
  })

  test('TK-9 WS-6 one hands over before lunch; two take at once, and one of them gets it', async () => {
    await ana.getByRole('button', { name: w('tickets:menu.transfer') }).click()
    await ana.getByRole('radio', { name: 'Reclamos' }).check()
    await ana.getByLabel(w('tickets:transfer.note')).fill('Pide diez cuadernos')
    await ana
      .getByRole('dialog')
      .getByRole('button', { name: w('tickets:transfer.verb') })
      .click()
    await isHeldBy('Rosa Huamán', null)
    await becomes(ana, 'lunch')
    await view(beto, 'espera')
    await opens(beto, 'Rosa Huamán')
    await messages(beto).getByText('Pide diez cuadernos').waitFor()
    await view(sonia, 'espera')
    await opens(sonia, 'Rosa Huamán')
    const take = (page: Page) => page.getByRole('button', { name: w('workspace:take') }).first()
    await Promise.all([take(beto).waitFor(), take(sonia).waitFor()])
    // Whoever is told of the other before the click finds no button any more.
    const clicked = await Promise.allSettled([take(beto), take(sonia)].map((button) => button.click({ timeout: 3000 })))
    expect(clicked.some(({ status }) => status === 'fulfilled')).toBe(true)
    await expect.poll(async () => (await ticketsOf('Rosa Huamán'))[0]!.agent_id).not.toBeNull()
    const { agent_id } = (await ticketsOf('Rosa Huamán'))[0]!
    const [holder, other] = agent_id === people.beto.userId ? [beto, sonia] : [sonia, beto]
    await box(holder).waitFor()
    await other
      .getByText(w('workspace:heldBy', { name: holder === beto ? 'Beto Luna' : 'Sonia Vera' }))
      .first()
      .waitFor()
    if (holder === beto) return
    const { id } = (await ticketsOf('Rosa Huamán'))[0]!
    expect((await people.sonia.call('POST', `/tickets/${id}/give-back`, {})).status).toBe(200)
    await take(beto).click()
    await box(beto).waitFor()
  })

  test('WS-6 WS-8 who supervises takes over, forces a state, and what is given back waits for somebody disponible', async () => {
    await view(sonia, 'todos')
    await opens(sonia, 'Iván Quispe')
    await sonia.getByRole('button', { name: w('tickets:menu.name') }).click()
    await sonia.getByRole('menuitem', { name: w('tickets:menu.takeOver') }).click()
    await sonia
      .getByRole('dialog')
      .getByRole('button', { name: w('tickets:takeOver.verb') })
      .click()
    await isHeldBy('Iván Quispe', people.sonia)
    expect(
      (await people.sonia.call('PUT', `/agents/${people.beto.userId}/state`, { state: 'busy', reason: 'Caja' })).status,
    ).toBe(200)
    await beto.getByText(w('agents:forcedBy', { name: 'Sonia Vera', state: w('agents:state.busy') })).waitFor()
    await sonia.getByRole('button', { name: w('tickets:menu.name') }).click()
    await sonia.getByRole('menuitem', { name: w('tickets:menu.giveBack') }).click()
    await isHeldBy('Iván Quispe', null)
    await becomes(ana, 'available')
    await isHeldBy('Iván Quispe', people.ana)
  })

  test('WS-6 TK-10 closed with a disposition; what the customer writes then opens another', async () => {
    await view(beto, 'mios')
    await opens(beto, 'Rosa Huamán')
    await answers(beto, 'Van diez cuadernos')
    await reads(ROSA, 'Van diez cuadernos')
    await beto
      .getByRole('button', { name: w('workspace:close.open'), exact: true })
      .first()
      .click()
    const dialog = beto.getByRole('dialog')
    await dialog.getByText('Resuelto').first().click()
    await dialog.getByRole('button', { name: w('workspace:close.verb') }).click()
    await dialog.waitFor({ state: 'hidden' })
    await writes(ROSA, 'Gracias')
    await expect.poll(async () => (await ticketsOf('Rosa Huamán')).filter((t) => t.closed_at === null).length).toBe(1)
    expect(await ticketsOf('Rosa Huamán')).toHaveLength(2)
    await isHeldBy('Rosa Huamán', people.ana)
    await view(ana, 'mios')
    await ana.getByRole('link', { name: 'Rosa Huamán' }).first().waitFor()
  })

  test('nothing was lost or said twice, no note has left, and no page has thrown', async () => {
    const kept = await server.sql<{ text: string }>(
      `select text from message where company_id = $1 and direction = 'in' order by text`,
      [company.id],
    )
    expect(kept.map(({ text }) => text)).toEqual(written.toSorted())
    const told = [...(await phoneOf(server, ROSA).texts()), ...(await phoneOf(server, IVAN).texts())]
    for (const note of ['Ofrécele el cambio hoy mismo', 'Pide diez cuadernos']) expect(told).not.toContain(note)
    for (const [who, page] of Object.entries({ ana, beto, sonia })) {
      await page.screenshot({ path: `test-results/shift/${who}.png` })
      await page.close()
    }
    expect(faults.filter((fault) => !/ERR_CONNECTION|api\/live/.test(fault))).toEqual([])
  })
})
