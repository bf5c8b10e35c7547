import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { makeCompany, makeOperator, makePerson } from '../support/people.ts'
import type { TestServer } from '../support/test-server.ts'
import { isLoaded, isSound, type Lang, openContext } from './browser.ts'
import { words } from './words.ts'

const PASSWORD = 'nueve-lunas-de-junio'

/** The road as people walk it: an admin, an operator, an agent and a customer, each in a browser of their own. */
export async function playTheRoad(server: TestServer, browser: Browser, lang: Lang) {
  const w = words(lang)
  const company = await makeCompany(server, { name: lang === 'es' ? 'Panadería Santa Inés' : 'Saint Agnes Bakery' })
  const admin = await makePerson(server, {
    companyId: company.id,
    role: 'admin',
    name: 'Elena Rivas',
    email: `elena.${lang}@example.com`,
    password: PASSWORD,
  })
  const operator = await makeOperator(server)
  const agent = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Bruno Paz' })
  for (const p of [admin, operator, agent])
    await server.sql(`update auth."user" set locale = $2 where id = $1`, [p.userId, lang])
  const [digits, customer] = lang === 'es' ? ['51900000661', '51900100001'] : ['51900000662', '51900100002']
  const faults: string[] = []

  async function open(cookie?: string): Promise<Page> {
    const opened = await openContext(browser, { lang, url: server.url, ...(cookie === undefined ? {} : { cookie }) })
    const page = await opened.context.newPage()
    page.on('close', () => faults.push(...opened.faults))
    return page
  }
  /** The road is the same in both languages: one is judged. */
  const judge = (page: Page, what: string) => (lang === 'es' ? isSound(page, what) : isLoaded(page))

  const asAdmin = await open()
  const asOperator = await open(operator.cookie)
  const asAgent = await open(agent.cookie)
  const onPhone = await open()

  return {
    faults,
    /** What everybody sees at this moment, for looking at a failure. */
    async picture(name: string) {
      const pages = { admin: asAdmin, operator: asOperator, agent: asAgent, phone: onPhone }
      for (const [who, page] of Object.entries(pages))
        await page.screenshot({ path: `test-results/failed/${lang}-${name}-${who}.png` })
    },
    async close() {
      for (const page of [asAdmin, asOperator, asAgent, onPhone]) await page.context().close()
    },

    async signIn() {
      await asAdmin.goto(server.url)
      await asAdmin.getByLabel(w('session:email'), { exact: true }).fill(admin.email)
      await asAdmin.getByRole('textbox', { name: w('session:password'), exact: true }).fill('no es esta')
      await judge(asAdmin, 'sign-in')
      await asAdmin.getByRole('button', { name: w('session:signIn.submit') }).click()
      await asAdmin.getByRole('alert').first().waitFor()
      await asAdmin.getByRole('textbox', { name: w('session:password'), exact: true }).fill(PASSWORD)
      await asAdmin.getByRole('button', { name: w('session:signIn.submit') }).click()
      await asAdmin
        .getByRole('link', { name: w('ui:menu.channels') })
        .first()
        .click()
      await asAdmin.getByText(w('channels:empty')).waitFor()
      await judge(asAdmin, 'no channels yet')
    },

    async askForANumber() {
      const about = w('channels:integrate')
      await asAdmin
        .getByRole('button', { name: about })
        .or(asAdmin.getByRole('link', { name: about }))
        .first()
        .click()
      const dialog = asAdmin.getByRole('dialog')
      await dialog.getByText('Securitec').first().waitFor()
      await dialog.getByRole('button', { name: w('channels:provider.verb') }).click()
      await asAdmin.getByRole('heading', { name: w('channels:request.title') }).waitFor()
      const field = (name: string) => asAdmin.getByLabel(new RegExp(`^${w(`channels:field.${name}`)}`)).first()
      await field('legalName').fill('Santa Inés S.A.C.')
      await field('taxId').fill('20999999990')
      await field('vertical').selectOption({ index: 4 })
      await field('about').fill('Pan de verdad')
      await judge(asAdmin, 'request')
      // What is missing is said, and nothing typed is lost.
      await asAdmin.getByRole('button', { name: w('channels:request.submit'), exact: true }).click()
      expect(await field('legalName').inputValue()).toBe('Santa Inés S.A.C.')
      // CH-4: closing the tab loses nothing either.
      await asAdmin.reload()
      await field('legalName').waitFor()
      await expect.poll(() => field('legalName').inputValue()).toBe('Santa Inés S.A.C.')
      await asAdmin
        .getByLabel(new RegExp(`^${w('channels:field.personPhone')}`))
        .last()
        .fill('900 000 777')
      await asAdmin.getByRole('button', { name: w('channels:request.submit'), exact: true }).click()
      await asAdmin.getByText(w('channels:state.pending')).first().waitFor()
      await judge(asAdmin, 'Mis canales with a pending channel')
    },

    async approve() {
      await asOperator.goto(`${server.url}/solicitudes`)
      await asOperator.getByText(company.name).first().waitFor()
      await judge(asOperator, 'requests')
      await asOperator.getByText(company.name).first().click()
      await asOperator.getByRole('button', { name: w('requests:take') }).click()
      await asOperator.getByRole('button', { name: w('requests:approve.open'), exact: true }).click()
      await asOperator
        .getByRole('dialog')
        .getByRole('button', { name: w('requests:approve.verb') })
        .click()
      const link = asOperator.getByRole('link', { name: w('requests:link.open') })
      await link.waitFor()
      await judge(asOperator, 'the road to a number')
      const [signUp] = await Promise.all([asOperator.context().waitForEvent('page'), link.click()])
      await signUp.locator('input[name=phone]').fill(digits)
      await signUp.getByRole('button').click()
      // Chromium may never answer to closing a page that is on its way to the next one.
      await signUp.getByRole('status').waitFor()
      await signUp.close()
      // WS-7: both screens tell it by themselves.
      await asOperator.getByText(w('requests:step.live.done')).waitFor()
      await asAdmin.getByText(w('channels:state.active'), { exact: true }).first().waitFor()
      await asAdmin
        .getByText(/\+51 900 000 66/)
        .first()
        .waitFor()
    },

    async makeAQueue() {
      await asAdmin.goto(`${server.url}/campanas`)
      await asAdmin
        .getByRole('link', { name: w('campaigns:queue.create') })
        .first()
        .click()
      const next = asAdmin.getByRole('button', { name: w('campaigns:queue.continue') })
      await asAdmin.getByLabel(new RegExp(`^${w('campaigns:field.name')}`)).fill('Ventas')
      await judge(asAdmin, 'a new queue')
      await next.click()
      await asAdmin.getByRole('checkbox').first().check()
      await next.click()
      await asAdmin.getByRole('combobox', { name: w('campaigns:column.agents') }).click()
      await asAdmin.locator('[role=option]:visible').first().click()
      await next.click()
      await next.click()
      await asAdmin.getByRole('button', { name: w('campaigns:queue.create') }).click()
      await asAdmin.getByText('Bruno Paz').first().waitFor()
      await judge(asAdmin, 'campaigns and queues')
    },

    async requestATemplate() {
      await asAdmin.goto(`${server.url}/canales`)
      await asAdmin
        .getByRole('link', { name: w('channels:addTemplate') })
        .first()
        .click()
      await asAdmin.getByText(w('templates:none')).waitFor()
      await judge(asAdmin, 'no templates yet')
      await asAdmin
        .getByRole('link', { name: w('templates:request') })
        .or(asAdmin.getByRole('button', { name: w('templates:request') }))
        .first()
        .click()
      const next = () => asAdmin.getByRole('button', { name: w('templates:wizard.continue'), exact: true }).click()
      await asAdmin.getByLabel(new RegExp(`^${w('templates:names.display')}`)).fill('Oferta con descuento')
      await expect
        .poll(() => asAdmin.getByLabel(new RegExp(`^${w('templates:names.technical')}`)).inputValue())
        .toBe('oferta_con_descuento')
      await judge(asAdmin, 'wizard, names')
      await next()
      await asAdmin
        .getByLabel(new RegExp(`^${w('templates:column.language')}`))
        .first()
        .selectOption('es')
        .catch(() => undefined)
      await asAdmin.getByText(w('templates:category.MARKETING'), { exact: true }).first().click()
      await asAdmin.getByText(w('templates:setup.withButtons')).click()
      await judge(asAdmin, 'wizard, set-up')
      await next()
      const body = asAdmin.getByLabel(new RegExp(`^${w('templates:content.body')}`))
      await body.fill('Hola, ')
      await asAdmin.getByRole('button', { name: w('templates:content.insert', { token: '{{1}}' }) }).click()
      expect(await body.inputValue()).toContain('{{1}}')
      await body.fill('Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento en {{3}}!')
      await judge(asAdmin, 'wizard, content')
      await next()
      for (const [i, [name, sample]] of [
        ['Nombre', 'Lucía'],
        ['Descuento', '20 %'],
        ['Producto', 'panetones'],
      ].entries()) {
        await asAdmin
          .getByRole('textbox', { name: w('templates:parameter.name') })
          .nth(i)
          .fill(name!)
        await asAdmin
          .getByRole('textbox', { name: w('templates:parameter.sample') })
          .nth(i)
          .fill(sample!)
      }
      await judge(asAdmin, 'wizard, parameters')
      await next()
      await asAdmin
        .getByRole('textbox', { name: w('templates:buttons.text') })
        .first()
        .fill('Me interesa')
      await judge(asAdmin, 'wizard, buttons')
      await next()
      await asAdmin.getByRole('heading', { name: w('templates:confirm.findings') }).waitFor()
      for (const label of [w('templates:confirm.overrule'), w('templates:confirm.readWarnings')]) {
        for (const box of await asAdmin.getByLabel(label).all()) await box.check()
      }
      await judge(asAdmin, 'wizard, confirm')
      await asAdmin.getByRole('button', { name: w('templates:wizard.request'), exact: true }).click()
      await asAdmin.getByText(w('templates:requested.what')).waitFor()
      await judge(asAdmin, 'wizard, requested')
    },

    async assign() {
      await asAdmin
        .getByRole('button', { name: w('templates:assign.title') })
        .first()
        .click()
      const dialog = asAdmin.getByRole('dialog')
      await dialog.getByRole('checkbox', { name: /General/ }).check()
      await judge(asAdmin, 'assign')
      await dialog.getByRole('button', { name: w('ui:save') }).click()
      await asAdmin.getByText(w('templates:status.approved'), { exact: true }).first().waitFor()
      await judge(asAdmin, 'templates')
    },

    async sendIt() {
      await asAgent.goto(`${server.url}/workspace`)
      await asAgent.getByRole('button', { name: w('workspace:newMessage') }).click()
      const dialog = asAgent.getByRole('dialog')
      await dialog.getByRole('textbox', { name: w('workspace:dialog.phone') }).fill(`+${customer}`)
      await dialog.getByRole('textbox', { name: w('workspace:dialog.name') }).fill('Rosa Huamán')
      await dialog.getByText('Oferta con descuento').first().click()
      await dialog.getByRole('textbox', { name: 'Nombre', exact: true }).fill('Rosa')
      await dialog.getByRole('textbox', { name: 'Descuento' }).fill('20 %')
      await dialog.getByRole('textbox', { name: 'Producto' }).fill('panetones')
      await dialog.getByText('¡Te ofrecemos 20 % de descuento en panetones!').first().waitFor()
      await judge(asAgent, 'send a template')
      // Twice in a row: a double click never sends twice.
      await dialog.getByRole('button', { name: w('workspace:send'), exact: true }).dblclick()
      await asAgent.getByText('¡Te ofrecemos 20 % de descuento en panetones!').first().waitFor()
      await judge(asAgent, 'sent')
      const sent = () => server.simulator.books.sends.filter((s) => s.destination === customer)
      await expect.poll(() => sent().length).toBe(1)
    },

    /** Answers the milliseconds from the tap to the agent's screen. */
    async tap(): Promise<number> {
      await onPhone.goto(`${server.simulator.url}/phone?lang=${lang}&phone=${customer}&chat=${digits}`)
      const button = onPhone.getByRole('button', { name: 'Me interesa' })
      await button.waitFor()
      await asAgent
        .getByRole('tab', { name: new RegExp(w('workspace:views.espera')) })
        .or(asAgent.getByRole('link', { name: new RegExp(w('workspace:views.espera')) }))
        .first()
        .click()
      await asAgent.getByText(w('workspace:empty.espera')).waitFor()
      const row = asAgent.getByText('Rosa Huamán').first()
      const seen = row.waitFor()
      const start = performance.now()
      await button.click()
      await seen
      return performance.now() - start
    },

    async answer() {
      await asAgent.getByText('Rosa Huamán').first().click()
      await asAgent.getByText('Me interesa').first().waitFor()
      await asAgent
        .getByRole('button', { name: w('workspace:take') })
        .first()
        .click()
      const box = asAgent.getByRole('textbox', { name: w('workspace:write') })
      await box.fill('¡Hola, Rosa! ¿Para cuándo los quieres?')
      await judge(asAgent, 'conversation')
      await asAgent.keyboard.press('Enter')
      await onPhone.getByText('¿Para cuándo los quieres?').first().waitFor()
      await onPhone.getByRole('textbox').last().fill('Para el 24')
      await onPhone.keyboard.press('Enter')
      await asAgent.getByText('Para el 24').last().waitFor()
      await judge(onPhone, 'phone')
    },

    async closeTicket() {
      await asAgent
        .getByRole('button', { name: w('workspace:close.open'), exact: true })
        .first()
        .click()
      const dialog = asAgent.getByRole('dialog')
      await dialog.getByRole('button', { name: w('workspace:close.verb') }).waitFor()
      await judge(asAgent, 'close')
      await dialog.getByRole('button', { name: w('workspace:close.verb') }).click()
      await dialog.waitFor({ state: 'hidden' })
      await onPhone.getByRole('textbox').last().fill('¿Siguen ahí?')
      await onPhone.keyboard.press('Enter')
      await expect
        .poll(
          async () =>
            (await server.sql('select from ticket where company_id = $1 and closed_at is null', [company.id])).length,
        )
        .toBe(1)
    },

    async switchOff() {
      await asAdmin.goto(`${server.url}/canales`)
      await asAdmin.getByRole('switch').first().click({ force: true })
      const dialog = asAdmin.getByRole('dialog')
      const verb = dialog.getByRole('button', { name: new RegExp(`${w('channels:switchOff.verb')}.*1`) })
      await verb.waitFor()
      await judge(asAdmin, 'switch off')
      await verb.click()
      await asAdmin.getByText(w('channels:state.inactive'), { exact: true }).first().waitFor()
    },
  }
}
