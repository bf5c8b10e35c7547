import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { newId } from '../../src/server/database/id.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { isSound, launch, type Look, openContext } from './browser.ts'

const PICTURES = 'test-results/thread'
const MANY = 50_000
const looks: Look[] = [
  { lang: 'es', theme: 'light', width: 1280 },
  { lang: 'en', theme: 'dark', width: 390 },
]
let server: TestServer
let browser: Browser
let channel: TestChannel
let agent: TestPerson
let long: Awaited<ReturnType<typeof makeTicket>>
let kinds: Awaited<ReturnType<typeof makeTicket>>

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  const { id: companyId, defaultCampaignId: campaignId } = await makeCompany(server, { name: 'Librería Los Álamos' })
  channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos' })
  const queue = await makeQueue(server, { companyId, campaignId, channels: [channel.id] })
  agent = await makePerson(server, { companyId, role: 'agent', name: 'Bruno Paz', queues: [queue.id] })
  const place = { companyId, campaignId, queueId: queue.id, channelId: channel.id, agentId: agent.userId }
  const contact = async (name: string) => (await makeContact(server, { companyId, name })).id
  long = await makeTicket(server, { ...place, contactId: await contact('Lucía Prado') })
  kinds = await makeTicket(server, { ...place, contactId: await contact('Jorge Salas') })
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, external_id, status)
     select $1, gen_random_uuid(), $2, $3, $4::uuid, case when n % 3 = 0 then 'out' else 'in' end, 'text', 'mensaje ' || n,
       now() - interval '1 hour' - make_interval(secs => $5::int - n), 'x' || n, case when n % 3 = 0 then 7 end
     from generate_series(1, $5::int) n`,
    [companyId, channel.id, long.contactId, long.interactionId, MANY],
  )
  await say(long, { text: 'Sobre esto de antes', replyTo: `x${MANY - 10_000}` })
  await server.sql('analyze')
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

interface Said {
  text?: string
  kind?: string
  direction?: 'in' | 'out' | 'note'
  content?: object
  replyTo?: string
  status?: number
  code?: string
  loose?: boolean
}
const say = async (ticket: typeof long, m: Said) => {
  const id = newId()
  const direction = m.direction ?? 'in'
  const company = (
    await server.sql<{ company_id: string }>('select company_id from ticket where id = $1', [ticket.id])
  )[0]!
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, content, at, external_id, reply_to,
       status, error_code, sender_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp(), $10, $11, $12, $13, $14)`,
    [
      company.company_id,
      id,
      channel.id,
      ticket.contactId,
      m.loose ? null : ticket.interactionId,
      direction,
      m.kind ?? 'text',
      m.text ?? '',
      m.content ?? null,
      `s-${id}`,
      m.replyTo ?? null,
      direction === 'out' ? (m.status ?? 6) : null,
      m.code ?? null,
      direction === 'in' || m.content ? null : agent.userId,
    ],
  )
  return { id, key: `s-${id}` }
}
const announce = (ticketId: string) =>
  server.sql(`select pg_notify('live', company_id || ' messages ' || id) from ticket where id = $1`, [ticketId])

