import type * as z from 'zod'
import { ChannelData, ChannelRequestForm } from '../../../contract/channels.ts'
import { isCountry, parsePhone } from '../../../rules/phone.ts'
import { checkProfile } from '../../../rules/profile.ts'
import { taxIdFault } from '../../../rules/tax-id.ts'
import type { Language } from '../../i18n/language.ts'

type RequestForm = z.infer<typeof ChannelRequestForm>
type Data = z.infer<typeof ChannelData>
export type RequestField = keyof RequestForm
export type ChannelField = RequestField | keyof Data
/** As typed: empty is an empty text, never null. */
export type ChannelValues = Record<ChannelField, string>

const shapes = { ...ChannelRequestForm.shape, ...ChannelData.shape }
export const requestFields = Object.keys(ChannelRequestForm.shape) as RequestField[]
export const channelFields = Object.keys(shapes) as ChannelField[]
const dataFields = Object.keys(ChannelData.shape) as (keyof Data)[]

/** The contract itself says which fields may stay empty (CH-2). */
export const isRequired = (field: ChannelField) => !shapes[field].safeParse(null).success

export const valuesOf = (known: { [Field in ChannelField]?: string | null | undefined }): ChannelValues =>
  Object.fromEntries(channelFields.map((field) => [field, known[field] ?? ''])) as ChannelValues

const sent = (values: ChannelValues, fields: readonly ChannelField[]) =>
  Object.fromEntries(fields.map((field) => [field, isRequired(field) ? values[field] : values[field].trim() || null]))

/** What a request sends: an optional field left empty is null. */
export const formOf = (values: ChannelValues) => sent(values, requestFields) as RequestForm
/** The same for an edit, which does not know the business name (CH-10). */
export const dataOf = (values: ChannelValues) => sent(values, dataFields) as Data

/** What the server will judge too, by field: PRO-01 to PRO-06, the tax id of the country, the phone; the last is worded by
 *  the screen. */
export function faultsOf(values: ChannelValues, language: Language, badPhone: string): Record<string, string> {
  const { website, website2, about, address, description, email, vertical } = sent(values, channelFields) as Record<
    ChannelField,
    string | null
  >
  const sites = [
    { field: 'website', url: website },
    { field: 'website2', url: website2 },
  ].filter(({ url }) => url !== null)
  const profile = { about, address, description, email, vertical, websites: sites.map(({ url }) => url!) }
  const faults = checkProfile(profile, language)
    .filter((finding) => finding.blocks)
    .map(({ field, message }) => [siteAt(sites, field), message] as const)
  const { country, personPhone } = values
  const phone = personPhone && isCountry(country) ? parsePhone(personPhone, country) : ''
  const taxId = taxIdFault(country, values.taxId, language)
  return {
    ...Object.fromEntries(faults),
    ...(taxId !== null && { taxId }),
    ...(phone === null && { personPhone: badPhone }),
  }
}

const siteAt = (sites: { field: string }[], field: string) =>
  sites[Number(/^websites\[(\d)\]$/.exec(field)?.[1] ?? -1)]?.field ?? field
