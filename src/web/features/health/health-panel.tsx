import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Facts } from '../channels/facts.tsx'
import { useAlarmWords } from '../upkeep/alarm-words.ts'
import styles from './health.module.css'

export type Health = Outputs['health']['ofChannel']

/** What came, what lies about, what was turned away. */
export function HealthFigures({ health }: { health: Health }) {
  const { t } = useTranslation('health')
  const words = useAlarmWords()
  const { locale } = useDates()
  const { lastEventAt, eventsToday, setAside, oldestUnprocessedAt, statusesWaiting, lastFault } = health
  const when = (at: string | null) => (at === null ? t('never') : <RelativeTime at={at} />)
  return (
    <>
      {health.alarms.map((alarm) => (
        <Notice key={alarm.id} tone="red" title={words.title(alarm)}>
          <p className={styles.line}>{words.sentence(alarm)}</p>
          <p className={styles.moment}>
            {t('since')} <RelativeTime at={alarm.openedAt} />
          </p>
        </Notice>
      ))}
      <Facts
        facts={[
          { name: t('lastEvent'), value: when(lastEventAt) },
          { name: t('eventsToday'), value: eventsToday.toLocaleString(locale) },
          {
            name: t('oldest'),
            value: oldestUnprocessedAt === null ? t('none') : <RelativeTime at={oldestUnprocessedAt} />,
          },
          { name: t('statusesWaiting'), value: statusesWaiting.toLocaleString(locale) },
          { name: t('setAside'), value: setAside.toLocaleString(locale) },
          {
            name: t('lastFault'),
            value: lastFault ? (
              <>
                <RelativeTime at={lastFault.at} />: {lastFault.error ?? lastFault.verdict}
              </>
            ) : (
              t('none')
            ),
          },
        ]}
      />
      <Failures failures={health.failures} />
    </>
  )
}

function Failures({ failures }: { failures: Health['failures'] }) {
  const { t } = useTranslation('health')
  const { locale } = useDates()
  return (
    <section className={styles.part} aria-labelledby="failures">
      <h3 id="failures">{t('failures.title')}</h3>
      {failures.length === 0 ? (
        <p className={styles.quiet}>{t('failures.none')}</p>
      ) : (
        <ul className={styles.failures}>
          {failures.map(({ reason, count, lastAt }) => (
            <li key={reason}>
              <span>
                {t(`failures.${reason}`)}
                <span className={styles.remedy}>{t(`failures.remedy.${reason}`)}</span>
              </span>
              <span className={styles.count}>
                {t('failures.count', { count, number: count.toLocaleString(locale) })}
              </span>
              <span className={styles.quiet}>
                <RelativeTime at={lastAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
