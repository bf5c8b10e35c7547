import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { isLoaded, isSound, launch, type Look, openContext, SCREENS_MS } from './browser.ts'

const FOLDER = 'test-results/health'
const looks: Look[] = [
  { lang: 'es', theme: 'light', width: 1280 },
  { lang: 'en', theme: 'dark', width: 390 },
]

let server: TestServer
let browser: Browser
let companyId: string
let admin: TestPerson
let operator: TestPerson
let channel: TestChannel
let templateId: string
let ticketId: string

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  // What is arranged here is not so: nobody shall look and close it.
  await server.sql(`update turn set at = 'infinity'`)
  mkdirSync(FOLDER, { recursive: true })
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  const campaignId = company.defaultCampaignId
  companyId = company.id
  admin = await makePerson(server, { companyId, role: 'admin', name: 'Ana Torres', agentMode: true })
  operator = await makeOperator(server)
  channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos', subscribed: true })
  const queue = await makeQueue(server, { companyId, campaignId, channels: [channel.id], agents: [admin.userId] })
  templateId = (await makeApprovedTemplate(server, { companyId, channel, name: 'pedido_listo' })).id
  const place = { companyId, campaignId, queueId: queue.id, channelId: channel.id }
  const ticket = await makeTicket(server, { ...place, agentId: admin.userId, text: 'Hola, ¿llegó mi libro?' })
  ticketId = ticket.id
  const [sent] = await server.sql<{ id: string }>(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, sender_id)
     values ($1, gen_random_uuid(), $2, $3, $4, 'out', 'text', 'Sí, ya puedes recogerlo.', now(), 7, $5) returning id`,
    [companyId, channel.id, ticket.contactId, ticket.interactionId, admin.userId],
  )
  const talk = (subject: string, id: string | null, path: string, more: (string | number | null)[]) =>
    server.sql(
      `insert into provider_exchange (company_id, channel_id, ${subject}, id, path, at, method, request, status, response, duration_ms, verdict, error)
       values ($1, $2, $3, gen_random_uuid(), $4, now() - interval '4 minutes', 'POST', $5, $6, $7, 143, $8, $9)`,
      [companyId, channel.id, id, `/partner/app/${channel.appId}/${path}`, ...more],
    )
  const request = JSON.stringify({
    destination: '51900000001',
    message: '{"type":"text","text":"Sí, ya puedes recogerlo."}',
  })
  await talk('message_id', sent!.id, 'msg', [request, 200, '{"status":"submitted","messageId":"0f3c"}', null, null])
  await talk('template_id', templateId, 'templates', [
    '{"elementName":"pedido_listo"}',
    400,
    '{"status":"error","message":"Template Not Supported On Flow Builder"}',
    'refused',
    'Template Not Supported On Flow Builder',
  ])
  await talk('message_id', null, 'wallet/balance', [null, 200, '{"status":"success"}', null, null])
  await server.sql(
    `insert into provider_exchange (id, path, at, method, status, duration_ms) values (gen_random_uuid(), '/partner/account/login', now(), 'POST', 200, 88)`,
  )
  await server.sql(
    `insert into webhook_tally (company_id, channel_id, hour, outcome, count, last_at)
     select $1, $2, date_trunc('hour', now(), 'UTC'), o, n, now() - interval '3 minutes'
     from unnest(array['message', 'status', 'wrong_secret', 'not_json'], array[1240, 3620, 34, 1]) v(o, n)
     on conflict (company_id, channel_id, hour, outcome) do nothing`,
    [companyId, channel.id],
  )
  await server.sql(
    `insert into event_set_aside (id, company_id, channel_id, reason, raw) values (gen_random_uuid(), $1, $2, 'not JSON', '{"app": ')`,
    [companyId, channel.id],
  )
  for (const [index, text] of written.entries()) {
    await phoneOf(server, `5190000071${index % 3}`).write(text, channel.identifier)
    await until('it was handled', async () => (await storedEvents()) > index)
  }
  await server.sql(
    `insert into alarm (id, kind, subject, company_id, channel_id, opened_at, data) values
      (gen_random_uuid(), 'webhook_failures', $2::text, $1, $2::uuid, now() - interval '8 minutes', '{"businessName":"Librería Los Álamos","failures":34}'),
      (gen_random_uuid(), 'oldest_event', '', null, null, now() - interval '2 minutes', '{"seconds":127}')`,
    [companyId, channel.id],
  )
  await server.sql(
    `insert into alarm (id, kind, subject, closed_at, data) values (gen_random_uuid(), 'dead_jobs', 'mail.send', now(), '{"job":"mail.send","jobs":3}')`,
  )
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** More than the list shows at first. */
const written = Array.from({ length: 10 }, (_, i) => `¿Tienen el tomo ${i + 1}?`)

const storedEvents = async () =>
  (
    await server.sql<{ n: number }>(
      'select coalesce(sum(events), 0)::float8 as n from event_batch where channel_id = $1',
      [channel.id],
    )
  )[0]!.n

const messages = (text: string) =>
  server.sql('select from message where company_id = $1 and text = $2', [companyId, text])
const lose = (text: string) => server.sql('delete from message where company_id = $1 and text = $2', [companyId, text])

/** The line of a message in the list of events. */
const lines = (page: Page) => page.locator('#salud summary').filter({ hasText: /Mensaje|Message/ })

const openSpan = async (page: Page) => {
  await page.getByRole('button', { name: /un periodo|a period/ }).click()
  await page.getByRole('dialog').waitFor()
}

const screens: {
  name: string
  who: 'admin' | 'operator'
  path: () => string
  act?: (page: Page) => Promise<void>
  shows?: 'main'
}[] = [
  { name: 'channel', who: 'admin', path: () => `/canales/${channel.id}#salud` },
  {
    name: 'set-aside',
    who: 'admin',
    path: () => `/canales/${channel.id}`,
    act: (page) => page.getByRole('button', { name: /eventos apartados|events set aside/ }).click(),
  },
  {
    name: 'set-aside-refused',
    who: 'admin',
    path: () => `/canales/${channel.id}`,
    act: async (page) => {
      await page.getByRole('button', { name: /eventos apartados|events set aside/ }).click()
      await page.getByRole('button', { name: /Procesar otra vez$|Process again/ }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'event',
    who: 'admin',
    path: () => `/canales/${channel.id}`,
    act: (page) => lines(page).first().click(),
    shows: 'main',
  },
  { name: 'span', who: 'admin', path: () => `/canales/${channel.id}`, act: openSpan },
  {
    name: 'span-question',
    who: 'admin',
    path: () => `/canales/${channel.id}`,
    act: async (page) => {
      await openSpan(page)
      await page.getByRole('button', { name: /Continuar|Continue/ }).click()
      await page.getByText(/no se repite\.$|is not repeated\.$/).waitFor()
    },
  },
  {
    name: 'renewal-question',
    who: 'admin',
    path: () => `/canales/${channel.id}`,
    act: (page) => page.getByRole('button', { name: /Renovar clave|Renew webhook/ }).click(),
  },
  {
    name: 'template-exchange',
    who: 'admin',
    path: () => `/plantillas/${templateId}`,
    act: (page) => page.getByRole('button', { name: /Ver intercambio|See exchange/ }).click(),
  },
  {
    name: 'message-exchange',
    who: 'admin',
    path: () => `/workspace?vista=mios&ticket=${ticketId}`,
    act: async (page) => {
      await page.getByText('Sí, ya puedes recogerlo.').last().hover()
      await page.getByRole('button', { name: /Ver intercambio|See exchange/ }).click()
    },
  },
  { name: 'operator-health', who: 'operator', path: () => '/salud' },
  { name: 'operator-channel', who: 'operator', path: () => `/salud/${channel.id}` },
  { name: 'operator-alarms', who: 'operator', path: () => '/alarmas' },
  { name: 'operator-provider', who: 'operator', path: () => '/proveedor' },
  { name: 'operator-requests', who: 'operator', path: () => '/solicitudes' },
]

test.each(looks)(
  'health, exchanges and alarms at $width px, $lang, $theme: to be read by everybody',
  async (look) => {
    for (const { userId } of [admin, operator])
      await server.sql(`update auth."user" set locale = $2 where id = $1`, [userId, look.lang])
    const found: string[] = []
    for (const who of ['admin', 'operator'] as const) {
      const { cookie } = who === 'admin' ? admin : operator
      const { context, faults } = await openContext(browser, { ...look, url: server.url, cookie })
      const page = await context.newPage()
      for (const screen of screens.filter((s) => s.who === who)) {
        await page.goto(server.url + screen.path())
        await page.getByRole('heading').first().waitFor()
        await isLoaded(page)
        await screen.act?.(page)
        if (screen.act) await page.getByRole(screen.shows ?? 'dialog').waitFor()
        await isSound(page, screen.name)
        await page.screenshot({
          path: `${FOLDER}/${screen.name}-${look.lang}-${look.theme}-${look.width}.png`,
          animations: 'disabled',
          fullPage: true,
        })
      }
      found.push(...faults)
      await context.close()
    }
    expect(found).toEqual([])
  },
  SCREENS_MS,
)

test('an admin renews the key of the webhook and sees each step', async () => {
  await server.sql(`update auth."user" set locale = 'es' where id = $1`, [admin.userId])
  const { context } = await openContext(browser, { url: server.url, cookie: admin.cookie })
  const page = await context.newPage()
  await page.goto(`${server.url}/canales/${channel.id}`)
  await page.getByRole('button', { name: 'Renovar clave de recepción' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Renovar clave' }).click()
  await page.getByText('Llega el primer aviso por la clave nueva').waitFor()
  await page.getByText('Fin de la anterior, a más tardar').waitFor()
  await page.screenshot({ path: `${FOLDER}/renewal.png`, fullPage: true, animations: 'disabled' })
  await until('the provider calls the new address', () =>
    server.simulator.books.subscriptionsOf(channel.appId).every((s) => !s.url.includes(channel.hookKey)),
  )
  await context.close()
})

async function openChannel() {
  await server.sql(`update auth."user" set locale = 'es' where id = $1`, [admin.userId])
  const { context, faults } = await openContext(browser, { url: server.url, cookie: admin.cookie })
  const page = await context.newPage()
  await page.goto(`${server.url}/canales/${channel.id}`)
  return { context, page, faults }
}

test('RE-3 an admin reads what came and has one event handled again, by keyboard', async () => {
  const { context, page, faults } = await openChannel()
  await lines(page).first().waitFor()
  expect(await lines(page).count()).toBe(8)
  await page.getByRole('region', { name: 'Eventos recibidos' }).getByRole('button', { name: 'Ver más' }).click()
  await expect.poll(() => lines(page).count()).toBe(written.length)
  await lose(written[9]!)
  await lines(page).first().focus()
  await page.keyboard.press('Enter')
  await page.locator('pre').filter({ hasText: written[9]! }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Copiar')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('El evento se procesa otra vez en unos segundos').waitFor()
  await until('the message is there again', async () => (await messages(written[9]!)).length === 1)
  expect(faults).toEqual([])
  await context.close()
})

test('RE-3 an admin has a period handled again: what is there is not repeated, what is missing is created', async () => {
  const { context, page, faults } = await openChannel()
  await lose(written[4]!)
  await openSpan(page)
  const dialog = page.getByRole('dialog')
  const from = await dialog.getByLabel('Desde').inputValue()
  await dialog.getByLabel('Desde').fill('2199-01-01T00:00')
  await dialog.getByRole('button', { name: 'Continuar' }).click()
  await dialog.getByText('Elige un momento que ya pasó.').first().waitFor()
  await dialog.getByLabel('Desde').fill(from)
  await dialog.getByRole('button', { name: 'Continuar' }).click()
  await dialog.getByText('Lo que ya está guardado no se repite.').waitFor()
  await dialog.getByText('Lo que falta se crea').waitFor()
  const stored = await storedEvents()
  await dialog.getByRole('button', { name: 'Procesar otra vez' }).click()
  await dialog.getByText(`${stored} eventos se procesan otra vez`).waitFor()
  await page.screenshot({ path: `${FOLDER}/span-taken.png`, animations: 'disabled' })
  await until('the message is there again', async () => (await messages(written[4]!)).length === 1)
  for (const text of written) expect(await messages(text), text).toHaveLength(1)
  expect(faults).toEqual([])
  await context.close()
})

test('RE-3 an admin has an event handled again that was set aside; it leaves the list, and what is no JSON stays', async () => {
  const text = '¿Abren el domingo?'
  const payload = { id: 'wamid.apartado1', source: '51900000719', type: 'text', payload: { text } }
  const raw = JSON.stringify({ appId: channel.appId, timestamp: Date.now(), version: 2, type: 'message', payload })
  await server.sql(
    `insert into event_set_aside (id, company_id, channel_id, reason, raw, dedupe_key, lane)
     values (gen_random_uuid(), $1, $2, 'deadlock detected', $3, 'm:wamid.apartado1', 1)`,
    [companyId, channel.id, raw],
  )
  const { context, page, faults } = await openChannel()
  await page.getByRole('button', { name: 'Ver eventos apartados' }).click()
  const dialog = page.getByRole('dialog')
  const row = (reason: string) => dialog.getByRole('row').filter({ hasText: reason })
  await row('deadlock detected').getByRole('button', { name: 'Procesar otra vez' }).click()
  await expect.poll(() => row('deadlock detected').count()).toBe(0)
  await until('the message is there', async () => (await messages(text)).length === 1)
  await row('no es JSON').click()
  await dialog.getByRole('button', { name: 'Procesar otra vez' }).click()
  await dialog.getByText('Este evento no se puede procesar otra vez').waitFor()
  await dialog.getByRole('button', { name: 'Volver a la lista' }).click()
  expect(await row('no es JSON').count()).toBe(1)
  expect(faults).toEqual([])
  await context.close()
})
