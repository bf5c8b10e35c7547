import type * as z from 'zod'
import type { DraftContent, Parameter, QuickReply, TemplateForm } from '../../../../contract/templates.ts'
import type { Finding } from '../../../../rules/finding.ts'
import { tokensOf } from '../../../../rules/parameters.ts'
import type { TemplateContent } from '../../../../rules/template.ts'
import { applyMend } from '../../../../rules/template-lint/lint-template.ts'

export type Form = z.infer<typeof TemplateForm>
export type Content = z.infer<typeof DraftContent>
export type ParameterForm = z.infer<typeof Parameter>
export type Reply = z.infer<typeof QuickReply>

/** What stands in the wizard: texts are never null, the category may be still to choose. */
export interface Values {
  name: string
  displayName: string
  language: string
  category: Form['category'] | null
  header: string
  headerSample: string
  body: string
  footer: string
  /** Empty means without buttons; a button that was only just asked for has an empty text. */
  buttons: Reply[]
  /** Also those of numbers that are not in the body just now: what was written of them is kept. */
  parameters: ParameterForm[]
}

export const BLANK: Values = {
  name: '',
  displayName: '',
  language: 'es',
  category: null,
  header: '',
  headerSample: '',
  body: '',
  footer: '',
  buttons: [],
  parameters: [],
}

export const BLANK_REPLY: Reply = { type: 'QUICK_REPLY', text: '', optOut: false }

const LAST_NUMBER = 100

const keysOf = (text: string) => [...new Set(tokensOf(text).map((token) => token.key))]

const blankParameter = (n: number): ParameterForm => ({ n, name: '', sample: '', type: 'text', source: null })

/** The parameters that the body asks for, by number. */
export function askedParameters({ body, parameters }: Pick<Values, 'body' | 'parameters'>): ParameterForm[] {
  const numbers = keysOf(body)
    .map(Number)
    .filter((n) => n >= 1 && n <= LAST_NUMBER)
  return numbers
    .toSorted((a, b) => a - b)
    .map((n) => parameters.find((parameter) => parameter.n === n) ?? blankParameter(n))
}

export function withParameter({ parameters }: Values, changed: ParameterForm): ParameterForm[] {
  return [...parameters.filter(({ n }) => n !== changed.n), changed].toSorted((a, b) => a.n - b.n)
}

export const hasHeaderVariable = ({ header }: Pick<Values, 'header'>): boolean => tokensOf(header).length > 0

export function formOf(values: Values, category: Form['category']): Form {
  const { header, footer, headerSample, ...rest } = values
  return {
    ...rest,
    category,
    type: 'TEXT',
    displayName: values.displayName.trim(),
    header: header === '' ? null : header,
    headerSample: hasHeaderVariable(values) ? headerSample : null,
    footer: footer === '' ? null : footer,
    parameters: askedParameters(values).map((parameter) => ({ ...parameter, name: parameter.name.trim() })),
  }
}

export const draftOf = ({ category, ...values }: Values, step: number): Content => ({
  ...values,
  type: 'TEXT',
  step,
  ...(category && { category }),
})

/** A draft may lack anything, and hold null where the wizard holds an empty text. */
export function valuesOf(content: { [Key in keyof Form]?: Form[Key] | undefined }): Values {
  const known = Object.entries(content).filter(([key, value]) => key in BLANK && value !== null && value !== undefined)
  return { ...BLANK, ...Object.fromEntries(known) }
}

/** For the lint; a category not chosen yet is judged apart. */
export function contentOf(values: Values): TemplateContent {
  const { name, language, category, header, headerSample, body, footer, buttons } = values
  const samples = askedParameters(values).map(({ n, sample }): [string, string] => [String(n), sample])
  return {
    name,
    language,
    category: category ?? 'UTILITY',
    type: 'TEXT',
    header: header === '' ? null : header,
    body,
    footer: footer === '' ? null : footer,
    buttons,
    examples: { ...Object.fromEntries(samples), ...(headerSample !== '' && { h1: headerSample }) },
  }
}

/** The values with a finding's mend in place; what was written of a parameter moves with its number. */
export function mended(values: Values, finding: Finding): Values {
  const { name, language, header, body, footer, buttons } = applyMend(contentOf(values), finding)
  const after = {
    name,
    language,
    header: typeof header === 'string' ? header : '',
    body: body ?? '',
    footer: footer ?? '',
    buttons: values.buttons.map((old, at) => ({ ...old, text: buttons[at]?.text ?? old.text })),
  }
  return { ...values, ...after, parameters: movedParameters(values, after.body) }
}

function movedParameters({ body, parameters }: Values, newBody: string): ParameterForm[] {
  const before = keysOf(body)
  const after = keysOf(newBody)
  if (before.length !== after.length || before.every((key, at) => key === after[at])) return parameters
  return after.map((key, at) => {
    const old = before[at] ?? key
    const known = parameters.find(({ n }) => String(n) === old)
    return { ...(known ?? { ...blankParameter(1), name: /^\d+$/.test(old) ? '' : old }), n: Number(key) }
  })
}
