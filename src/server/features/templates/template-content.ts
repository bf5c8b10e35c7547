import type * as z from 'zod'
import type { TemplateForm } from '../../../contract/templates.ts'
import { fill, tokensOf } from '../../../rules/parameters.ts'
import type { TemplateContent } from '../../../rules/template.ts'
import type { TemplateSubmission } from '../../provider/port.ts'
import type { TemplateRecord } from './store.ts'

export type Form = z.infer<typeof TemplateForm>
type Parameters = TemplateRecord['parameters']

/** The parameters that the body really has: the wizard may still carry those of an earlier wording. */
export function usedParameters({ body, parameters }: Pick<Form, 'body' | 'parameters'>): Parameters {
  const used = new Set(tokensOf(body).map((token) => token.key))
  return parameters.filter((parameter) => used.has(String(parameter.n)))
}

export const contentOf = (form: Form): TemplateContent => ({
  name: form.name,
  language: form.language,
  category: form.category,
  type: form.type,
  header: form.header,
  body: form.body,
  footer: form.footer,
  buttons: form.buttons,
  examples: samplesOf(usedParameters(form), form.headerSample),
})

/** What the provider is asked to have reviewed. */
export function submissionOf(row: TemplateRecord): TemplateSubmission {
  const samples = samplesOf(row.parameters, row.header_sample)
  return {
    name: row.name,
    language: row.language,
    category: row.category,
    type: row.type,
    body: row.body,
    example: fill(row.body, samples),
    ...(row.header !== null && { header: row.header, headerExample: fill(row.header, samples, 'h') }),
    ...(row.footer !== null && { footer: row.footer }),
    buttons: row.buttons.map(({ type, text }) => ({ type, text })),
  }
}

function samplesOf(parameters: Parameters, headerSample: string | null): Record<string, string> {
  return {
    ...Object.fromEntries(parameters.map(({ n, sample }) => [String(n), sample])),
    ...(headerSample !== null && { h1: headerSample }),
  }
}
