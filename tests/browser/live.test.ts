import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { launch, openContext } from './browser.ts'
import { words } from './words.ts'

const w = words('es')
const ROSA = { phone: '51900100901', name: 'Rosa Huamán' }
const IVAN = { phone: '51900100902', name: 'Iván Quispe' }

let server: TestServer
let browser: Browser
let company: string
let channel: TestChannel
let ana: TestPerson
let context: BrowserContext
let page: Page
let faults: string[]
let rosa: string
let ivan: string

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  const { id: companyId, defaultCampaignId: campaignId } = await makeCompany(server)
  company = companyId
  channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const queue = await makeQueue(server, { companyId, campaignId, name: 'Ventas', channels: [channel.id] })
  ana = await makePerson(server, { companyId, role: 'agent', name: 'Ana Torres', queues: [queue.id] })
  rosa = await opened(ROSA)
  ivan = await opened(IVAN)
  for (const id of [rosa, ivan]) expect((await ana.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
  const { context: made, faults: found } = await openContext(browser, { url: server.url, cookie: ana.cookie })
  ;[context, faults] = [made, found]
})
beforeEach(async () => {
  await page?.close()
  page = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

type Customer = typeof ROSA
const writes = ({ phone, name }: Customer, text: string) => phoneOf(server, phone).write(text, channel.identifier, name)
async function opened(customer: Customer): Promise<string> {
  await writes(customer, 'Hola')
  const { id } = await until('the ticket', async () => {
    const [ticket] = await server.sql<{ id: string }>(
      'select t.id from ticket t join contact c on c.id = t.contact_id where c.name = $1',
      [customer.name],
    )
    return ticket
  })
  return id
}
const messages = () => page.getByRole('region', { name: w('thread:messages') })
const reads = (text: string) => messages().getByText(text, { exact: true }).waitFor()
const kept = (text: string) =>
  until('it is stored', async () => (await server.sql('select from message where text = $1', [text])).length)
const banner = () => page.getByText(w('ui:lost'))

/** What the stream says to the page, from now on. */
async function hear(): Promise<{ topic: string; id: string }[]> {
  const heard: { topic: string; id: string }[] = []
  const chromium: CDPSession = await context.newCDPSession(page)
  await chromium.send('Network.enable')
  chromium.on('Network.eventSourceMessageReceived', ({ eventName, data }) => {
    if (eventName === 'change') heard.push(JSON.parse(data) as (typeof heard)[0])
  })
  return heard
}

test('WS-7 of conversations that are not shown no message is announced; the one that is turned to says what it missed', async () => {
  const heard = await hear()
  const narrowed = page.waitForResponse((response) => response.url().endsWith('/api/live/shown') && response.ok())
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${rosa}`)
  await narrowed
  await reads('Hola')
  await writes(IVAN, 'No me ven')
  await expect.poll(() => heard.filter(({ topic, id }) => topic === 'tickets' && id === ivan).length).toBeGreaterThan(0)
  await page.getByRole('link', { name: IVAN.name }).getByText('No me ven').waitFor()
  await writes(ROSA, 'A mí sí')
  await reads('A mí sí')
  expect(heard.filter(({ topic, id }) => topic === 'messages' && id === ivan)).toEqual([])

  // Said after the page was read, and before the stream knows that it is shown.
  await page.route('**/api/live/shown', async (route) => {
    await reads('No me ven')
    await writes(IVAN, 'Ya me ven')
    await kept('Ya me ven')
    await route.continue()
  })
  await page.getByRole('link', { name: IVAN.name }).click()
  await reads('Ya me ven')
  await page.unrouteAll({ behavior: 'wait' })
})

test('WS-7 what is said while a screen is being read for the first time is not missed', async () => {
  let held = 0
  await page.route(`**/api/tickets/${rosa}`, async (route) => {
    if (held++ > 0) return route.continue()
    const old = await route.fetch()
    const body = await old.body()
    await server.sql(`update contact set name = 'Rosa Huamán Díaz' where name = $1`, [ROSA.name])
    await writes(ROSA, 'Recién llegado')
    await page.getByRole('link', { name: 'Rosa Huamán Díaz' }).getByText('Recién llegado').waitFor()
    await route.fulfill({ response: old, body })
  })
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${rosa}`)
  await page.getByRole('heading', { name: 'Rosa Huamán Díaz' }).first().waitFor()
  await reads('Recién llegado')
  await page.unrouteAll({ behavior: 'wait' })
  await server.sql(`update contact set name = $1 where name = 'Rosa Huamán Díaz'`, [ROSA.name])
})

test('WS-7 a lost network shows and heals by itself', async () => {
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${rosa}`)
  await reads('Hola')
  await context.setOffline(true)
  await banner().waitFor()
  await writes(ROSA, 'Sin red')
  await kept('Sin red')
  await context.setOffline(false)
  await reads('Sin red')
  await banner().waitFor({ state: 'detached' })
})

test('WS-7 a tab that was put to sleep reads what it has missed when it wakes', async () => {
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${rosa}`)
  await reads('Hola')
  const chromium = await context.newCDPSession(page)
  await chromium.send('Page.setWebLifecycleState', { state: 'frozen' })
  await writes(ROSA, 'Dormías')
  await kept('Dormías')
  await chromium.send('Page.setWebLifecycleState', { state: 'active' })
  await reads('Dormías')
})

test('WS-7 a stream that fell silent without breaking, as after the sleep of a laptop, is opened anew', async () => {
  await page.clock.install()
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${rosa}`)
  await reads('Hola')
  const again = page.waitForRequest((request) => request.url().endsWith('/api/live'))
  await page.clock.fastForward('02:00')
  await again
  await writes(ROSA, 'Buenos días')
  await reads('Buenos días')
})

test('WS-2 CH-8 what waits in the conversation that is shown is cancelled before the eyes when an admin switches the number off', async () => {
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, not_before, sender_id)
     select company_id, gen_random_uuid(), channel_id, contact_id, id, 'out', 'text', 'Todavía no sale', now(), 0, now() + interval '1 hour', $2
     from interaction where ticket_id = $1`,
    [rosa, ana.userId],
  )
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${rosa}`)
  await reads('Todavía no sale')
  await messages().getByTitle(w('bubble:status.waiting')).waitFor()
  const admin = await makePerson(server, { companyId: company, role: 'admin' })
  const { body: shown } = await admin.call('GET', `/channels/${channel.id}/switch-off`)
  expect((await admin.call('POST', `/channels/${channel.id}/switch-off`, { shown })).status).toBe(200)
  await messages().getByTitle(w('bubble:status.cancelled')).waitFor()
})

test('no page has thrown', () => {
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|api\/live/.test(fault))).toEqual([])
})
