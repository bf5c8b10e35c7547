import type { Page } from 'playwright-core'
import { isSound, type Look } from './browser.ts'
import { words } from './words.ts'

type ButtonWish =
  | { type: 'QUICK_REPLY'; text: string; optOut?: boolean }
  | { type: 'URL'; text: string; url: string; example?: string }
  | { type: 'PHONE_NUMBER'; text: string; number: string }

/** What somebody wants to ask for. */
export interface Wish {
  displayName: string
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
  language?: 'es' | 'en'
  type?: 'TEXT' | 'IMAGE' | 'DOCUMENT' | 'VIDEO'
  /** Path of the person's own sample; the built-in one without it. */
  sample?: string
  header?: string
  body?: string
  footer?: string
  parameters?: { name: string; sample: string; type?: string; source?: string }[]
  headerSample?: string
  buttons?: ButtonWish[]
}

export const PICTURES = 'test-results/wizard'

/** Walks the wizard by hand, from an empty one to "Solicitar"; each step is judged and pictured. */
export async function request(page: Page, look: Look, wish: Wish): Promise<void> {
  const w = words(look.lang)
  const { type = 'TEXT', language = 'es', category } = wish
  const isCode = category === 'AUTHENTICATION'
  const field = (key: string) => page.getByRole('textbox', { name: w(`templates:${key}`), exact: false })
  const seen = async (step: string) => {
    await isSound(page, `${wish.displayName}, ${step}`)
    const name = `${wish.displayName.replaceAll(' ', '-')}-${step}-${look.lang}-${look.theme}-${look.width}`
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
  }
  const on = async (step: string) => {
    await seen(step)
    await page.getByRole('button', { name: w('templates:wizard.continue'), exact: true }).click()
  }
  const at = (step: string) => page.getByRole('heading', { name: w(`templates:step.${step}`), level: 2 }).waitFor()

  await field('names.display').fill(wish.displayName)
  await on('names')
  await at('setup')
  if (language === 'en') {
    await page
      .getByRole('combobox', { name: w('templates:column.language') })
      .or(field('column.language'))
      .first()
      .click()
    await page.getByRole('option', { name: /· en$/ }).click()
  }
  await page.getByRole('radio', { name: w(`templates:category.${category}`), exact: true }).click()
  if (!isCode) {
    await page.getByRole('radio', { name: w(`templates:type.${type}`), exact: true }).click()
    if (wish.buttons) await page.getByRole('radio', { name: w('templates:setup.withButtons') }).click()
  }
  await on('setup')
  await at('content')
  if (!isCode) {
    if (wish.sample) {
      await page.getByRole('radio', { name: w('templates:sample.own') }).click()
      await page.locator('input[type=file]').setInputFiles(wish.sample)
      await page.getByTestId('sample').waitFor()
    }
    if (wish.header) await field('content.header').fill(wish.header)
    await field('content.body').fill(wish.body ?? '')
    if (wish.footer) await field('content.footer').fill(wish.footer)
  }
  await on('content')
  if (wish.parameters || wish.headerSample) {
    await at('parameters')
    if (wish.headerSample) await field('parameter.sample').first().fill(wish.headerSample)
    const skip = wish.headerSample ? 1 : 0
    for (const [n, parameter] of (wish.parameters ?? []).entries()) {
      await page
        .getByRole('textbox', { name: w('templates:parameter.name') })
        .nth(n)
        .fill(parameter.name)
      await field('parameter.sample')
        .nth(n + skip)
        .fill(parameter.sample)
      const choose = (key: string, value: string | undefined) =>
        value &&
        page
          .getByLabel(w(`templates:parameter.${key}`))
          .nth(n)
          .selectOption(value)
      await choose('type', parameter.type)
      await choose('source', parameter.source)
    }
    await on('parameters')
  }
  if (wish.buttons || isCode) {
    await at('buttons')
    await writeButtons(page, w, wish.buttons ?? [])
    await on('buttons')
  }
  await at('confirm')
  for (const label of [w('templates:confirm.overrule'), w('templates:confirm.readWarnings')])
    for (const box of await page.getByLabel(label).all()) await box.check()
  await seen('confirm')
  await page.getByRole('button', { name: w('templates:wizard.request'), exact: true }).click()
  await page.getByText(w('templates:requested.what')).waitFor()
}

async function writeButtons(page: Page, w: ReturnType<typeof words>, buttons: ButtonWish[]): Promise<void> {
  const [first] = buttons
  if (!first) return
  if (first.type !== 'QUICK_REPLY')
    await page.getByText(w('templates:buttons.kinds.CALL_TO_ACTION'), { exact: true }).click()
  // A website stands there at first.
  if (first.type === 'PHONE_NUMBER') {
    await page.getByRole('button', { name: w('templates:buttons.addPhone') }).click()
    await page.getByRole('button', { name: w('templates:buttons.removeNth', { n: '1' }) }).click()
  }
  for (const [n, button] of buttons.entries()) {
    const legend = button.type === 'QUICK_REPLY' ? 'nth' : button.type
    const group = page.getByRole('group', { name: w(`templates:buttons.${legend}`, { n: String(n + 1) }) })
    const add = { QUICK_REPLY: 'add', URL: 'addWebsite', PHONE_NUMBER: 'addPhone' }[button.type]
    if (!(await group.isVisible())) await page.getByRole('button', { name: w(`templates:buttons.${add}`) }).click()
    await group.getByRole('textbox', { name: w('templates:buttons.text') }).fill(button.text)
    if (button.type === 'QUICK_REPLY' && button.optOut)
      await group.getByRole('checkbox', { name: w('templates:buttons.optOut') }).check()
    if (button.type === 'URL') {
      await group
        .getByRole('textbox', { name: w('templates:buttons.url'), exact: false })
        .first()
        .fill(button.url)
      if (button.example) {
        const label = w('templates:buttons.urlExample', { token: '{{1}}' })
        await group.getByRole('textbox', { name: label }).fill(button.example)
      }
    }
    if (button.type === 'PHONE_NUMBER') {
      await group.getByRole('textbox', { name: w('templates:buttons.phone') }).fill(button.number)
    }
  }
}
