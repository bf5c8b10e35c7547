import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { orpc, type Outputs } from '../../api.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { wholeRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AlarmStrip } from '../upkeep/alarm-strip.tsx'
import styles from './health.module.css'

type Row = Outputs['health']['list'][number]
const idOf = (row: Row) => row.channelId

/** How the numbers of all companies do; those with something wrong first. */
export function HealthListPage() {
  const { t } = useTranslation('health')
  const navigate = useNavigate()
  const list = useQuery(orpc.health.list.queryOptions({ refetchInterval: 30_000 }))
  return (
    <Page title={t('list.title')} sentence={list.data && t('list.count', { count: list.data.length })}>
      <AlarmStrip />
      <DataTable
        label={t('list.title')}
        columns={useColumns()}
        list={wholeRows(list)}
        rowKey={idOf}
        onOpen={({ channelId }) => void navigate({ to: '/salud/$channelId', params: { channelId } })}
        empty={<EmptyState>{t('list.empty')}</EmptyState>}
      />
    </Page>
  )
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('health')
  const { locale } = useDates()
  return [
    {
      key: 'name',
      header: t('list.name'),
      card: 'title',
      cell: ({ businessName, companyName }) => (
        <div>
          <strong>{businessName}</strong>
          <span className={styles.remedy}>{companyName}</span>
        </div>
      ),
    },
    {
      key: 'identifier',
      header: t('list.identifier'),
      cell: ({ identifier }) => <span className={styles.whole}>{identifier ? prettyPhone(identifier) : '—'}</span>,
    },
    { key: 'state', header: t('list.state'), cell: (row) => <State row={row} /> },
    {
      key: 'last',
      header: t('lastEvent'),
      cell: ({ lastEventAt }) => (lastEventAt ? <RelativeTime at={lastEventAt} /> : t('never')),
    },
    {
      key: 'today',
      header: t('eventsToday'),
      align: 'end',
      cell: ({ eventsToday }) => eventsToday.toLocaleString(locale),
    },
    {
      key: 'failures',
      header: t('list.failures'),
      align: 'end',
      cell: ({ failures }) => failures.toLocaleString(locale),
    },
    { key: 'asides', header: t('setAside'), align: 'end', cell: ({ setAside }) => setAside.toLocaleString(locale) },
    {
      key: 'wallet',
      header: t('list.wallet'),
      align: 'end',
      cell: ({ wallet }) => (wallet ? `${wallet.balance.toLocaleString(locale)} ${wallet.currency}` : '—'),
    },
  ]
}

function State({ row: { openAlarms, renewing, carried } }: { row: Row }) {
  const { t } = useTranslation('health')
  if (openAlarms > 0)
    return (
      <StatusBadge tone="red" icon="warning">
        {t('list.alarms', { count: openAlarms })}
      </StatusBadge>
    )
  if (renewing)
    return (
      <StatusBadge tone="amber" icon="refresh">
        {t('list.renewing')}
      </StatusBadge>
    )
  return (
    <StatusBadge tone={carried ? 'green' : 'grey'} icon={carried ? 'check' : 'info'}>
      {t(carried ? 'list.well' : 'list.noSecret')}
    </StatusBadge>
  )
}
