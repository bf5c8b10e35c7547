import { useTranslation } from 'react-i18next'
import { agentStates } from '../../../rules/agent-state.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { stateLooks } from '../agents/state-words.ts'
import type { Day } from './board.ts'
import styles from './supervision.module.css'

const WIDTH = 700
const HOUR = 3_600_000

/** Each stretch in the colour of its state; low where the person was not there. What it shows stands in the table below it. */
export function DayTimeline({ day, now: at }: { day: Day; now: number }) {
  const { t } = useTranslation('supervision')
  const dates = useDates()
  const now = Math.min(at, Date.parse(day.to))
  const moments = day.periods.flatMap(({ from, to }) => [Date.parse(from), to === null ? now : Date.parse(to)])
  // Whole hours around what there is, and never less than four of them.
  const begin = Math.floor(Math.min(...moments) / HOUR) * HOUR
  const end = Math.max(begin + 4 * HOUR, Math.ceil(Math.max(...moments) / HOUR) * HOUR)
  const x = (at: number) => ((at - begin) / (end - begin)) * WIDTH
  const hours = (end - begin) / HOUR
  const step = Math.max(1, Math.ceil(hours / 8))
  const ticks = Array.from({ length: Math.floor(hours / step) + 1 }, (_, n) => begin + n * step * HOUR)
  const shown = agentStates.filter((state) => day.periods.some((p) => p.present && p.state === state))

  return (
    <figure className={styles.timeline}>
      <svg viewBox={`0 0 ${WIDTH} 66`} role="img" aria-label={t('day.picture', { count: day.periods.length })}>
        {day.periods.map(({ from, to, state, present }) => {
          const [left, right] = [x(Date.parse(from)), x(to === null ? now : Date.parse(to))]
          return (
            <rect
              key={from}
              data-tone={present ? stateLooks[state].tone : 'grey'}
              className={styles.stretch}
              x={left}
              y={present ? 4 : 30}
              width={Math.max(1.5, right - left)}
              height={present ? 36 : 10}
            >
              <title>{`${dates.time(from)} ${t(present ? `agents:state.${state}` : 'agents:absent')}`}</title>
            </rect>
          )
        })}
        {ticks.map((tick) => (
          <g key={tick} className={styles.tick}>
            <line x1={x(tick)} x2={x(tick)} y1={40} y2={46} />
            <text x={x(tick)} y={60} textAnchor={tick === begin ? 'start' : tick === end ? 'end' : 'middle'}>
              {dates.time(new Date(tick))}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className={styles.legend}>
        {shown.map((state) => (
          <span key={state}>
            <span className={styles.swatch} data-tone={stateLooks[state].tone}>
              <Icon name={stateLooks[state].icon} size={12} />
            </span>
            {t(`agents:state.${state}`)}
          </span>
        ))}
        {day.periods.some((p) => !p.present) && (
          <span>
            <span className={styles.swatch} data-tone="grey">
              <Icon name="power" size={12} />
            </span>
            {t('agents:absent')}
          </span>
        )}
      </figcaption>
    </figure>
  )
}
