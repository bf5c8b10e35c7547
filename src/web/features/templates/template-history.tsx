import { Button, Group, Timeline, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { REFUSED_AT_ONCE } from '../../../rules/template-refusal.ts'
import { useMay } from '../../app/session.ts'
import { useDates } from '../../ui/dates.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { ExchangesButton } from '../exchanges/exchanges-button.tsx'
import { type TemplateDetail, useTemplateWords } from './template-words.ts'
import styles from './template-page.module.css'

const A_MINUTE = 60_000

/** Everything that was ever said of it, by whom and when (TP-2); newest first. */
export function TemplateHistory({ template: { id, history } }: { template: TemplateDetail }) {
  const { t } = useTranslation(['templates', 'template-approval'])
  const dates = useDates()
  const may = useMay()
  const words = useTemplateWords()
  return (
    <section aria-labelledby="history">
      <Group justify="space-between" mb={8}>
        <Title order={2} id="history" className={styles.heading}>
          {t('history.title')}
        </Title>
        <Group gap={8}>
          <Button
            variant="default"
            size="xs"
            renderRoot={(props) => (
              <Link to="/plantillas/$templateId/versiones" params={{ templateId: id }} {...props} />
            )}
          >
            {t('template-approval:texts.title')}
          </Button>
          {may('exchanges.read') && <ExchangesButton of="template" id={id} />}
        </Group>
      </Group>
      <Timeline bulletSize={14} lineWidth={2} className={styles.history}>
        {history.map((entry) => {
          const word = words.word(entry.statusWord)
          const reason = words.reason(entry)
          const raw = wordsOf(entry)
          const at = entry.toldAt ?? entry.at
          const isLate = Math.abs(Date.parse(entry.at) - Date.parse(at)) > A_MINUTE
          return (
            <Timeline.Item
              key={entry.id}
              title={[t(`status.${entry.status}`), word].filter((part) => part !== null).join(' · ')}
            >
              {reason && <div>{reason}</div>}
              {raw && !reason?.includes(raw) && (
                <div className={styles.moment}>
                  {t('history.raw')} <q>{raw}</q>
                </div>
              )}
              <div className={styles.moment}>
                {entry.actorName ?? t(`history.source.${entry.source}`, { defaultValue: entry.source })} ·{' '}
                {dates.full(at)} (<RelativeTime at={at} />)
                {isLate && ` · ${t('history.arrived', { when: dates.moment(entry.at) })}`}
              </div>
            </Timeline.Item>
          )
        })}
      </Timeline>
    </section>
  )
}

/** As they came; of a change they are in the sentence above. */
const wordsOf = ({ raw, reason, detail, statusWord }: TemplateDetail['history'][number]) => {
  if (!raw && !REFUSED_AT_ONCE.has(statusWord)) return ''
  const told = CHANGES.has(statusWord) ? [raw] : [raw, reason, detail === reason ? null : detail]
  return told.filter(Boolean).join(': ')
}

const CHANGES = new Set(['CATEGORY_CHANGED', 'CATEGORY_ALERT', 'QUALITY_CHANGED'])
