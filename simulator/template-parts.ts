import type { Button, Content, Template, TemplateButton } from './rows.ts'

/** Names of the variables in order of first appearance, each once. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map((match) => match[1] ?? ''))]
}

export interface ParameterCounts {
  header: number
  body: number
  /** One for each website button that ends in a variable. */
  buttons: number
}

export function parameterCounts(template: Template): ParameterCounts {
  return {
    header: variablesOf(template.header ?? '').length,
    body: variablesOf(template.body).length,
    buttons: template.buttons.filter((button) => button.url?.includes('{{')).length,
  }
}

/** Values split over the parts of a template. */
export interface PartValues {
  header: string[]
  body: string[]
  buttons: string[]
}

/** The flat list of version 2: header, body, buttons. Undefined when the number is wrong. */
export function splitParams(template: Template, params: readonly string[]): PartValues | undefined {
  const counts = parameterCounts(template)
  if (template.category === 'AUTHENTICATION') {
    // The code goes into body and button; both ways of giving it are seen in the field.
    const same = params.every((param) => param === params[0])
    return same && (params.length === 1 || params.length === 2)
      ? { header: [], body: [params[0] ?? ''], buttons: [] }
      : undefined
  }
  const { header, body, buttons } = counts
  if (params.length !== header + body + buttons) return undefined
  return {
    header: params.slice(0, header),
    body: params.slice(header, header + body),
    buttons: params.slice(header + body),
  }
}

function filled(text: string, values: readonly string[]): string {
  const names = variablesOf(text)
  return text.replaceAll(/\{\{\s*([^{}]+?)\s*\}\}/g, (whole, name: string) => values[names.indexOf(name)] ?? whole)
}

/** What the customer's phone shows; `postbacks` by position among the quick replies. */
export function renderTemplate(
  template: Template,
  values: PartValues,
  postbacks: ReadonlyMap<number, string>,
): Content {
  const suffixes = [...values.buttons]
  let quickReplies = 0
  const buttons = template.buttons.map((button): Button => {
    if (button.type === 'QUICK_REPLY') {
      const postback = postbacks.get(quickReplies) ?? button.text
      quickReplies += 1
      return { kind: 'quick_reply', text: button.text, postback }
    }
    return otherButton(button, values, suffixes)
  })
  return {
    ...(template.header === undefined ? {} : { header: filled(template.header, values.header) }),
    text: filled(template.body, values.body),
    ...(template.footer === undefined ? {} : { footer: template.footer }),
    ...(buttons.length > 0 ? { buttons } : {}),
  }
}

function otherButton(button: TemplateButton, values: PartValues, suffixes: string[]): Button {
  const { text, url = '', phone_number: phone = '' } = button
  if (button.type === 'URL') {
    return { kind: 'url', text, value: url.includes('{{') ? filled(url, [suffixes.shift() ?? '']) : url }
  }
  if (button.type === 'PHONE_NUMBER') return { kind: 'phone', text, value: phone }
  if (button.type === 'OTP' || button.type === 'COPY_CODE') {
    return { kind: 'copy_code', text: text ?? '', value: values.body[0] ?? '' }
  }
  return { kind: 'other', text }
}
