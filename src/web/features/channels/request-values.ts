import type * as z from 'zod'
import { ChannelRequestForm } from '../../../contract/channels.ts'
import { type CountryCode, parsePhone } from '../../../rules/phone.ts'
import { checkProfile } from '../../../rules/profile.ts'
import type { Language } from '../../i18n/language.ts'

type Form = z.infer<typeof ChannelRequestForm>
export type RequestField = keyof Form
/** As typed: empty is an empty text, never null. */
export type RequestValues = Record<RequestField, string>

export const requestFields = Object.keys(ChannelRequestForm.shape) as RequestField[]

/** The contract itself says which fields may stay empty (CH-2). */
export const isRequired = (field: RequestField) => !ChannelRequestForm.shape[field].safeParse(null).success

export const valuesOf = (known: { [Field in RequestField]?: string | null | undefined }): RequestValues =>
  Object.fromEntries(requestFields.map((field) => [field, known[field] ?? ''])) as RequestValues

/** What is sent: an optional field left empty is null. */
export const formOf = (values: RequestValues): Form =>
  Object.fromEntries(
    requestFields.map((field) => [field, isRequired(field) ? values[field] : values[field].trim() || null]),
  ) as Form

/** PRO-01 to PRO-06, the same that the server applies, by field; phones are worded by the screen. */
export function faultsOf(values: RequestValues, language: Language, badPhone: string): Record<string, string> {
  const form = formOf(values)
  const faults = checkProfile({ ...form, websites: form.website ? [form.website] : [] }, language)
    .filter((finding) => finding.blocks)
    .map((finding) => [finding.field.replace(/^websites.*/, 'website'), finding.message] as const)
  const phone = values.personPhone && parsePhone(values.personPhone, values.country as CountryCode)
  return { ...Object.fromEntries(faults), ...(phone === null && { personPhone: badPhone }) }
}
