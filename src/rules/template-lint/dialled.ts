import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Italy keeps the zero that others drop when they are called from abroad. */
const KEEPS_ZERO = '39'

/** A phone number as a button takes it: country code, digits, an optional plus. Empty when it is none (BTN-20). */
export function dialled(text: string): string {
  if (text.length > 60) return ''
  const compact = text.replace(/[\s().-]/g, '').replace(/^00/, '+')
  if (!/^\+?[1-9]\d{6,18}$/.test(compact)) return ''
  const digits = compact.replace('+', '')
  const phone = parsePhoneNumberFromString(`+${digits}`)
  if (!phone?.isPossible()) return ''
  const code: string = phone.countryCallingCode
  if (code === KEEPS_ZERO || digits[code.length] !== '0') return compact
  const plus = compact.startsWith('+') ? '+' : ''
  return plus + code + digits.slice(code.length).replace(/^0+/, '')
}
