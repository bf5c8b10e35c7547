import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { explainRefusal } from '../../src/rules/template-refusal.ts'
import { makeActiveChannel, makeApprovedTemplate } from '../support/channels.ts'
import { makeCompany, makePerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { isSound, launch, type Look, openContext, overWidth } from './browser.ts'
import { words } from './words.ts'

const PICTURES = 'test-results/template-life'

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

const looks: Look[] = [
  { width: 1280, theme: 'light', lang: 'es' },
  { width: 390, theme: 'dark', lang: 'en' },
]

test.each(looks)(
  'TP-8: a template is edited, copied, imported and deleted on its screens, $lang $width',
  async (look) => {
    const w = words(look.lang)
    const { id: companyId } = await makeCompany(server, { name: 'Librería Los Álamos' })
    const admin = await makePerson(server, { companyId, role: 'admin', name: 'Rosa Vega' })
    await server.sql(`update auth."user" set locale = $2 where id = $1`, [admin.userId, look.lang])
    const channel = await makeActiveChannel(server, {
      companyId,
      businessName: 'Librería Los Álamos',
      subscribed: true,
    })
    const template = await makeApprovedTemplate(server, { companyId, channel, category: 'UTILITY' })
    const displayName = `Aviso ${template.name}`
    server.simulator.books.seedApp({
      name: channel.appName,
      templates: [
        {
          elementName: 'donde_estamos',
          templateType: 'LOCATION',
          body: '{{1}}, te esperamos hoy en la tienda de siempre.',
        },
      ],
    })
    const { context, faults } = await openContext(browser, { ...look, url: server.url, cookie: admin.cookie })
    const page = await context.newPage()
    const shoot = async (name: string) => {
      expect(await overWidth(page)).toBe(0)
      await page.screenshot({ path: `${PICTURES}/${name}-${look.lang}-${look.width}.png`, fullPage: true })
    }
    const list = `${server.url}/canales/${channel.id}/plantillas`
    const menu = () => page.getByRole('button', { name: w('template-life:menuOf', { name: displayName }) }).click()
    const item = (key: string) => page.getByRole('menuitem', { name: new RegExp(`^${w(`template-life:${key}`)}`) })

    const headed = (title: string) =>
      page.waitForFunction(
        (said) => document.activeElement?.matches('h2') && document.activeElement.textContent?.startsWith(said),
        title,
      )

    await page.goto(list)
    await menu()
    await item('edit').waitFor()
    await page.waitForFunction(() => document.querySelectorAll('[role=menuitem][data-disabled]').length === 0)
    await shoot('menu')
    await item('edit').click()
    await page.getByText(w('template-life:countsTitle')).waitFor()
    const text = page.locator('textarea').first()
    const next = page.getByRole('button', { name: w('templates:wizard.continue') })
    // WS-10: the focus goes to what keeps one from going on, then to the next step; a reload loses nothing.
    await text.fill('')
    await next.click()
    await page.waitForFunction(() => document.activeElement?.matches('textarea[aria-invalid="true"]'))
    await text.fill('Hola. Tu pedido te espera en la tienda.')
    await page.reload()
    await page.getByText(w('template-life:kept.title')).waitFor()
    expect(await text.inputValue()).toBe('Hola. Tu pedido te espera en la tienda.')
    await shoot('kept')
    await isSound(page, 'kept')
    await page.getByRole('button', { name: w('template-life:kept.startOver') }).click()
    await headed(w('templates:step.content'))
    expect(await text.inputValue()).toBe('Hola, tenemos novedades para ti.')
    await text.fill('Hola. Tu pedido te espera en la tienda con un descuento hasta el viernes.')
    await shoot('edit')
    await isSound(page, 'edit')
    await next.click()
    await headed(w('templates:step.confirm'))
    await page.getByRole('button', { name: w('template-life:send') }).click()
    await page.waitForFunction(() => document.activeElement?.matches('[type=checkbox][aria-invalid="true"]'))
    const boxes = page.getByRole('checkbox')
    for (let at = 0; at < (await boxes.count()); at++) await boxes.nth(at).check()
    await shoot('confirm')
    await page.getByRole('button', { name: w('template-life:send') }).click()
    await page.getByText(w('template-life:sent')).waitFor()
    await page.getByText(w('templates:word.EDITED')).waitFor()
    await until(
      'it is approved again',
      () => server.simulator.books.templates.get(template.providerId)?.status === 'APPROVED',
    )

    await page.goto(list)
    await menu()
    await page.getByText(w('template-life:barrier.once_a_day')).waitFor()
    await shoot('once-a-day')
    // What agents see is corrected whatever the house says of the rest, which stands already.
    await server.sql(`update template set footer = repeat('Gracias. ', 10) where id = $1`, [template.id])
    await page.goto(`${server.url}/plantillas/${template.id}/editar`)
    const seenAs = page.getByLabel(w('templates:names.display'))
    await seenAs.fill('')
    await next.click()
    await page.waitForFunction(() => document.activeElement?.matches('input[aria-invalid="true"]'))
    await seenAs.fill(`${displayName} 2`)
    const save = page.getByRole('button', { name: w('template-life:onlyNames.save'), exact: true })
    for (let steps = 0; steps < 6 && !(await save.isVisible()); steps++) {
      const before = await page.locator('h2').first().textContent()
      await next.click()
      await page.waitForFunction((old) => document.querySelector('h2')?.textContent !== old, before)
    }
    await save.click()
    await page.getByRole('heading', { name: `${displayName} 2` }).waitFor()
    await server.sql(`update template set footer = null, display_name = $2 where id = $1`, [template.id, displayName])

    await page.goto(list)
    await menu()
    await item('duplicate').click()
    await page.waitForURL(/borrador=/)
    expect(await page.getByLabel(w('templates:names.technical')).inputValue()).toBe(`${template.name}_v2`)

    await page.goto(list)
    await page.getByRole('button', { name: w('template-bulk:menu') }).click()
    await page.getByRole('menuitem', { name: w('template-life:adopt') }).click()
    await page.getByText('Donde estamos').first().waitFor()
    await page.goto(`${list}?q=donde`)
    await page.getByText('Donde estamos').first().click()
    await page.getByText(w('template-life:unsendable.location')).waitFor()
    await page
      .getByRole('region', { name: w('templates:rules.title') })
      .getByText('VAR-09')
      .waitFor()
    await shoot('unsendable')
    await isSound(page, 'imported')
    await server.sql(
      `update template set status = 'rejected', status_word = 'REJECTED', reason = 'INVALID_FORMAT'
       where channel_id = $1 and name = 'donde_estamos'`,
      [channel.id],
    )
    await page.reload()
    await page.getByText(w('template-life:barrier.made_elsewhere')).waitFor()
    expect(await page.getByRole('link', { name: w('template-life:mendRejected') }).count()).toBe(0)

    // TP-6: an edit that was refused, in plain words, with theirs and the rule at fault; the way on where there is one.
    await server.sql(
      `update template_edit set status = 'refused', counts_from = null, counts_until = null,
         reason = 'Gupshup answered 400: (#100) subcode 2388299',
         content = content || '{"body": "Te esperamos en la tienda, {{1}}"}' where template_id = $1`,
      [template.id],
    )
    await server.sql(
      `insert into template_event (company_id, id, template_id, source, status, status_word, reason)
       values ($1, gen_random_uuid(), $2, 'submission', 'approved', 'EDIT_REFUSED', 'Gupshup answered 400: (#100) subcode 2388299')`,
      [companyId, template.id],
    )
    await page.goto(`${server.url}/plantillas/${template.id}`)
    await page.getByText(w('template-life:editRefused')).waitFor()
    await page.getByText('VAR-09').first().waitFor()
    expect(await page.getByText(explainRefusal('2388299', look.lang)).count()).toBe(2)
    expect(await page.getByText('(#100) subcode 2388299').count()).toBe(2)
    await page.getByRole('link', { name: w('template-life:mendEdit') }).waitFor()
    await shoot('edit-refused')
    await isSound(page, 'an edit that was refused')

    await page.goto(`${server.url}/plantillas/${template.id}`)
    await menu()
    await item('delete').click()
    await page.getByRole('dialog').getByRole('textbox').fill(template.name)
    await shoot('delete')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: w('template-life:delete') })
      .click()
    await page.getByText(w('template-life:deleted', { name: displayName })).waitFor()
    await page.getByText(displayName, { exact: true }).waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await context.close()
  },
)
