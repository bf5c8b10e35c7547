import type * as z from 'zod'
import type { DraftContent, FormButton, Parameter, TemplateForm } from '../../../../contract/templates.ts'
import { formOfDraft } from '../../../../contract/draft-form.ts'
import type { Finding } from '../../../../rules/finding.ts'
import { tokensOf } from '../../../../rules/parameters.ts'
import type { TemplateButton, TemplateContent } from '../../../../rules/template.ts'
import { DEFAULT_AUTH, judgedContent } from '../../../../rules/template-form.ts'
import { applyMend } from '../../../../rules/template-lint/lint-template.ts'

export type Form = z.infer<typeof TemplateForm>
export type Content = z.infer<typeof DraftContent>
export type ParameterForm = z.infer<typeof Parameter>
type AnyButton = z.infer<typeof FormButton>
export type Reply = Extract<AnyButton, { type: 'QUICK_REPLY' }>
export type Call = Exclude<AnyButton, Reply>
export type ButtonKind = NonNullable<Content['buttonKind']>

/** What stands in the wizard: texts are never null, the category may be still to choose. What a choice has no place for is
 *  kept all the same, for a change of mind. */
export interface Values {
  name: string
  displayName: string
  language: string
  category: Form['category'] | null
  type: Form['type']
  /** The person's own for a media header, by its type; without one it is the built-in one. */
  samples: Partial<Record<Form['type'], string>>
  header: string
  headerSample: string
  body: string
  footer: string
  buttonKind: ButtonKind
  replies: Reply[]
  calls: Call[]
  /** Also those of numbers that are not in the body just now. */
  parameters: ParameterForm[]
  auth: NonNullable<Form['auth']>
}

export const BLANK: Values = {
  name: '',
  displayName: '',
  language: 'es',
  category: null,
  type: 'TEXT',
  samples: {},
  header: '',
  headerSample: '',
  body: '',
  footer: '',
  buttonKind: 'NONE',
  replies: [],
  calls: [],
  parameters: [],
  auth: DEFAULT_AUTH,
}

export const BLANK_REPLY: Reply = { type: 'QUICK_REPLY', text: '', optOut: false }
export const BLANK_WEBSITE: Call = { type: 'URL', text: '', url: '', example: null }
export const BLANK_PHONE: Call = { type: 'PHONE_NUMBER', text: '', phoneNumber: '' }

const LAST_NUMBER = 100

const keysOf = (text: string) => [...new Set(tokensOf(text).map((token) => token.key))]

const blankParameter = (n: number): ParameterForm => ({ n, name: '', sample: '', type: 'text', source: null })

export const isAuthentication = ({ category }: Pick<Values, 'category'>): boolean => category === 'AUTHENTICATION'

/** The parameters that the body asks for, by number. WhatsApp words Authentication, and its code has a name already. */
export function askedParameters({ category, body, parameters }: Values): ParameterForm[] {
  if (category === 'AUTHENTICATION') return []
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

/** A text header goes with type text alone. */
export const headerOf = (values: Values): string =>
  values.type === 'TEXT' && !isAuthentication(values) ? values.header : ''

export const hasHeaderVariable = (values: Values): boolean => tokensOf(headerOf(values)).length > 0

export const sampleOf = ({ type, samples }: Values): string | null => (type !== 'TEXT' && samples[type]) || null

/** Those of the kind that was chosen. */
export function buttonsOf({ category, buttonKind, replies, calls }: Values): AnyButton[] {
  if (category === 'AUTHENTICATION' || buttonKind === 'NONE') return []
  return buttonKind === 'QUICK_REPLY' ? replies : calls
}

export const formOf = (values: Values, category: Form['category']): Form => ({
  ...formOfDraft(draftOf({ ...values, category }, 0)),
  category,
})

export const draftOf = ({ category, replies, calls, samples, ...values }: Values, step: number): Content => ({
  ...values,
  sampleFileId: samples[values.type] ?? null,
  buttons: [...replies, ...calls],
  step,
  ...(category && { category }),
})

/** A draft may lack anything, and hold null where the wizard holds an empty text. */
export function valuesOf({ buttons = [], buttonKind, sampleFileId, ...content }: Partial<Content>): Values {
  const known = Object.entries(content).filter(([key, value]) => key in BLANK && value !== null && value !== undefined)
  const [first] = buttons
  const kind = first && (first.type === 'QUICK_REPLY' ? 'QUICK_REPLY' : 'CALL_TO_ACTION')
  return {
    ...BLANK,
    ...Object.fromEntries(known),
    samples: content.type && sampleFileId ? { [content.type]: sampleFileId } : {},
    buttonKind: buttonKind ?? kind ?? 'NONE',
    replies: buttons.filter((button) => button.type === 'QUICK_REPLY'),
    calls: buttons.filter((button) => button.type !== 'QUICK_REPLY'),
  }
}

/** For the lint; a category not chosen yet is judged apart. */
export const contentOf = (values: Values): TemplateContent =>
  judgedContent(formOf(values, values.category ?? 'UTILITY'))

/** The values with a finding's mend in place; what was written of a parameter moves with its number. */
export function mended(values: Values, finding: Finding): Values {
  const before = contentOf(values)
  const { name, language, header, body, footer, buttons } = applyMend(before, finding)
  const written = buttonsOf(values).map((old, at) => mendedButton(old, buttons[at]))
  const after = {
    name,
    language,
    ...(header !== before.header && typeof header === 'string' && { header }),
    ...(body !== before.body && body !== null && { body, parameters: movedParameters(values, body, finding) }),
    ...(footer !== before.footer && { footer: footer ?? '' }),
    ...(values.buttonKind === 'QUICK_REPLY' && { replies: written.filter(({ type }) => type === 'QUICK_REPLY') }),
    ...(values.buttonKind === 'CALL_TO_ACTION' && { calls: written.filter(({ type }) => type !== 'QUICK_REPLY') }),
  }
  return { ...values, ...after } as Values
}

function mendedButton(old: AnyButton, mend: TemplateButton | undefined): AnyButton {
  const text = mend?.text ?? old.text
  if (old.type === 'URL') return { ...old, text, url: mend?.url ?? old.url }
  if (old.type === 'PHONE_NUMBER') return { ...old, text, phoneNumber: mend?.phone_number ?? old.phoneNumber }
  return { ...old, text }
}

function movedParameters({ body, parameters }: Values, newBody: string, { mend }: Finding): ParameterForm[] {
  const before = keysOf(body)
  const after = keysOf(newBody)
  if (!mend?.moved && (before.length !== after.length || before.every((key, at) => key === after[at])))
    return parameters
  return after.map((key, at) => {
    const old = mend?.moved ? (mend.moved[key] ?? key) : (before[at] ?? key)
    const known = parameters.find(({ n }) => String(n) === old)
    return { ...(known ?? { ...blankParameter(1), name: /^\d+$/.test(old) ? '' : old }), n: Number(key) }
  })
}
