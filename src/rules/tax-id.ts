import type { Lang, Sentence } from './template.ts'

/** `value` as it is kept: one writing for each number. */
export type TaxIdVerdict = { value: string } | { fault: Sentence }

interface TaxIdKind {
  /** What the number is called there; the screen's label. */
  name: string
  example: string
  judge: (text: string) => TaxIdVerdict
}

const fault = (es: string, en: string): TaxIdVerdict => ({ fault: { es, en } })
const BAD_CHECK = fault(
  'El dígito verificador no coincide: revisa el número.',
  'The check digit does not match: look at the number again.',
)

const bare = (text: string) => text.replace(/[\s.\-/]/g, '').toUpperCase()
const weighed = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)
/** Weights that count up from the right: 2, 3 … `most`, and again from 2. */
const rising = (length: number, most: number) => Array.from({ length }, (_, at) => 2 + ((length - 1 - at) % (most - 1)))

/** RUC: 10 and 15, 17 people, 20 companies; modulo 11. */
function peru(text: string): TaxIdVerdict {
  const ruc = bare(text)
  if (!/^\d{11}$/.test(ruc)) return fault('El RUC tiene 11 dígitos.', 'A RUC has 11 digits.')
  if (!/^(?:10|15|17|20)/.test(ruc))
    return fault('El RUC empieza con 10, 15, 17 o 20.', 'A RUC begins with 10, 15, 17 or 20.')
  const digit = (11 - (weighed(ruc, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10
  return Number(ruc[10]) === digit ? { value: ruc } : BAD_CHECK
}

/** RUT: 7 or 8 digits and one that may be K; modulo 11. */
function chile(text: string): TaxIdVerdict {
  const [, digits, given] = /^(\d{7,8})([\dK])$/.exec(bare(text)) ?? []
  if (!digits)
    return fault(
      'El RUT tiene 7 u 8 dígitos y su verificador, por ejemplo 12345678-5.',
      'A RUT has 7 or 8 digits and a check digit, for example 12345678-5.',
    )
  const left = (11 - (weighed(digits, rising(digits.length, 7)) % 11)) % 11
  return given === (left === 10 ? 'K' : String(left)) ? { value: `${digits}-${given}` } : BAD_CHECK
}

/** CUIT: eleven digits; modulo 11. */
function argentina(text: string): TaxIdVerdict {
  const cuit = bare(text)
  if (!/^\d{11}$/.test(cuit)) return fault('El CUIT tiene 11 dígitos.', 'A CUIT has 11 digits.')
  if (!/^(?:2[034567]|3[034])/.test(cuit))
    return fault('El CUIT empieza con 20, 23 a 27, 30, 33 o 34.', 'A CUIT begins with 20, 23 to 27, 30, 33 or 34.')
  const digit = (11 - (weighed(cuit, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return Number(cuit[10]) === digit ? { value: cuit } : BAD_CHECK
}

const NIT_WEIGHTS = [71, 67, 59, 53, 47, 43, 41, 37, 29, 23, 19, 17, 13, 7, 3]

/** NIT: nine digits, or an identity card of 6 to 10, mostly with a check digit behind a hyphen; modulo 11. */
function colombia(text: string): TaxIdVerdict {
  const number = text.replace(/[\s.]/g, '')
  const [, base, given] = /^(\d{6,10})-(\d)$/.exec(number) ?? /^(\d{9})(\d)$/.exec(number) ?? []
  const digitOf = (digits: string) => {
    const left = weighed(digits, NIT_WEIGHTS.slice(-digits.length)) % 11
    return left > 1 ? 11 - left : left
  }
  if (base && Number(given) === digitOf(base)) return { value: `${base}-${given}` }
  // Ten digits without hyphen may be an identity card; those begin with 1.
  if (/^(?:\d{6,9}|1\d{9})$/.test(number)) return { value: number }
  if (base) return BAD_CHECK
  return fault(
    'El NIT tiene 9 dígitos y su verificador, por ejemplo 900123456-8.',
    'A NIT has 9 digits and a check digit, for example 900123456-8.',
  )
}

/** RFC: letters, a date, three signs. Its last sign is not judged: some that are in force do not follow the formula. */
function mexico(text: string): TaxIdVerdict {
  const rfc = bare(text)
  const [, month = 0, day = 0] = (/^[A-ZÑ&]{3,4}\d{2}(\d{2})(\d{2})[A-Z\d]{2}[\dA]$/.exec(rfc) ?? []).map(Number)
  const isDate =
    month >= 1 && month <= 12 && day >= 1 && day <= [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
  if (isDate) return { value: rfc }
  return fault(
    'El RFC tiene 12 o 13 caracteres: letras, fecha y homoclave, por ejemplo ABC010203AB1.',
    'An RFC has 12 or 13 characters: letters, date and key, for example ABC010203AB1.',
  )
}

/** RUC: province, kind, establishment. Only people's carry a check digit today; those of companies no longer do. */
function ecuador(text: string): TaxIdVerdict {
  const ruc = bare(text)
  if (!/^\d{13}$/.test(ruc) || ruc.endsWith('000'))
    return fault(
      'El RUC tiene 13 dígitos y termina en el número del establecimiento, por ejemplo 001.',
      'A RUC has 13 digits and ends with the number of the establishment, for example 001.',
    )
  const province = Number(ruc.slice(0, 2))
  if (!((province >= 1 && province <= 24) || province === 30) || /^..[78]/.test(ruc))
    return fault(
      'Ese RUC no existe: revisa sus tres primeros dígitos.',
      'There is no such RUC: look at its first three digits.',
    )
  if (Number(ruc[2]) > 5) return { value: ruc }
  const doubled = Array.from(ruc.slice(0, 9)).reduce((sum, sign, at) => {
    const times = Number(sign) * (at % 2 === 0 ? 2 : 1)
    return sum + (times > 9 ? times - 9 : times)
  }, 0)
  return Number(ruc[9]) === (10 - (doubled % 10)) % 10 ? { value: ruc } : BAD_CHECK
}

/** CNPJ: twelve signs, letters too since July 2026, and two check digits; modulo 11. */
function brazil(text: string): TaxIdVerdict {
  const cnpj = bare(text)
  if (!/^[A-Z\d]{12}\d{2}$/.test(cnpj) || /^0+$/.test(cnpj))
    return fault(
      'El CNPJ tiene 14 caracteres y los dos últimos son dígitos.',
      'A CNPJ has 14 characters, the last two of them digits.',
    )
  const digitOf = (signs: string) => {
    const sum = rising(signs.length, 9).reduce((total, weight, at) => total + weight * (signs.charCodeAt(at) - 48), 0)
    return sum % 11 < 2 ? 0 : 11 - (sum % 11)
  }
  const one = digitOf(cnpj.slice(0, 12))
  return cnpj.slice(12) === `${one}${digitOf(cnpj.slice(0, 12) + String(one))}` ? { value: cnpj } : BAD_CHECK
}

/** Where nothing is known of the number: letters and digits with the signs that stand between them. */
function elsewhere(text: string): TaxIdVerdict {
  const number = text.trim().replace(/\s+/g, ' ')
  if (
    /^[\p{L}\d](?:[\p{L}\d .\-/&]*[\p{L}\d])?$/u.test(number) &&
    number.length >= 4 &&
    number.length <= 30 &&
    /\d/.test(number)
  )
    return { value: number }
  return fault(
    'Escribe de 4 a 30 letras, dígitos, puntos o guiones.',
    'Write 4 to 30 letters, digits, dots or hyphens.',
  )
}

const KINDS: Readonly<Record<string, TaxIdKind>> = {
  PE: { name: 'RUC', example: '20123456786', judge: peru },
  CL: { name: 'RUT', example: '12345678-5', judge: chile },
  AR: { name: 'CUIT', example: '20-12345678-6', judge: argentina },
  CO: { name: 'NIT', example: '900123456-8', judge: colombia },
  MX: { name: 'RFC', example: 'ABC010203AB1', judge: mexico },
  EC: { name: 'RUC', example: '1790012345001', judge: ecuador },
  BR: { name: 'CNPJ', example: '11.222.333/0001-81', judge: brazil },
  BO: { name: 'NIT', example: '1020703023', judge: elsewhere },
}

/** What the number is called in that country, with an invented one; undefined where we do not know. */
export const taxIdOf = (country: string): Pick<TaxIdKind, 'name' | 'example'> | undefined => KINDS[country]

/** CH-2: the tax id by the rules of its country. An empty one is the form's affair. */
export const judgeTaxId = (country: string, text: string): TaxIdVerdict => (KINDS[country]?.judge ?? elsewhere)(text)

/** What is wrong with it, in words; null when nothing is. */
export function taxIdFault(country: string, text: string, lang: Lang): string | null {
  if (text.trim() === '') return null
  const verdict = judgeTaxId(country, text)
  return 'fault' in verdict ? verdict.fault[lang] : null
}
