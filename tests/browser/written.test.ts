import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { pdf, png } from '../support/media-files.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { isSound, launch, type Look, openContext, overWidth } from './browser.ts'

const PICTURES = 'test-results/written'
const PHONE = '51900660001'

let server: TestServer
let browser: Browser
let company: Company
let channel: TestChannel
let agent: TestPerson
let ticketId: string

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  mkdirSync(PICTURES, { recursive: true })
  company = await makeCompany(server, { name: 'Librería Los Álamos' })
  channel = await makeActiveChannel(server, {
    companyId: company.id,
    businessName: 'Librería Los Álamos',
    subscribed: true,
  })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] }
  const queue = await makeQueue(server, { ...place, name: 'Ventas Lima' })
  agent = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Bruno Paz', queues: [queue.id] })
  await makePerson(server, { companyId: company.id, role: 'agent', name: 'Carla Ruiz', queues: [queue.id] })
  await phoneOf(server, PHONE).write('Hola, ¿tienen la novela de Marta Ríos?', channel.identifier, 'Lucía Prado')
  ticketId = await until('a ticket waits', async () => {
    const { body } = await agent.call('GET', '/tickets?view=waiting')
    return body.items[0]?.id
  })
  await agent.call('POST', `/tickets/${ticketId}/take`)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const onPhone = () => server.simulator.books.messages.all().filter((m) => m.customer === PHONE && m.from === 'business')
const arrives = (count: number) =>
  until(`${count} on the phone`, () => {
    const there = onPhone().filter(({ status }) => ['delivered', 'read'].includes(status))
    return there.length >= count && there
  })

async function open(look: Partial<Look> = {}) {
  const { context, faults } = await openContext(browser, { ...look, cookie: agent.cookie, url: server.url })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?ticket=${ticketId}`)
  await page.getByRole('textbox', { name: 'Escribe un mensaje' }).waitFor()
  return { page, faults, close: () => context.close() }
}
const shot = (page: Page, name: string) => page.screenshot({ path: `${PICTURES}/${name}.png` })
const field = (page: Page) => page.getByRole('textbox', { name: 'Escribe un mensaje' })

test('WS-5 WS-10 files, voice, emoji, a quote and a saved answer, by keyboard where there is one, arrive as they were shown', async () => {
  const admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Ana Torres' })
  const answer = {
    shortcut: 'pago',
    title: 'Cómo pagar',
    text: 'Hola {nombre}, son {monto} por Yape. — {agente}',
    campaignId: null,
    queueIds: [],
  }
  await admin.call('POST', '/saved-answers', answer)
  const { page, faults, close } = await open()

  // Two files at once, one refused: it says why and holds the others back until it is taken out.
  await page.locator('input[type=file]').setInputFiles([
    { name: 'portada.png', mimeType: 'image/png', buffer: png() },
    { name: 'catalogo.pdf', mimeType: 'application/pdf', buffer: pdf({ pages: 2 }) },
    { name: 'gracioso.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a......') },
  ])
  await page.getByText('Es un GIF; aquí va una imagen JPG o PNG de hasta 5 MB.').waitFor()
  await field(page).fill('Aquí está ')
  await page.getByRole('button', { name: 'Emojis' }).click()
  await page.getByPlaceholder('Buscar emoji').fill('libros')
  await page.keyboard.press('Enter')
  await until('the emoji stands in the text', async () => (await field(page).inputValue()) === 'Aquí está 📚')
  await shot(page, 'attached')
  await page.getByRole('button', { name: 'Quitar gracioso.gif' }).click()

  // What is on the server outlives a reload, and so does the text.
  await page.getByText('El texto va bajo portada.png').waitFor()
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText('El texto va bajo portada.png').waitFor()
  expect(await field(page).inputValue()).toBe('Aquí está 📚')
  await field(page).press('Enter')
  const sent = await arrives(2)
  expect(sent.map(({ content }) => [content.media?.kind, content.media?.name, content.text])).toEqual([
    ['image', undefined, 'Aquí está 📚'],
    ['document', 'catalogo.pdf', undefined],
  ])

  // Voice: recorded, heard, sent as Ogg with Opus, which the simulator judges by its bytes.
  await page.getByRole('button', { name: 'Grabar mensaje de voz' }).click()
  await page.getByText(/Grabando 0:0[2-9]/).waitFor()
  await shot(page, 'recording')
  await page.getByRole('button', { name: 'Listo' }).click()
  const player = page.getByLabel('Escuchar mensaje-de-voz.ogg')
  await player.waitFor()
  await until('it can be heard', () =>
    player.evaluate((audio: HTMLAudioElement) => audio.duration > 1.5 && audio.duration < 6),
  )
  await shot(page, 'voice')
  await field(page).press('Enter')
  expect((await arrives(3)).at(-1)!.content.media).toMatchObject({ kind: 'audio', contentType: 'audio/ogg' })

  // A saved answer by its shortcut; what nobody knows is asked for.
  await field(page).pressSequentially('/pag')
  await page.getByRole('option', { name: /\/pago/ }).waitFor()
  await shot(page, 'answers')
  await field(page).press('Enter')
  await page.getByRole('textbox', { name: 'monto' }).fill('S/ 40')
  await page.keyboard.press('Enter')
  await until(
    'it is filled in',
    async () => (await field(page).inputValue()) === 'Hola Lucía, son S/ 40 por Yape. — Bruno Paz',
  )

  // As an answer to what was asked.
  await page.getByText('¿tienen la novela de Marta Ríos?').last().hover()
  await page.getByRole('button', { name: /Responder a Lucía Prado/ }).click()
  await page.getByRole('group', { name: 'Respondes a Lucía Prado' }).waitFor()
  await shot(page, 'quote')
  await field(page).press('Enter')
  const answered = (await arrives(4)).at(-1)!
  expect(answered.content.text).toBe('Hola Lucía, son S/ 40 por Yape. — Bruno Paz')
  expect(server.simulator.books.chats.byWhatsappId(answered.replyTo!)?.content.text).toContain('Marta Ríos')

  // A note names a colleague and goes nowhere.
  await page.getByText('Nota', { exact: true }).click()
  const note = page.getByRole('textbox', { name: 'Escribe una nota interna' })
  await note.pressSequentially('Pagó en caja, @Car')
  await page.getByRole('option', { name: 'Carla Ruiz' }).waitFor()
  await shot(page, 'note')
  await note.press('Enter')
  await note.press('Enter')
  await page.getByText('Pagó en caja, @Carla Ruiz').waitFor()
  expect(onPhone()).toHaveLength(4)
  await isSound(page, 'conversation', '[data-mode]')
  await shot(page, 'conversation')
  expect(faults).toEqual([])
  await close()
})

test('WS-5 on a phone, in the dark: it fits; the window warns, and the composer gives way when it ends', async () => {
  const soon = (left: string) =>
    server.sql(
      `update contact_channel set last_inbound_at = now() - interval '24 hours' + $2::interval where company_id = $1`,
      [company.id, left],
    )
  const { context, faults } = await openContext(browser, {
    width: 390,
    theme: 'dark',
    cookie: agent.cookie,
    url: server.url,
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?ticket=${ticketId}`)
  await field(page).waitFor()
  await soon('15 seconds')
  await page.reload()
  await page.getByText(/quedan 0:\d\d minutos/).waitFor()
  expect(await overWidth(page)).toBe(0)
  await shot(page, 'phone')
  await page.getByText('Pasaron más de 24 horas').waitFor()
  await shot(page, 'phone-over')
  expect(faults).toEqual([])
  await context.close()
})
