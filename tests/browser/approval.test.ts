import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { aForm } from '../../src/server/features/templates/template-form.test-support.ts'
import { makeActiveChannel } from '../support/channels.ts'
import { makeCompany, makePerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { isSound, launch, type Look, openContext } from './browser.ts'
import { words } from './words.ts'

const PICTURES = 'test-results/approval'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  mkdirSync(PICTURES, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('TP-10: switched on, asked for in the wizard, compared, mended, approved and requested by another admin', async () => {
  const w = words('es')
  const { id: companyId } = await makeCompany(server, { name: 'Librería Los Álamos' })
  const rosa = await makePerson(server, { companyId, role: 'admin', name: 'Rosa Vega' })
  const bruno = await makePerson(server, { companyId, role: 'admin', name: 'Bruno Salas' })
  await server.sql(`update auth."user" set locale = 'en' where id = $1`, [bruno.userId])
  const channel = await makeActiveChannel(server, { companyId, businessName: 'Librería Los Álamos', subscribed: true })
  const first = await openContext(browser, { url: server.url, cookie: rosa.cookie })
  const narrow: Look = { width: 390, theme: 'dark', lang: 'en' }
  const second = await openContext(browser, { ...narrow, url: server.url, cookie: bruno.cookie })
  const [hers, his] = [await first.context.newPage(), await second.context.newPage()]
  const check = async (page: Page, name: string) => {
    await isSound(page, name)
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
  }

  await hers.goto(`${server.url}/ajustes`)
  await hers.getByRole('switch', { name: w('template-approval:setting.switch') }).click({ force: true })
  await hers.getByText(w('template-approval:setting.on')).waitFor()
  await check(hers, 'setting')

  const list = `/canales/${channel.id}/plantillas`
  const form = aForm()
  const { body } = await rosa.call('POST', `/channels/${channel.id}/template-drafts`, { content: { ...form, step: 5 } })
  const draftId = body.id as string
  const wizard = `${server.url}${list}/nueva?borrador=${draftId}`
  await hers.goto(wizard)
  await hers.getByText(w('template-approval:asking')).waitFor()
  await hers.getByRole('button', { name: w('template-approval:ask') }).click()
  await hers.getByText(w('template-approval:asked.what')).waitFor()
  await check(hers, 'asked')
  await hers.getByRole('link', { name: w('template-approval:see') }).click()
  await hers.getByText(w('template-approval:page.own')).waitFor()
  expect(await hers.getByRole('button', { name: w('template-approval:approve'), exact: true }).count()).toBe(0)

  // The other admin is told, looks on a phone, and wants something else.
  const e = words('en')
  await his.goto(server.url)
  await his
    .getByRole('button', { name: /not seen/ })
    .first()
    .click()
  await his.getByText(e('ui:bell.approval_asked', { by: 'Rosa Vega', name: 'Pedido listo' })).click()
  await his.getByRole('button', { name: e('template-approval:approveAndSubmit') }).waitFor()
  await check(his, 'review-first')
  await his.getByRole('button', { name: e('template-approval:wantChanges') }).click()
  await his.getByText(e('template-approval:comments.needed')).waitFor()
  await his.getByRole('textbox', { name: e('template-approval:comments.label') }).fill('Falta hasta cuándo.')
  await his.getByRole('button', { name: e('template-approval:wantChanges') }).click()
  await his.getByText(e('template-approval:state.changes_wanted')).waitFor()

  // She sees it by itself, mends, and asks again.
  await hers.getByText('Falta hasta cuándo.').waitFor()
  await hers.getByRole('link', { name: w('template-approval:edit') }).click()
  await hers.getByText('Bruno Salas: Falta hasta cuándo.').waitFor()
  await hers
    .getByRole('button', { name: w('templates:confirm.changeOf', { name: w('templates:names.display') }) })
    .click()
  await hers.getByRole('textbox', { name: w('templates:names.display') }).fill('Pedido listo con plazo')
  const next = hers.getByRole('button', { name: w('templates:wizard.continue'), exact: true })
  await next.click()
  await next.click()
  const field = hers.getByRole('textbox', { name: w('templates:content.body') })
  await field.fill('Hola, {{1}}. Tu pedido ya está listo para que lo recojas hasta el viernes.')
  await next.click()
  await next.click()
  await hers.getByRole('button', { name: w('template-approval:ask') }).click()
  await hers.getByRole('link', { name: w('template-approval:see') }).click()
  const table = hers.getByRole('table', { name: w('template-approval:diff.caption') })
  await table.locator('ins', { hasText: 'hasta el viernes' }).waitFor()
  await table.locator('del', { hasText: 'en la tienda' }).waitFor()
  await check(hers, 'review')
  await hers.goto(`${server.url}${list}?vista=borradores`)
  await hers.getByText(w('template-approval:state.asked')).waitFor()
  await check(hers, 'drafts')

  await his
    .getByRole('table', { name: e('template-approval:diff.caption') })
    .locator('ins', { hasText: 'viernes' })
    .waitFor()
  await check(his, 'review')
  await his.getByRole('button', { name: e('template-approval:approveAndSubmit') }).click()
  await his.getByText(e('template-approval:done.approveAndSubmit')).waitFor()
  await his.getByRole('link', { name: e('template-approval:texts.title') }).click()
  await his.getByRole('table', { name: e('template-approval:diff.caption') }).waitFor()
  await check(his, 'versions')
  await expect.poll(() => server.simulator.books.templatesOf(channel.appId).length).toBe(1)
  expect([...first.faults, ...second.faults]).toEqual([])
  await first.context.close()
  await second.context.close()
}, 240_000)
