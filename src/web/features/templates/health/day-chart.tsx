import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import type { Health } from './health.ts'
import styles from './health.module.css'

const HEIGHT = 72
const LAYERS = ['sent', 'delivered', 'read'] as const

/** A bar for each day: what was sent, of it what was delivered, of that what was read. The table says the same in figures. */
export function DayChart({ health: { byDay, days }, hasReplies }: { health: Health; hasReplies: boolean }) {
  const { t } = useTranslation('template-health')
  const dayOf = useDay()
  const most = Math.max(1, ...byDay.map(({ sent }) => sent))
  const step = 100 / byDay.length
  const columns = [...LAYERS, 'failed', ...(hasReplies ? (['taps'] as const) : [])] as const
  const busy = byDay.filter((day) => columns.some((name) => day[name] !== 0)).toReversed()
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 0 100 ${HEIGHT}`}
        height={HEIGHT}
        width="100%"
        preserveAspectRatio="none"
        role="img"
        aria-label={t('chart', { count: days, most })}
      >
        {byDay.map((day, at) => (
          <g key={day.day}>
            <title>{`${dayOf(day.day)}: ${LAYERS.map((name) => `${t(name)} ${day[name]}`).join(' · ')}`}</title>
            <rect x={at * step} y={0} width={step} height={HEIGHT} fill="transparent" />
            {LAYERS.map((name) => {
              const height = (Math.max(0, Math.min(day[name], day.sent)) / most) * (HEIGHT - 2)
              return (
                <rect
                  key={name}
                  data-layer={name}
                  x={at * step + step * 0.12}
                  y={HEIGHT - height}
                  width={step * 0.76}
                  height={height}
                />
              )
            })}
          </g>
        ))}
      </svg>
      <div className={styles.axis} aria-hidden>
        <span>{dayOf(byDay[0]!.day)}</span>
        <span className={styles.legend}>
          {LAYERS.map((name) => (
            <span key={name} data-layer={name}>
              {t(name)}
            </span>
          ))}
        </span>
        <span>{dayOf(byDay.at(-1)!.day)}</span>
      </div>
      <details className={styles.details}>
        <summary>{t('table')}</summary>
        <table>
          <caption>{t('caption', { count: days })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.map((day) => (
              <tr key={day.day}>
                <th scope="row">{dayOf(day.day)}</th>
                {columns.map((name) => (
                  <td key={name}>{day[name]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** The day is the company's already. */
function useDay() {
  const { locale } = useDates()
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (day: string) => format.format(new Date(`${day}T00:00:00Z`))
}
