import { Anchor, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useAlarmWords } from './alarm-words.ts'
import styles from './alarms.module.css'

type Alarm = Outputs['alarms']['list'][number]

/** RE-5: what is not well, and what was not in the last days. */
export function AlarmsPage() {
  const { t } = useTranslation('alarms')
  const alarms = useQuery(orpc.alarms.list.queryOptions({ refetchInterval: 30_000 }))
  if (!alarms.data) {
    return (
      <Page title={t('title')}>
        {alarms.error ? <ErrorState error={alarms.error} onRetry={() => void alarms.refetch()} /> : <LoadingState />}
      </Page>
    )
  }
  const open = alarms.data.filter(({ closedAt }) => closedAt === null)
  const closed = alarms.data.filter(({ closedAt }) => closedAt !== null)
  return (
    <Page title={t('title')} sentence={open.length === 0 ? t('allWell') : t('open', { count: open.length })}>
      {open.length === 0 && closed.length === 0 && <EmptyState>{t('empty')}</EmptyState>}
      <List alarms={open} />
      {closed.length > 0 && (
        <section aria-labelledby="closed">
          <Title order={2} id="closed" className={styles.heading}>
            {t('closed')}
          </Title>
          <List alarms={closed} />
        </section>
      )}
    </Page>
  )
}

function List({ alarms }: { alarms: Alarm[] }) {
  if (alarms.length === 0) return null
  return (
    <ul className={styles.list}>
      {alarms.map((alarm) => (
        <li key={alarm.id}>
          <Item alarm={alarm} />
        </li>
      ))}
    </ul>
  )
}

function Item({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const { channelId, companyName, businessName, openedAt, closedAt } = alarm
  return (
    <Notice tone={closedAt === null ? 'red' : 'grey'} title={words.title(alarm)}>
      <p className={styles.line}>{words.sentence(alarm)}</p>
      {closedAt === null && <p className={styles.line}>{words.remedy(alarm)}</p>}
      <p className={styles.quiet}>
        {channelId && (
          <>
            <Anchor component={Link} to={`/salud/${channelId}`} inherit underline="always">
              {[businessName, companyName].filter(Boolean).join(' · ')}
            </Anchor>
            {' · '}
          </>
        )}
        {t('openedAt')} <RelativeTime at={openedAt} />
        {closedAt && (
          <>
            {' · '}
            {t('closedAt')} <RelativeTime at={closedAt} />
          </>
        )}
      </p>
    </Notice>
  )
}