async function open(
  look: Look,
  ticketId: string,
): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> {
  await server.sql(`update auth."user" set locale = $2 where id = $1`, [agent.userId, look.lang])
  const { context, faults } = await openContext(browser, { ...look, url: server.url, cookie: agent.cookie })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?vista=mios&ticket=${ticketId}`)
  return { page, faults, close: () => context.close() }
}

/** Every kind of what a conversation shows, as section 11 names them. */
async function sayAll(): Promise<void> {
  const ours = await say(kinds, {
    direction: 'out',
    text: 'Tu pedido sale *mañana*. Síguelo en https://example.com/pedido',
    status: 7,
  })
  await say(kinds, { kind: 'reaction', text: '👍', content: { emoji: '👍', target: ours.key } })
  await say(kinds, { text: '¿Y puede ser por la tarde?', replyTo: ours.key })
  await say(kinds, { text: 'Como dijimos', replyTo: 's-unknown' })
  await say(kinds, { kind: 'reaction', text: '❤️', content: { emoji: '❤️', target: 's-older' } })
  await say(kinds, {
    kind: 'location',
    text: 'Plaza Mayor, Jirón de la Unión 100',
    content: { latitude: -12.046389, longitude: -77.030556 },
  })
  await say(kinds, { kind: 'contacts', content: { contacts: [{ name: 'Rosa Campos', phones: ['+51 900 000 778'] }] } })
  await say(kinds, {
    kind: 'button',
    text: 'Quiero ir',
    content: { buttonText: 'Quiero ir', templateName: 'Invitación' },
  })
  await say(kinds, { kind: 'list', text: 'Talla M' })
  await say(kinds, { kind: 'flow', content: { payload: '{"flow_token":"x","fecha":"2026-12-03","turno":"Tarde"}' } })
  await say(kinds, { kind: 'unsupported' })
  await say(kinds, { text: 'Esto ya no', content: { deleted: true } })
  await say(kinds, { text: 'Llegué cuando estaba apagado', loose: true })
  await say(kinds, { direction: 'out', text: 'Desde el teléfono', content: { echo: true }, status: 4 })
  await say(kinds, { direction: 'note', text: 'Prefiere que le llamen por la tarde.' })
  await say(kinds, { direction: 'out', text: 'Mi respuesta', status: 5, code: '131042' })
  await say(kinds, { direction: 'out', text: 'Otra', status: -1, code: 'held_too_long' })
  await say(kinds, { direction: 'out', text: '¿Te llegó?', status: 2 })
}

test('WS-7 in 50,000 messages few stand on the page, a quote leads 10,000 up and the way back is one click', async () => {
  const { page, faults, close } = await open(looks[0]!, long.id)
  const area = page.getByRole('region', { name: 'Mensajes' })
  const bubbles = area.locator('li[data-id]')
  await area.getByText('Sobre esto de antes').waitFor()
  const scroll = (to: 'top' | 'bottom') =>
    area.evaluate((box, end) => box.scrollTo({ top: end === 'top' ? 0 : box.scrollHeight }), to)
  for (let n = 0; n < 4; n++) {
    const first = await bubbles.first().getAttribute('data-id')
    await scroll('top')
    await expect.poll(() => bubbles.first().getAttribute('data-id')).not.toBe(first)
    expect(await bubbles.count()).toBeLessThanOrEqual(240)
  }
  expect(await area.locator('*').count()).toBeLessThan(6000)
  await page.getByRole('button', { name: 'Ir a lo último' }).click()
  await area.getByText('Sobre esto de antes').waitFor()
  await area.getByRole('button', { name: `mensaje ${MANY - 10_000}` }).click()
  const target = area.getByText(`mensaje ${MANY - 10_000}`, { exact: true }).locator('xpath=ancestor::li[1]')
  await expect.poll(() => target.evaluate((el) => el === document.activeElement)).toBe(true)
  await expect
    .poll(() =>
      target.evaluate((el) => el.getBoundingClientRect().top > 0 && el.getBoundingClientRect().bottom < innerHeight),
    )
    .toBe(true)
  await scroll('bottom')
  await area.getByText(`mensaje ${MANY - 10_000 + 60}`, { exact: true }).waitFor()
  await page.screenshot({ path: `${PICTURES}/far-up.png` })
  expect(faults).toEqual([])
  await close()
})

test('WS-7 the place is kept when older ones load and new ones come, and only what changed is asked for', async () => {
  const { page, faults, close } = await open(looks[0]!, long.id)
  const area = page.getByRole('region', { name: 'Mensajes' })
  await area.getByText('Sobre esto de antes').waitFor()
  await area.evaluate((box) => box.scrollTo({ top: box.scrollHeight - box.clientHeight - 1500 }))
  const held = await area.evaluate((box) => {
    const edge = box.getBoundingClientRect().top
    const item = [...box.querySelectorAll('li[data-id]')].find((li) => li.getBoundingClientRect().top > edge)!
    return { id: item.getAttribute('data-id')!, top: item.getBoundingClientRect().top }
  })
  const topOf = () => area.locator(`li[data-id="${held.id}"]`).evaluate((el) => el.getBoundingClientRect().top)
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/messages') && asked.push(new URL(request.url()).pathname))
  await say(long, { text: 'Recién llegado' })
  await announce(long.id)
  await page.getByRole('button', { name: '1 nuevo' }).waitFor()
  expect(Math.abs((await topOf()) - held.top)).toBeLessThanOrEqual(1)
  expect(asked).toEqual([`/api/tickets/${long.id}/messages/changes`])
  await page.getByRole('button', { name: '1 nuevo' }).click()
  await area.getByText('Recién llegado').waitFor()
  expect(faults).toEqual([])
  await close()
})

test.each(looks)('section 11: every kind at $width px, $lang, $theme', async (look) => {
  if (look === looks[0]) await sayAll()
  const { page, faults, close } = await open(look, kinds.id)
  await page.locator('li[data-id]').last().waitFor()
  await page.waitForLoadState('networkidle')
  await isSound(page, 'the conversation')
  const name = `${PICTURES}/${look.lang}-${look.theme}-${look.width}`
  await page.screenshot({ path: `${name}-end.png` })
  const area = page.locator('[role=region]').filter({ has: page.locator('li[data-id]') })
  await area.evaluate((box) => box.scrollBy({ top: -box.clientHeight + 60 }))
  await page.screenshot({ path: `${name}-middle.png` })
  await area.evaluate((box) => box.scrollTo({ top: 0 }))
  await page.screenshot({ path: `${name}-start.png` })
  expect(faults).toEqual([])
  await close()
})

test('WS-2 what failed is sent again once, and what is uncertain is said to have arrived', async () => {
  const { page, faults, close } = await open(looks[0]!, kinds.id)
  const item = (text: string) => page.locator('li[data-id]').filter({ hasText: text })
  await item('Mi respuesta').getByRole('button', { name: 'Reintentar' }).click()
  await item('Mi respuesta')
    .first()
    .getByRole('button', { name: /Se envió otra vez/ })
    .waitFor()
  await expect.poll(() => item('Mi respuesta').count()).toBe(2)
  await item('¿Te llegó?').getByRole('button', { name: 'Enviar otra vez' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dejarlo así' }).click()
  await item('¿Te llegó?').getByRole('button', { name: 'Ya llegó' }).click()
  await item('¿Te llegó?').getByText('Bruno Paz indicó que llegó.').waitFor()
  expect(faults).toEqual([])
  await close()
})
