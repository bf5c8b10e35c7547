import { Button, Select } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useFilters } from '../../app/search-params.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Page } from '../../ui/page.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { age } from '../channels/channel.ts'
import { AlarmStrip } from '../upkeep/alarm-strip.tsx'
import { RequestBadges } from './request-badges.tsx'
import { type RequestRow, type Shown, shown } from './request.ts'

const idOf = (request: RequestRow) => request.channelId

/** The operator's console: requests of all companies, oldest first (CH-11). */
export function RequestsPage() {
  const { t } = useTranslation('requests')
  const navigate = useNavigate()
  const filters = useFilters(['state'])
  const state = (shown as readonly string[]).includes(filters.chosen.state[0] ?? '')
    ? (filters.chosen.state[0] as Shown)
    : 'open'
  const requests = useInfiniteQuery(
    orpc.requests.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ state, search: filters.q || undefined, cursor }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )
  const counts = requests.data?.pages[0]
  const said = counts && [
    t('count', { count: counts.open }),
    counts.overdue > 0 && t('overdueCount', { count: counts.overdue }),
  ]

  return (
    <Page title={t('title')} sentence={said?.filter(Boolean).join(' · ')}>
      <AlarmStrip />
      <Select
        mb={8}
        w={220}
        aria-label={t('show.label')}
        allowDeselect={false}
        value={state}
        onChange={(value) => filters.choose('state', value === null || value === 'open' ? [] : [value])}
        data={shown.map((value) => ({ value, label: t(`show.${value}`) }))}
      />
      <FilterBar filters={filters} searchLabel={t('search')} choices={[]} />
      <DataTable
        label={t('title')}
        columns={useColumns()}
        list={pagedRows(requests)}
        rowKey={idOf}
        onOpen={({ channelId }) => void navigate({ to: '/solicitudes/$channelId', params: { channelId } })}
        empty={
          filters.any ? (
            <EmptyState
              action={
                <Button variant="default" onClick={filters.clear}>
                  {t('ui:filters.clear')}
                </Button>
              }
            >
              {t('noneFound')}
            </EmptyState>
          ) : (
            <EmptyState>{t('empty')}</EmptyState>
          )
        }
      />
    </Page>
  )
}

function useColumns(): Column<RequestRow>[] {
  const { t } = useTranslation('requests')
  const { locale, full } = useDates()
  return [
    {
      key: 'name',
      header: t('column.name'),
      card: 'title',
      cell: ({ businessName }) => <strong>{businessName}</strong>,
    },
    { key: 'company', header: t('column.company'), cell: ({ companyName }) => companyName },
    { key: 'state', header: t('column.state'), cell: (request) => <RequestBadges request={request} /> },
    { key: 'way', header: t('column.way'), cell: ({ way }) => (way ? t(`way.${way}.short`) : '—') },
    {
      key: 'age',
      header: t('column.age'),
      cell: ({ requestedAt }) => (
        <time dateTime={requestedAt} title={full(requestedAt)}>
          {age(requestedAt, locale)}
        </time>
      ),
    },
    {
      key: 'takenBy',
      header: t('column.takenBy'),
      cell: ({ takenBy, takenByMe }) => (takenByMe ? t('me') : (takenBy ?? '—')),
    },
  ]
}
