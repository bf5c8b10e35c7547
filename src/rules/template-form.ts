import { authenticationText, type AuthenticationOptions } from './authentication-text.ts'
import { tokensOf } from './parameters.ts'
import type { MediaHeader, Parameter, TemplateButton, TemplateCategory, TemplateContent } from './template.ts'

/** A button as the product keeps it. `example` is what stands in place of the address's variable, or the whole address. */
export type WrittenButton =
  | { type: 'QUICK_REPLY'; text: string; optOut: boolean }
  | { type: 'URL'; text: string; url: string; example: string | null }
  | { type: 'PHONE_NUMBER'; text: string; phoneNumber: string }
  | { type: 'COPY_CODE'; text: string }

/** What was asked for, or what the table keeps. */
interface Written {
  name: string
  language: string
  category: TemplateCategory
  type: string
  header: string | null
  headerSample?: string | null
  body: string
  footer: string | null
  buttons: readonly WrittenButton[]
  parameters: readonly Parameter[]
  auth?: AuthenticationOptions | null
}

export const DEFAULT_AUTH: AuthenticationOptions = { securityNote: true, codeMinutes: 10 }

/** A template of this product as lint, preview and sending read it. */
export function contentOf(written: Written): TemplateContent {
  const { name, language, category, type, body, footer, buttons } = written
  return {
    name,
    language,
    category,
    type,
    header: headerOf(written),
    body,
    footer,
    buttons: buttons.map(plainButton),
    examples: samplesOf(written),
  }
}

/** A request as the lint judges it: WhatsApp words Authentication itself, so its preset is nobody's own text (TP-5). */
export function judgedContent(written: Written): TemplateContent {
  const content = contentOf(written)
  if (written.category !== 'AUTHENTICATION') return content
  const { securityNote, codeMinutes } = written.auth ?? DEFAULT_AUTH
  return {
    ...content,
    body: written.body === '' ? null : written.body,
    buttons: [...content.buttons, { type: 'OTP', otp_type: 'COPY_CODE' }],
    auth: {
      add_security_recommendation: securityNote,
      ...(codeMinutes !== null && { code_expiration_minutes: codeMinutes }),
    },
  }
}

/** What stands in an Authentication template until WhatsApp has worded it (TP-4). */
export function presetOf(language: string, auth: AuthenticationOptions) {
  const { body, footer, copy } = authenticationText(language, auth)
  const name = language.startsWith('en') ? 'Code' : 'Código'
  return {
    type: 'TEXT' as const,
    header: null,
    body,
    footer,
    buttons: [{ type: 'COPY_CODE' as const, text: copy }],
    parameters: [{ n: 1, name, sample: '482913', type: 'text' as const, source: null }],
  }
}

const LINT_TO_FORM: readonly (readonly [RegExp, string])[] = [
  [/\.phone_number$/, '.phoneNumber'],
  [/^auth\.code_expiration_minutes$/, 'auth.codeMinutes'],
  [/^auth\.add_security_recommendation$/, 'auth.securityNote'],
]

/** Where the form has what a finding is about. */
export function formField({ rule, field }: { rule: string; field: string }): string {
  if (rule === 'BTN-16') return field.replace(/\.url$/, '.example')
  return LINT_TO_FORM.reduce((path, [from, to]) => path.replace(from, to), field)
}

export const hasVariable = (text: string): boolean => tokensOf(text).length > 0

function headerOf({ type, header }: Written): string | MediaHeader | null {
  return type === 'TEXT' || header !== null ? header : { format: type }
}

function plainButton(button: WrittenButton): TemplateButton {
  const { type, text } = button
  if (type === 'URL') return { type, text, url: button.url, ...(button.example && { example: button.example }) }
  if (type === 'PHONE_NUMBER') return { type, text, phone_number: button.phoneNumber }
  return { type, text }
}

function samplesOf({ parameters, headerSample }: Written): Record<string, string> {
  return {
    ...Object.fromEntries(parameters.map(({ n, sample }) => [String(n), sample])),
    ...(headerSample && { h1: headerSample }),
  }
}
