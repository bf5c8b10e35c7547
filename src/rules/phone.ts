import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

export type { CountryCode } from 'libphonenumber-js/min'

/** A country of ISO 3166 that telephones know. */
export const isCountry = (code: string): code is CountryCode => isSupportedCountry(code)

/** What somebody typed, as E.164; `country` reads numbers without a prefix. `null` when it is no phone number. */
export function parsePhone(text: string, country: CountryCode): string | null {
  const phone = parsePhoneNumberFromString(text, country)
  if (phone === undefined || phone.isValid()) return phone?.number ?? null
  // Old lists write a line as it was dialled years ago, Mexico's with a 1 (TK-1).
  const today = parsePhoneNumberFromString(`+${lineKey(phone.number)}`)
  return today?.isValid() ? today.number : null
}

// Spellings of one line: Mexico's 1 and Argentina's 9 after the country code, Brazil's ninth digit of mobile numbers.
const EXTRA_DIGIT = [/^(52)1(\d{10})$/, /^(54)9(\d{10})$/, /^(55\d{2})9([6-9]\d{7})$/]
// Argentina's 15 stands between area and number, and how long an area is depends on the area.
const WITH_15 = /^549?(\d{12})$/

/** One key for all forms in which a line can arrive; a key to compare by, not a number to dial (TK-1). */
export function lineKey(digits: string): string {
  const bare = without15(digits.replace(/\D/g, ''))
  const form = EXTRA_DIGIT.find((pattern) => pattern.test(bare))
  return form ? bare.replace(form, '$1$2') : bare
}

function without15(bare: string): string {
  const [, local] = WITH_15.exec(bare) ?? []
  const mobile = local && parsePhoneNumberFromString(`+54${local}`)?.number
  return mobile && /^\+549\d{10}$/.test(mobile) ? mobile.slice(1) : bare
}

/** Whether this is WhatsApp's own id of a person (`PE.…`) and no number, in which no letter stands. */
export const isUserId = (text: string): boolean => /[a-z]/i.test(text)

/** Grouped for reading; what is no number comes back unchanged. */
export const prettyPhone = (e164: string): string =>
  parsePhoneNumberFromString(e164.startsWith('+') ? e164 : `+${e164}`)?.formatInternational() ?? e164
