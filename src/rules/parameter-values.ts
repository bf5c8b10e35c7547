import { hasEmoji, hasMarkup, lengthOf } from './characters.ts'
import { fill, tokensOf, valueKeys } from './parameters.ts'
import type { Lang, Parameter, Sentence, TemplateContent } from './template.ts'

export type ValueProblem = { rule: string; severity: 'error' | 'advice'; field: string; message: string }

type Check = {
  rule: string
  severity: ValueProblem['severity']
  fails: (value: string, parameter: Parameter) => boolean
  say: Sentence
}

const MONTH = /\b(ene|jan|feb|mar|abr|apr|may|jun|jul|ago|aug|set|sep|oct|nov|dic|dec)/i

/** Whether a value reads as its type; spellings differ too much to ask for one. */
const READS_AS: Record<Parameter['type'], (value: string) => boolean> = {
  text: () => true,
  number: (value) => /^[-+]?\d+(?:[.,' ]\d+)*\s?%?$/.test(value),
  money: (value) =>
    /^(?:[A-Za-z]{0,4}[./]{0,2}\s?)?[$€£¥]?\s?-?\d+(?:[.,' ]\d+)*(?:\s?(?:[$€£¥]|[A-Za-z]{2,8}))?$/.test(value),
  date: (value) => isCalendarDate(value) || (MONTH.test(value) && /\d/.test(value)),
}

/** Whether a text reads as a value of that type. */
export const readsAs = (type: Parameter['type'], value: string): boolean => READS_AS[type](value)

const SEND_CHECKS: Check[] = [
  {
    rule: 'SEND-03',
    severity: 'error',
    fails: (value) => value.trim() === '',
    say: { es: 'Escribe un valor: no puede quedar vacío.', en: 'Write a value: it cannot be left empty.' },
  },
  {
    rule: 'SEND-02',
    severity: 'error',
    fails: (value) => /[\n\r\t\u2028\u2029]| {5}/.test(value),
    say: {
      es: 'Quita los saltos de línea, las tabulaciones y los espacios seguidos (4 como máximo).',
      en: 'Remove line breaks, tabs and runs of spaces (4 at most).',
    },
  },
  ...(['number', 'money', 'date'] as const).map((type): Check => ({
    rule: 'TP-4',
    severity: 'error',
    fails: (value, parameter) =>
      parameter.type === type && value.trim() !== '' && !READS_AS[type](value.trim().replace(/\s+/g, ' ')),
    say: {
      number: { es: 'Escribe un número, por ejemplo 12 o 1,5.', en: 'Write a number, for example 12 or 1.5.' },
      money: { es: 'Escribe un monto, por ejemplo S/ 120.50.', en: 'Write an amount, for example S/ 120.50.' },
      date: {
        es: 'Escribe una fecha, por ejemplo 28/07/2026 o 28 de julio.',
        en: 'Write a date, for example 28/07/2026 or 28 July.',
      },
    }[type],
  })),
  {
    rule: 'SEND-11',
    severity: 'advice',
    fails: hasMarkup,
    say: {
      es: 'Los signos * _ ~ ` pueden dar formato al texto sin querer; quítalos si no los necesitas.',
      en: 'The signs * _ ~ ` may format the text by accident; remove them unless they are needed.',
    },
  },
]

/** What is wrong with one value as it is typed (SEND-02, SEND-03, SEND-11 and the parameter's type, TP-4). */
export const checkValue = (parameter: Parameter, value: string, lang: Lang): ValueProblem[] =>
  SEND_CHECKS.filter((check) => check.fails(value, parameter)).map(({ rule, severity, say }) => ({
    rule,
    severity,
    field: String(parameter.n),
    message: say[lang],
  }))

/** What WhatsApp would refuse of the whole message; values are keyed like `valueKeys` (SEND-01, SEND-04, SEND-05, SEND-08). */
export function checkSend(
  content: TemplateContent,
  values: Readonly<Record<string, string>>,
  lang: Lang,
): ValueProblem[] {
  const expected = valueKeys(content)
  const missing = expected.filter((key) => !Object.hasOwn(values, key))
  const surplus = Object.keys(values).filter((key) => !expected.includes(key))
  const header = typeof content.header === 'string' ? lengthOf(fill(content.header, values, 'h')) - 60 : 0
  const body = lengthOf(fill(content.body ?? '', values)) - 1024

  const problem = (rule: string, field: string, say: Sentence): ValueProblem => ({
    rule,
    severity: 'error',
    field,
    message: say[lang],
  })
  return [
    ...missing.map((key) =>
      problem('SEND-01', key, { es: 'Falta el valor de esta variable.', en: 'The value of this variable is missing.' }),
    ),
    ...surplus.map((key) =>
      problem('SEND-01', key, {
        es: 'La plantilla no tiene esta variable: quita el valor.',
        en: 'The template has no such variable: remove the value.',
      }),
    ),
    ...(content.category === 'AUTHENTICATION' && Object.hasOwn(values, '1') && !isCode(values['1'] ?? '')
      ? [problem('SEND-08', '1', WRONG_CODE)]
      : []),
    ...(body > 0 ? [problem('SEND-04', 'body', tooLong(body))] : []),
    ...(header > 0 ? [problem('SEND-05', 'header', tooLong(header))] : []),
  ]
}

/** Up to 15 characters; WhatsApp puts it in the text and in the button. */
const isCode = (value: string) =>
  lengthOf(value.trim()) <= 15 && !hasEmoji(value) && !/https?:|www\.|[a-z]\.[a-z]{2}/i.test(value)

const WRONG_CODE: Sentence = {
  es: 'Escribe un código de 15 caracteres como máximo, sin enlaces ni emojis.',
  en: 'Write a code of 15 characters at most, without links or emojis.',
}

const tooLong = (excess: number): Sentence => ({
  es: `Con los datos puestos sobran ${excess} caracteres: acórtalos.`,
  en: `With the values filled in there are ${excess} characters too many: shorten them.`,
})

function isCalendarDate(value: string): boolean {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value)
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(value)
  const [year, month, day] = (iso ? iso.slice(1) : (local?.slice(1).toReversed() ?? [])).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  const exists = (m: number, d: number) =>
    m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(year, m, 0)).getUTCDate()
  return exists(month, day) || (!iso && exists(day, month))
}

/** One thing to fill in of a message, under the key by which its value is sent. */
export interface Blank {
  key: string
  parameter: Parameter
}

/** All that has to be filled in, in the order in which it is read: the body's parameters by their names, the header's and
 *  an address's under what they belong to. */
export function blanksOf(content: TemplateContent, parameters: readonly Parameter[], headerName: string): Blank[] {
  const addresses = content.buttons.filter(({ url }) => tokensOf(url ?? '').length > 0)
  return valueKeys(content).map((key) => {
    const known = parameters.find(({ n }) => String(n) === key)
    if (known) return { key, parameter: known }
    const address = key.startsWith('url') ? addresses[Number(key.slice(3)) - 1] : undefined
    const name = address?.text || (key.startsWith('h') ? headerName : `{{${key}}}`)
    const sample = key === 'h1' ? (content.examples['h1'] ?? '') : first(address?.example)
    return { key, parameter: { n: 1, name, sample, type: 'text', source: null } }
  })
}

const first = (example: string | string[] | undefined): string => [example ?? ''].flat()[0] ?? ''
