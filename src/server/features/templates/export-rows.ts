import type { Lang } from '../../../rules/template.ts'
import { wordOf } from './csv-choices.ts'
import { allColumns, type Column, headingOf } from './csv-columns.ts'
import type { Form } from './template-content.ts'

/** A template as the form that would ask for it again. */
export type Exported = Pick<
  Form,
  'name' | 'displayName' | 'language' | 'category' | 'header' | 'headerSample' | 'body' | 'footer' | 'parameters'
> & {
  type: string
  buttons: readonly (Form['buttons'][number] | { type: 'COPY_CODE'; text: string })[]
  auth?: Form['auth'] | undefined
}

/** The lines of a file of templates, headings first; each that is read again gives the same form. */
export function rowsOf(templates: readonly Exported[], lang: Lang): string[][] {
  const most = (count: (template: Exported) => number) => Math.max(0, ...templates.map(count))
  const columns = allColumns({
    parameters: most(({ parameters }) => Math.max(0, ...parameters.map(({ n }) => n))),
    buttons: most(({ buttons }) => buttons.length),
  })
  const lines = templates.map((template) => {
    const cells = cellsOf(template, lang)
    return columns.map((column) => cells.get(column) ?? '')
  })
  return [columns.map((column) => headingOf(column, lang)), ...lines]
}

function cellsOf(template: Exported, lang: Lang): Map<Column, string> {
  const { name, displayName, language, category, auth } = template
  const cells = new Map<Column, string>(
    Object.entries({ name, displayName, language, category: wordOf('category', category, lang) }),
  )
  cells.set('type', wordOf('type', template.type, lang))
  if (category === 'AUTHENTICATION') {
    cells.set('securityNote', wordOf('yesNo', (auth?.securityNote ?? true) ? 'yes' : 'no', lang))
    cells.set('codeMinutes', auth?.codeMinutes === null ? 'no' : String(auth?.codeMinutes ?? ''))
    return cells
  }
  cells.set('header', template.header ?? '')
  cells.set('headerSample', template.headerSample ?? '')
  cells.set('body', template.body)
  cells.set('footer', template.footer ?? '')
  for (const { n, name: called, sample, type, source } of template.parameters) {
    cells.set(`parameter.${n}.name`, called)
    cells.set(`parameter.${n}.sample`, sample)
    cells.set(`parameter.${n}.type`, wordOf('parameterType', type, lang))
    cells.set(`parameter.${n}.source`, source === null ? '' : wordOf('source', source, lang))
  }
  for (const [at, button] of template.buttons.entries()) setButton(cells, `button.${at + 1}`, button, lang)
  return cells
}

function setButton(cells: Map<Column, string>, at: string, button: Exported['buttons'][number], lang: Lang): void {
  const type = button.type === 'QUICK_REPLY' && button.optOut ? 'OPT_OUT' : button.type
  cells.set(`${at}.type`, wordOf('buttonType', type, lang))
  cells.set(`${at}.text`, button.text)
  if (button.type === 'URL') {
    cells.set(`${at}.value`, button.url)
    cells.set(`${at}.sample`, button.example ?? '')
  }
  if (button.type === 'PHONE_NUMBER') cells.set(`${at}.value`, button.phoneNumber)
}
