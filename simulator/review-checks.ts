import type { Template, TemplateButton } from './rows.ts'
import { variablesOf } from './template-parts.ts'

const emoji = /\p{Extended_Pictographic}/u
const mediaTypes = new Set(['IMAGE', 'VIDEO', 'DOCUMENT'])

/** Why the reviewer turns the template down, or undefined. Written apart from the product's lint, on purpose. */
export function faultOf(template: Template): string | undefined {
  if (template.elementName.includes('_rechazo')) return 'INVALID_FORMAT: the reviewer refuses templates of this name'
  const found = [
    headerFault(template),
    bodyFault(template),
    footerFault(template),
    buttonsFault(template),
    codeFault(template),
  ]
  const fault = found.find((each) => each !== undefined)
  return fault === undefined ? undefined : `INVALID_FORMAT: ${fault}`
}

function bodyFault({ category, body, example }: Template): string | undefined {
  if (category === 'AUTHENTICATION') return undefined
  const text = body.trim()
  if (text === '') return 'the body is empty'
  if (body.length > 1024) return 'the body has more than 1024 characters'
  if (/^\{\{[^}]*\}\}/.test(text) || /\{\{[^}]*\}\}$/.test(text)) return 'the body starts or ends with a variable'
  if (/\}\}\s*\{\{/.test(text)) return 'two variables stand side by side'
  if (/\n{3,}/.test(body)) return 'more than two line breaks in a row'
  return variableFault(text) ?? sampleFault(text, example)
}

function variableFault(text: string): string | undefined {
  const rest = text.replaceAll(/\{\{[a-z0-9_]+\}\}/g, '')
  if (/\{\{|\}\}/.test(rest)) return 'a variable is malformed'
  const numbers = variablesOf(text).map(Number)
  if (numbers.some(Number.isNaN)) return undefined
  return numbers.every((number, at) => number === at + 1) ? undefined : 'the variables are not numbered 1, 2, 3 …'
}

function sampleFault(text: string, example: string): string | undefined {
  if (variablesOf(text).length === 0) return undefined
  if (example.trim() === '' || variablesOf(example).length > 0) return 'a sample for the variables is missing'
  return undefined
}

function codeFault({ category, templateType, codeExpirationMinutes: minutes = 1 }: Template): string | undefined {
  if (category !== 'AUTHENTICATION') return undefined
  if (templateType !== 'TEXT') return 'authentication has no media'
  return minutes >= 1 && minutes <= 90 ? undefined : 'a code is valid for 1 to 90 minutes'
}

function headerFault({ templateType, header, exampleHeader, exampleMedia }: Template): string | undefined {
  if (mediaTypes.has(templateType) && !exampleMedia) return 'a sample for the media header is missing'
  if (header === undefined) return undefined
  if (header.length > 60) return 'the header has more than 60 characters'
  if (emoji.test(header) || /[\n*_~`]/.test(header.replaceAll(/\{\{[^}]*\}\}/g, ''))) {
    return 'the header has an emoji, a line break or formatting'
  }
  const variables = variablesOf(header)
  if (variables.length > 1) return 'the header has more than one variable'
  return variables.length === 1 && !exampleHeader ? 'a sample for the header is missing' : undefined
}

function footerFault({ footer }: Template): string | undefined {
  if (footer === undefined) return undefined
  if (footer.length > 60) return 'the footer has more than 60 characters'
  return variablesOf(footer).length > 0 || emoji.test(footer) ? 'the footer has a variable or an emoji' : undefined
}

function buttonsFault({ category, buttons }: Template): string | undefined {
  if (buttons.length > 10) return 'more than 10 buttons'
  const count = (type: string) => buttons.filter((button) => button.type === type).length
  if (count('URL') > 2) return 'more than 2 website buttons'
  if (count('PHONE_NUMBER') > 1) return 'more than 1 phone button'
  if ((category === 'AUTHENTICATION') !== count('OTP') > 0)
    return 'code buttons belong to authentication, and only there'
  return buttons.map(buttonFault).find((fault) => fault !== undefined)
}

function buttonFault(button: TemplateButton): string | undefined {
  if (button.type === 'OTP') return undefined
  const label = button.text ?? ''
  if (label.trim() === '' || label.length > 25) return 'a button label is empty or longer than 25 characters'
  if (emoji.test(label) || /[\n{}*_~`]/.test(label)) return 'a button label has an emoji, a variable or formatting'
  if (button.type === 'PHONE_NUMBER' && !/^\+?\d{6,19}$/.test(button.phone_number ?? '')) {
    return 'a phone number is not international, or is longer than 20 characters'
  }
  if (button.type !== 'URL') return undefined
  const url = button.url ?? ''
  if (!/^https?:\/\/[^\s{}]+\.[^\s{}]+(\{\{1\}\})?$/.test(url)) {
    return 'a website address is malformed, or its variable does not stand at the end'
  }
  return url.endsWith('{{1}}') && !button.example?.length ? 'a sample for a website address is missing' : undefined
}
