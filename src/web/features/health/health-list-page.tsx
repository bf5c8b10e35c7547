import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { type Inputs, orpc, type Outputs } from '../../api.ts'
import { useFilters } from '../../app/search-params.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { ChannelStateBadge } from '../channels/channel-state.tsx'
import { useChannelWords } from '../channels/channel-words.ts'
import { AlarmStrip } from '../upkeep/alarm-strip.tsx'
import styles from './health.module.css'

type Row = Outputs['health']['list']['items'][number]
const states: Row['state'][] = ['active', 'interrupted', 'inactive']
const idOf = (row: Row) => row.channelId

/** How the numbers of all companies do; those with something wrong first. */
export function HealthListPage() {
  const { t } = useTranslation('health')
  const navigate = useNavigate()
  const filters = useFilters(['state'])
  const list = useInfiniteQuery(
    orpc.health.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(filters.chosen as Pick<Inputs['health']['list'], 'state'>),
        search: filters.q || undefined,
        cursor,
      }),
      ...byKeyset,
      placeholderData: keepPreviousData,
      refetchInterval: 30_000,
    }),
  )
  const counts = list.data?.pages[0]
  const said = counts && [
    t('list.count', { count: counts.total }),
    counts.interrupted > 0 && t('list.interrupted', { count: counts.interrupted }),
  ]
  return (
    <Page title={t('list.title')} sentence={said?.filter(Boolean).join(' · ')}>
      <AlarmStrip />
      <FilterBar
        filters={filters}
        searchLabel={t('list.search')}
        choices={[
          {
            key: 'state',
            label: t('list.state'),
            options: states.map((value) => ({ value, label: t(`channels:state.${value}`) })),
          },
        ]}
      />
      <DataTable
        label={t('list.title')}
        columns={useColumns()}
        list={pagedRows(list)}
        rowKey={idOf}
        onOpen={({ channelId }) => void navigate({ to: '/salud/$channelId', params: { channelId } })}
        empty={
          filters.any ? (
            <EmptyState
              action={
                <Button variant="default" onClick={filters.clear}>
                  {t('ui:filters.clear')}
                </Button>
              }
            >
              {t('list.noneFound')}
            </EmptyState>
          ) : (
            <EmptyState>{t('list.empty')}</EmptyState>
          )
        }
      />
    </Page>
  )
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('health')
  const { locale } = useDates()
  const words = useChannelWords()
  return [
    {
      key: 'name',
      header: t('list.name'),
      card: 'title',
      cell: ({ businessName, companyName, identifier }) => (
        <div>
          <strong>{businessName}</strong>
          <span className={styles.remedy}>{companyName}</span>
          <span className={`${styles.remedy} ${styles.whole}`}>{identifier ? prettyPhone(identifier) : '—'}</span>
        </div>
      ),
    },
    { key: 'state', header: t('list.state'), cell: (row) => <ChannelStateBadge channel={row} /> },
    {
      key: 'quality',
      header: t('list.quality'),
      cell: ({ quality, messagingLimit }) =>
        [words.quality(quality), words.limit(messagingLimit)].filter(Boolean).join(' · '),
    },
    { key: 'door', header: t('list.door'), cell: (row) => <State row={row} /> },
    {
      key: 'last',
      header: t('lastEvent'),
      cell: ({ lastEventAt }) => (lastEventAt ? <RelativeTime at={lastEventAt} /> : t('never')),
    },
    {
      key: 'failures',
      header: t('list.failures'),
      align: 'end',
      cell: ({ failures }) => failures.toLocaleString(locale),
    },
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
