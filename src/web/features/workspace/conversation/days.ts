import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'

const DAY = 86_400_000

/** Names the day of a moment, in the company's time zone: "Hoy", "Ayer", "lunes, 3 de noviembre". */
export function useDays(): (at: string) => string {
  const { t } = useTranslation('workspace')
  const { locale, timeZone } = useDates()
  return useMemo(() => {
    const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const
    const thisYear = new Intl.DateTimeFormat(locale, options)
    const withYear = new Intl.DateTimeFormat(locale, { ...options, year: 'numeric' })
    return (at) => {
      const name = withYear.format(new Date(at))
      if (name === withYear.format(Date.now())) return t('day.today')
      if (name === withYear.format(Date.now() - DAY)) return t('day.yesterday')
      return Date.now() - Date.parse(at) < 180 * DAY ? thisYear.format(new Date(at)) : name
    }
  }, [t, locale, timeZone])
}
