import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.ts'

const steps: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** "hace 3 días"; after a week the date itself. */
export function relative(at: Date, now: Date, locale: string, timeZone: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  if (Math.abs(seconds) < 45) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')
  const [unit, length] = steps.find(([, s]) => Math.abs(seconds) >= s) ?? (['minute', 60] as const)
  if (unit === 'day' && Math.abs(seconds) > 7 * 86_400) return day(at, now, locale, timeZone)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / length), unit)
}

function day(at: Date, now: Date, locale: string, timeZone: string): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year, timeZone }).format(at)
}

/** Dates as the signed-in person reads them: their language, their company's time zone. */
export function useDates() {
  const { i18n } = useTranslation()
  const session = useSession()
  const locale = i18n.language === 'en' ? 'en-US' : 'es-PE'
  const timeZone = session.active?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const format = (options: Intl.DateTimeFormatOptions) => (at: string | Date) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(at))
  return {
    locale,
    timeZone,
    relative: (at: string | Date) => relative(new Date(at), new Date(), locale, timeZone),
    full: format({ dateStyle: 'full', timeStyle: 'short' }),
    /** The day and the time, as short as it can be. */
    moment: format({ dateStyle: 'medium', timeStyle: 'short' }),
    date: format({ dateStyle: 'medium' }),
    time: format({ hour: '2-digit', minute: '2-digit' }),
  }
}
