import { Group, Timeline, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { useDates } from '../../ui/dates.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { ExchangesButton } from '../exchanges/exchanges-button.tsx'
import { type TemplateDetail, useTemplateWords } from './template-words.ts'
import styles from './template-page.module.css'

/** Everything that was ever said of it, by whom and when (TP-2); newest first. */
export function TemplateHistory({ template: { id, history } }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const dates = useDates()
  const may = useMay()
  const words = useTemplateWords()
  return (
    <section aria-labelledby="history">
      <Group justify="space-between" mb={8}>
        <Title order={2} id="history" className={styles.heading}>
          {t('history.title')}
        </Title>
        {may('exchanges.read') && <ExchangesButton of="template" id={id} />}
      </Group>
      <Timeline bulletSize={14} lineWidth={2} className={styles.history}>
        {history.map((entry) => {
          const word = words.word(entry.statusWord)
          const reason = words.reason(entry)
          return (
            <Timeline.Item
              key={entry.id}
              title={[t(`status.${entry.status}`), word].filter((part) => part !== null).join(' · ')}
            >
              {reason && <div>{reason}</div>}
              <div className={styles.moment}>
                {entry.actorName ?? t(`history.source.${entry.source}`, { defaultValue: entry.source })} ·{' '}
                {dates.full(entry.at)} (<RelativeTime at={entry.at} />)
              </div>
            </Timeline.Item>
          )
        })}
      </Timeline>
    </section>
  )
}
