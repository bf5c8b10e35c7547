import { Group, SegmentedControl, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FEW_SENDS, sharesOf } from '../../../../rules/template-health.ts'
import { orpc } from '../../../api.ts'
import { useDates } from '../../../ui/dates.ts'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import type { TemplateDetail } from '../template-words.ts'
import pageStyles from '../template-page.module.css'
import { DayChart } from './day-chart.tsx'
import { Failures } from './failures.tsx'
import type { Health } from './health.ts'
import styles from './health.module.css'
import { QualityChanges } from './quality-changes.tsx'

const SPANS = ['7', '30', '90'] as const
type Span = (typeof SPANS)[number]
const A_MINUTE = 60_000

/** What became of what was sent with it, as far as WhatsApp tells. */
export function HealthPanel({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('template-health')
  const [days, setDays] = useState<Span>('30')
  const query = useQuery(
    orpc.templates.health.queryOptions({
      input: { id: template.id, days },
      placeholderData: keepPreviousData,
      refetchInterval: A_MINUTE,
    }),
  )
  return (
    <section aria-labelledby="health">
      <Group justify="space-between" mb={12}>
        <Group gap={4}>
          <Title order={2} id="health" className={pageStyles.heading} mb={0}>
            {t('title')}
          </Title>
          <HelpHint about={t('title')}>
            {(['counted', 'reads', 'blocks'] as const).map((what) => (
              <span key={what} className={styles.note}>
                {t(`help.${what}`)}
              </span>
            ))}
          </HelpHint>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t('span')}
          value={days}
          onChange={(value) => setDays(SPANS.find((each) => each === value) ?? '30')}
          data={SPANS.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
        />
      </Group>
      {query.data ? (
        <Told health={query.data} hasReplies={template.buttons.some(({ type }) => type === 'QUICK_REPLY')} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <LoadingState />
      )}
    </section>
  )
}

function Told({ health, hasReplies }: { health: Health; hasReplies: boolean }) {
  const { t } = useTranslation('template-health')
  const { locale } = useDates()
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const shares = sharesOf(health)
  if (health.sent === 0 && health.failed === 0) {
    return (
      <>
        <p className={styles.quiet}>{t('none', { count: health.days })}</p>
        <QualityChanges health={health} />
      </>
    )
  }
  const figures = [
    { name: t('sent'), value: health.sent, share: null },
    { name: t('delivered'), value: health.delivered, share: shares?.delivered },
    { name: t('read'), value: health.read, share: shares?.read },
    { name: t('failed'), value: health.failed, share: shares?.failed },
    ...(hasReplies ? [{ name: t('taps'), value: health.taps, share: shares?.taps }] : []),
  ]
  return (
    <div className={styles.panel}>
      <dl className={styles.figures}>
        {figures.map(({ name, value, share }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {number.format(value)}
              {share != null && <span>{percent.format(share)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {!shares && <p className={styles.quiet}>{t('few', { count: FEW_SENDS })}</p>}
      <DayChart health={health} hasReplies={hasReplies} />
      <Failures health={health} />
      <QualityChanges health={health} />
    </div>
  )
}
