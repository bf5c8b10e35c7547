import type { Lang } from '../../../rules/template.ts'
import { type FieldProblem, Refusal } from '../../refusal.ts'

/** A time zone that dates can be shown in, and a country by its two letters. */
export function refuseUnknownPlace({ country, timeZone }: { country: string; timeZone: string }, lang: Lang): void {
  const errors: FieldProblem[] = []
  if (!isCountry(country)) {
    errors.push({
      field: 'country',
      message: lang === 'es' ? 'Elige un país de la lista.' : 'Choose a country of the list.',
    })
  }
  if (!isTimeZone(timeZone)) {
    const message = lang === 'es' ? 'Elige una zona horaria de la lista.' : 'Choose a time zone of the list.'
    errors.push({ field: 'timeZone', message })
  }
  if (errors.length > 0) throw new Refusal('invalid', {}, errors)
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const isCountry = (code: string) => /^[A-Z]{2}$/.test(code) && names.of(code) !== undefined

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}
