import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'

export type { CountryCode } from 'libphonenumber-js/min'

/** What somebody typed, as E.164; `country` reads numbers without a prefix. `null` when it is no phone number. */
export function parsePhone(text: string, country: CountryCode): string | null {
  const phone = parsePhoneNumberFromString(text, country)
  return phone?.isValid() ? phone.number : null
}

// Spellings of one line: Mexico's 1 and Argentina's 9 after the country code, Brazil's ninth digit of mobile numbers.
const EXTRA_DIGIT = [/^(52)1(\d{10})$/, /^(54)9(\d{10})$/, /^(55\d{2})9([6-9]\d{7})$/]

/** One key for all forms in which a line can arrive; a key to compare by, not a number to dial (TK-1). */
export function lineKey(digits: string): string {
  const bare = digits.replace(/\D/g, '')
  const form = EXTRA_DIGIT.find((pattern) => pattern.test(bare))
  return form ? bare.replace(form, '$1$2') : bare
}

/** Grouped for reading; what is no number comes back unchanged. */
export const prettyPhone = (e164: string): string =>
  parsePhoneNumberFromString(e164.startsWith('+') ? e164 : `+${e164}`)?.formatInternational() ?? e164
