import { mkdirSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { builtInSample } from '../../src/server/features/files/sample-for.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { pdf } from '../support/media-files.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { isSound, launch, type Look, openContext } from './browser.ts'
import { words } from './words.ts'

const PICTURES = 'test-results/attach'
type Way = 'pick' | 'drop' | 'paste'
type Type = 'IMAGE' | 'DOCUMENT' | 'VIDEO'

let server: TestServer
let browser: Browser
let channel: TestChannel
let agent: TestPerson
const names: Record<Type, string> = { IMAGE: 'Aviso con imagen', DOCUMENT: 'Boleta', VIDEO: 'Saludo en video' }

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  channel = await makeActiveChannel(server, { companyId: company.id, businessName: 'Librería Los Álamos' })
  const campaignId = company.defaultCampaignId
  const queue = await makeQueue(server, { companyId: company.id, campaignId, channels: [channel.id] })
  agent = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Bruno Paz', queues: [queue.id] })
  for (const type of ['IMAGE', 'DOCUMENT', 'VIDEO'] as const) {
    const { id } = await makeApprovedTemplate(server, {
      companyId: company.id,
      channel,
      type,
      assignedTo: [{ campaignId }],
    })
    await server.sql('update template set display_name = $2 where id = $1', [id, names[type]])
  }
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

interface Given {
  name: string
  mimeType: string
  buffer: Buffer
}

async function attach(page: Page, place: Locator, way: Way, { name, mimeType, buffer }: Given): Promise<void> {
  if (way === 'pick') return place.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })
  const given = await page.evaluateHandle(
    ([text = '', called = '', type = '']) => {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], called, { type }))
      return transfer
    },
    [buffer.toString('base64'), name, mimeType],
  )
  await place.evaluate(
    (element, [how, transfer]) => {
      const event =
        how === 'drop'
          ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
      element.dispatchEvent(event)
    },
    [way, given] as const,
  )
}

const cases: [Look, Way, Type][] = [
  [{ lang: 'es', theme: 'light', width: 1280 }, 'pick', 'DOCUMENT'],
  [{ lang: 'en', theme: 'dark', width: 390 }, 'drop', 'IMAGE'],
  [{ lang: 'es', theme: 'dark', width: 390 }, 'pick', 'VIDEO'],
  [{ lang: 'en', theme: 'light', width: 1280 }, 'paste', 'IMAGE'],
]

test.each(cases)(
  'WS-1 TP-9 %o by %s: %s refused, attached, replaced, previewed, sent, seen',
  async (look, way, type) => {
    const w = words(look.lang)
    await server.sql(`update auth."user" set locale = $2 where id = $1`, [agent.userId, look.lang])
    const { context, faults } = await openContext(browser, { ...look, url: server.url, cookie: agent.cookie })
    const page = await context.newPage()
    await page.goto(`${server.url}/workspace`)
    await page
      .getByRole('button', { name: w('workspace:newMessage') })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(names[type]).click()
    const place = dialog.getByRole('group', { name: w(`workspace:dialog.file.${type}`) })
    const name = `${look.lang}-${look.width}`

    const sentBefore = server.simulator.books.sends.length
    await dialog.getByRole('button', { name: w('workspace:send'), exact: true }).click()
    await dialog.getByText(w('workspace:dialog.file.missing')).waitFor()
    const locked = { name: 'archivo.pdf', mimeType: 'application/pdf', buffer: pdf({ encrypted: 'trailer' }) }
    await attach(page, place, way, locked)
    const reason =
      type === 'DOCUMENT'
        ? { es: /protegido con contraseña/, en: /protected by a password/ }
        : { es: /^Es un PDF; aquí va/, en: /^It is a PDF; this has to be/ }
    await dialog.getByText(reason[look.lang]).waitFor()
    await page.screenshot({ path: `${PICTURES}/${name}-refused.png` })
    expect(server.simulator.books.sends).toHaveLength(sentBefore)

    const sample = await builtInSample(type)
    const file = { name: sample.name, mimeType: sample.type, buffer: Buffer.from(sample.bytes) }
    await attach(page, place, way, file)
    await dialog.getByRole('button', { name: w('workspace:dialog.file.replace') }).click()
    await attach(page, place, way, file)
    await place.getByText(file.name, { exact: true }).waitFor()
    // A reload loses nothing.
    await page.reload()
    await page
      .getByRole('button', { name: w('workspace:newMessage') })
      .first()
      .click()
    await place.getByText(file.name, { exact: true }).waitFor()
    await dialog.getByLabel(w('workspace:dialog.phone')).fill('+51 900 000 345')
    await isSound(page, name)
    await place.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${PICTURES}/${name}-attached.png` })
    await dialog.getByRole('button', { name: w('workspace:send'), exact: true }).click()
    await dialog.waitFor({ state: 'detached' })

    await until('it has left', () => server.simulator.books.sends.length === sentBefore + 1)
    expect(server.simulator.books.sends.at(-1)!.header).toMatchObject({ type: type.toLowerCase() })
    if (type === 'DOCUMENT') await page.getByText(file.name).last().waitFor()
    else
      await page
        .locator(type === 'VIDEO' ? 'video[src^="/api/files/"]' : 'img[src^="/api/files/"]')
        .last()
        .waitFor()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: `${PICTURES}/${name}-sent.png` })
    expect(faults).toEqual([])
    await context.close()
  },
)
