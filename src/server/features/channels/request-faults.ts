import type * as z from 'zod'
import type { ChannelRequestForm } from '../../../contract/channels.ts'
import { isCountry, parsePhone } from '../../../rules/phone.ts'
import { checkProfile } from '../../../rules/profile.ts'
import { judgeTaxId } from '../../../rules/tax-id.ts'
import type { Lang } from '../../../rules/template.ts'
import { type FieldProblem, Refusal } from '../../refusal.ts'

type Form = Omit<z.infer<typeof ChannelRequestForm>, 'businessName'> & {
  businessName?: string
  website2?: string | null
}

const say = {
  country: { es: 'Elige un país de la lista.', en: 'Choose a country from the list.' },
  phone: {
    es: 'Escribe un teléfono válido, con su código de país.',
    en: 'Write a valid phone with its country code.',
  },
  empty: { es: 'Este campo es obligatorio.', en: 'This field is required.' },
}

/** CH-2: the form as it is kept, phone, tax id and texts in one writing. @throws Refusal `invalid` with all that is wrong:
 *  PRO-01 to PRO-06, country, phone and tax id; the display-name rules are hints and refuse nothing. */
export function soundForm<F extends Form>(given: F, lang: Lang): F {
  const form = tidied(given)
  const websites = [form.website, form.website2 ?? null].filter((site) => site !== null)
  const faults: FieldProblem[] = checkProfile({ ...form, websites }, lang)
    .filter((finding) => finding.blocks)
    .map(({ field, rule, message }) => ({ field: siteField(field, form), rule, message }))
  const fault = (field: string, { es, en }: { es: string; en: string }) =>
    faults.push({ field, rule: 'CH-2', message: lang === 'es' ? es : en })
  for (const field of ['businessName', 'legalName', 'firstName', 'lastName'] as const)
    if (form[field] === '') fault(field, say.empty)
  const country = isCountry(form.country) ? form.country : null
  if (country === null) fault('country', say.country)
  const personPhone = country && parsePhone(form.personPhone, country)
  if (country && personPhone === null) fault('personPhone', say.phone)
  const taxId = judgeTaxId(form.country, form.taxId)
  if ('fault' in taxId) fault('taxId', taxId.fault)
  if (faults.length > 0) throw new Refusal('invalid', {}, faults)
  return { ...form, personPhone: personPhone!, taxId: 'value' in taxId ? taxId.value : form.taxId }
}

/** Which of the two addresses a finding about "websites[n]" is about. */
const siteField = (field: string, form: Form): string => {
  if (!field.startsWith('websites')) return field
  return form.website === null || field === 'websites[1]' ? 'website2' : 'website'
}

const MANY_LINES = new Set(['description'])
/** Control characters, and those that turn the direction of writing or cannot be seen. */
const UNSEEN = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

/** One space where there were several or a line break, and nothing that cannot be seen; a description keeps its lines. */
function tidied<F extends Form>(form: F): F {
  const tidy = (field: string, value: unknown) => {
    if (typeof value !== 'string') return value
    const clean = (line: string) => line.replace(/\s+/g, ' ').replace(UNSEEN, '').trim()
    const text = MANY_LINES.has(field)
      ? value
          .split(/\r\n?|\n/)
          .map(clean)
          .join('\n')
          .trim()
      : clean(value)
    return text.toWellFormed().normalize('NFC')
  }
  const tidy0 = Object.fromEntries(Object.entries(form).map(([field, value]) => [field, tidy(field, value)])) as F
  return {
    ...tidy0,
    ...Object.fromEntries(OPTIONAL.filter((field) => tidy0[field] === '').map((field) => [field, null])),
  }
}

const OPTIONAL = ['address', 'website', 'website2', 'about', 'description', 'position'] as const
