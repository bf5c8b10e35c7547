import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useFilters } from '../../app/search-params.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { Page } from '../../ui/page.tsx'
import { wholeRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { age } from '../channels/channel.ts'
import { AlarmStrip } from '../upkeep/alarm-strip.tsx'
import { RequestBadges } from './request-badges.tsx'
import type { RequestRow } from './request.ts'

const idOf = (request: RequestRow) => request.channelId

/** The operator's console: requests of all companies, oldest first (CH-11). */
export function RequestsPage() {
  const { t } = useTranslation('requests')
  const navigate = useNavigate()
  const { chosen, choose } = useFilters(['state'])
  const state = chosen.state[0] === 'all' ? 'all' : 'open'
  const requests = useQuery(
    orpc.channels.requests.queryOptions({ input: { state }, placeholderData: keepPreviousData }),
  )
  const overdue = requests.data?.filter((request) => request.overdue).length ?? 0
  const counted = requests.data && t(`count.${state}`, { count: requests.data.length })

  return (
    <Page
      title={t('title')}
      sentence={counted && (overdue ? `${counted} · ${t('overdueCount', { count: overdue })}` : counted)}
    >
      <AlarmStrip />
      <SegmentedControl
        mb={16}
        aria-label={t('show')}
        value={state}
        onChange={(value) => choose('state', value === 'all' ? ['all'] : [])}
        data={[
          { value: 'open', label: t('open') },
          { value: 'all', label: t('all') },
        ]}
      />
      <DataTable
        label={t('title')}
        columns={useColumns()}
        list={wholeRows(requests)}
        rowKey={idOf}
        onOpen={({ channelId }) => void navigate({ to: '/solicitudes/$channelId', params: { channelId } })}
        empty={<EmptyState>{t('empty')}</EmptyState>}
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
    {
      key: 'age',
      header: t('column.age'),
      cell: ({ requestedAt }) => (
        <time dateTime={requestedAt} title={full(requestedAt)}>
          {age(requestedAt, locale)}
        </time>
      ),
    },
    { key: 'takenBy', header: t('column.takenBy'), cell: ({ takenBy }) => takenBy ?? '—' },
  ]
}
