import { Anchor, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Inputs, orpc } from '../../api.ts'
import { useFilters } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import type { ChannelRow } from './channel.ts'
import { useChannelColumns } from './channel-columns.tsx'
import styles from './channels.module.css'
import { ConfirmProvider } from './confirm-provider.tsx'

type Asked = Pick<Inputs['channels']['list'], 'state' | 'kind'>

const states: ChannelRow['state'][] = ['active', 'interrupted', 'inactive', 'pending']
const idOf = (channel: ChannelRow) => channel.id

/** Mis canales. */
export function ChannelsPage() {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const [confirming, confirm] = useDisclosure()
  const filters = useFilters(['kind', 'state'])
  const columns = useChannelColumns()
  const channels = useInfiniteQuery(
    orpc.channels.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(filters.chosen as Asked),
        search: filters.q || undefined,
        cursor,
      }),
      ...byKeyset,
      placeholderData: keepPreviousData,
      // Open interactions and last messages are too many to be announced one by one.
      refetchInterval: 30_000,
    }),
  )
  const counts = channels.data?.pages[0]
  const integrate = useMay()('channels.write') && (
    <Button leftSection={<Icon name="plus" />} onClick={confirm.open}>
      {t('integrate')}
    </Button>
  )

  return (
    <Page
      title={t('title')}
      sentence={counts && `${t('count', { count: counts.total })} · ${t('active', { count: counts.active })}`}
      action={integrate}
    >
      <FilterBar
        filters={filters}
        searchLabel={t('search')}
        choices={[
          { key: 'kind', label: t('column.kind'), options: [{ value: 'whatsapp', label: 'WhatsApp' }] },
          {
            key: 'state',
            label: t('column.state'),
            options: states.map((s) => ({ value: s, label: t(`state.${s}`) })),
          },
        ]}
      />
      <div className={styles.table}>
        <DataTable
          label={t('title')}
          columns={columns}
          list={pagedRows(channels)}
          rowKey={idOf}
          onOpen={({ id }) => void navigate({ to: '/canales/$channelId', params: { channelId: id } })}
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
              <EmptyState action={integrate}>{t('empty')}</EmptyState>
            )
          }
        />
      </div>
      {counts && counts.previous > 0 && (
        <Anchor component={Link} to="/canales/anteriores" size="sm">
          {t('previous.link', { count: counts.previous })}
        </Anchor>
      )}
      <ConfirmProvider opened={confirming} onClose={confirm.close} />
    </Page>
  )
}
