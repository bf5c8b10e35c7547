import type * as z from 'zod'
import type { TemplateForm } from '../../../contract/templates.ts'
import { fill, tokensOf } from '../../../rules/parameters.ts'
import { authenticationText } from '../../../rules/authentication-text.ts'
import { contentOf, DEFAULT_AUTH, hasVariable, judgedContent, presetOf } from '../../../rules/template-form.ts'
import type { TemplateContent } from '../../../rules/template.ts'
import type { SubmittedButton, TemplateSubmission } from '../../provider/port.ts'
import type { TemplateRecord } from './store.ts'

export type Form = z.infer<typeof TemplateForm>
type Parameters = TemplateRecord['parameters']

/** The parameters that the body really has: the wizard may still carry those of an earlier wording. */
function usedParameters({ body, parameters }: Pick<Form, 'body' | 'parameters'>): Parameters {
  const used = new Set(tokensOf(body).map((token) => token.key))
  return parameters.filter((parameter) => used.has(String(parameter.n)))
}

export const judgedForm = (form: Form): TemplateContent => judgedContent({ ...form, parameters: usedParameters(form) })

/** What the row keeps of a form that was found good: nothing that its category or type has no place for. */
export function keptOf(form: Form) {
  if (form.category === 'AUTHENTICATION') {
    const { securityNote, codeMinutes } = form.auth ?? DEFAULT_AUTH
    const preset = presetOf(form.language, { securityNote, codeMinutes })
    return { ...preset, headerSample: null, sampleFileId: null, securityNote, codeMinutes }
  }
  const { type, header, headerSample, body, footer, buttons, sampleFileId } = form
  return {
    type,
    header,
    headerSample: header !== null && hasVariable(header) ? headerSample : null,
    body,
    footer,
    buttons,
    parameters: usedParameters(form),
    sampleFileId: type === 'TEXT' ? null : sampleFileId,
    securityNote: null,
    codeMinutes: null,
  }
}

export const authOf = ({ security_note, code_minutes }: Pick<TemplateRecord, 'security_note' | 'code_minutes'>) =>
  security_note === null ? null : { securityNote: security_note, codeMinutes: code_minutes }

/** What the provider is asked to have reviewed; a media header's sample is uploaded apart. */
export function submissionOf(row: TemplateRecord): TemplateSubmission {
  const { name, language, category, type, header, footer } = row
  const { examples } = contentOf({ ...row, headerSample: row.header_sample })
  const asked = { name, language, category, type }
  if (category === 'AUTHENTICATION') {
    const auth = authOf(row) ?? DEFAULT_AUTH
    // The sentence and the minutes are asked for apart.
    const { body, copy } = authenticationText(language, { ...auth, securityNote: false })
    return { ...asked, body, example: fill(body, examples), buttons: [{ type: 'COPY_CODE', text: copy }], auth }
  }
  return {
    ...asked,
    body: row.body,
    example: fill(row.body, examples),
    ...(header !== null && { header, headerExample: fill(header, examples, 'h') }),
    ...(footer !== null && { footer }),
    buttons: row.buttons.map(submitted),
  }
}

function submitted(button: TemplateRecord['buttons'][number]): SubmittedButton {
  const { type, text } = button
  if (type === 'PHONE_NUMBER') return { type, text, phoneNumber: button.phoneNumber }
  if (type !== 'URL') return { type, text }
  const url = button.url.trim()
  return { type, text, url, ...(hasVariable(url) && { example: wholeAddress(url, button.example ?? '') }) }
}

/** Reviewers are given an address that opens; what was written may be only its end. */
function wholeAddress(url: string, example: string): string {
  const { start } = tokensOf(url)[0] ?? { start: url.length }
  const before = url.slice(0, start)
  const written = example.trim()
  return written.startsWith(before) || /^https?:\/\//i.test(written) ? written : before + encodeURI(written)
}
