import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { handleTemplateEvents } from '../../src/server/features/templates/handle-template-events.ts'
import type { TemplateEvent } from '../../src/server/provider/events.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { isSound, launch, type Look, openContext, overWidth } from './browser.ts'
import { words } from './words.ts'

const PICTURES = 'test-results/template-status'

let server: TestServer
let browser: Browser
let channel: TestChannel
let admin: TestPerson
let companyId: string

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  companyId = company.id
  channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos' })
  admin = await makePerson(server, { companyId, role: 'admin', name: 'Rosa Vega' })
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

type Said = Omit<TemplateEvent, 'kind' | 'templateId'>

// The wide one in Spanish is walked by template-journey.test.ts.
const looks: Look[] = [{ width: 390, theme: 'dark', lang: 'en' }]

test.each(looks)(
  'TP-2, TP-7: what WhatsApp says of a template reaches its page as it comes, $lang $width',
  async (look) => {
    const w = words(look.lang)
    await server.sql(`update auth."user" set locale = $2 where id = $1`, [admin.userId, look.lang])
    const template = await makeApprovedTemplate(server, {
      companyId,
      channel,
      createdBy: admin.userId,
      category: 'UTILITY',
      body: 'Aprovecha 50 % de descuento solo por hoy en toda la tienda, te esperamos {{1}}',
      parameters: [{ name: 'Nombre', sample: 'Lucía' }],
    })
    const told = (said: Said) =>
      server.system.db.asSystem('inbound', (tx) => {
        const events = [{ kind: 'template' as const, templateId: template.providerId, ...said }]
        return handleTemplateEvents(tx, server.system.jobs.enqueue, companyId, channel.id, events)
      })
    const { context, faults } = await openContext(browser, { ...look, url: server.url, cookie: admin.cookie })
    const page = await context.newPage()
    const shoot = async (name: string) => {
      expect(await overWidth(page)).toBe(0)
      await page.screenshot({ path: `${PICTURES}/${name}-${look.lang}-${look.width}.png`, fullPage: true })
    }
    await page.goto(`${server.url}/plantillas/${template.id}`)
    await page.getByRole('heading', { name: w('templates:history.title') }).waitFor()

    await told({ status: 'paused', reason: 'FIRST_PAUSE', quality: 'RED' })
    await page.getByText(w('templates:wordHelp.PAUSED')).waitFor()
    await shoot('paused')

    await told({ status: 'approved', category: 'UTILITY', correctCategory: 'MARKETING' })
    await page.getByText(w('templates:alert.title', { correct: w('templates:category.MARKETING') })).waitFor()
    await page.getByText(w('templates:qualityHelp.RED')).waitFor()
    await shoot('alert')
    await told({ category: 'MARKETING', previousCategory: 'UTILITY' })
    const [from, to] = [w('templates:category.UTILITY'), w('templates:category.MARKETING')]
    await page.getByText(w('templates:recategorised.title', { from, to })).waitFor()
    await shoot('recategorised')
    await page.goto(`${server.url}/canales/${channel.id}/plantillas`)
    await page.getByText(w('templates:recategorised.brief', { from })).first().waitFor()
    await shoot('list')

    await page.goto(`${server.url}/plantillas/${template.id}`)
    await told({
      status: 'rejected',
      reason: 'INAVLID_FORMAT',
      detail: 'The body ends with a variable',
      recommendation: 'Add text after it',
    })
    await page.getByText(w('templates:causes.title')).waitFor()
    await page.getByRole('link', { name: w('templates:wizard.ruleHelp', { rule: 'VAR-09' }) }).waitFor()
    await page.getByText('rejected: INAVLID_FORMAT: The body ends with a variable').waitFor()
    await shoot('rejected')
    await page.getByText('paused: FIRST_PAUSE').scrollIntoViewIfNeeded()
    await shoot('history')
    await isSound(page, 'status')

    await page.getByRole('button', { name: w('templates:refresh') }).click()
    await page.getByText(w('templates:refreshed')).waitFor()
    expect(faults).toEqual([])
    await context.close()
  },
)
