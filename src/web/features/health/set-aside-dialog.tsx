import { Button, CopyButton, Modal } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import exchanges from '../exchanges/exchanges.module.css'
import { pretty } from '../exchanges/pretty.ts'
import styles from './health.module.css'

type SetAside = Outputs['health']['setAside']['items'][number]

/** What could not be handled: a list, and each one as it came. */
export function SetAsideDialog({
  channelId,
  opened,
  onClose,
}: {
  channelId: string
  opened: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('health')
  const [shown, show] = useState<string | null>(null)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('asides.title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {shown === null ? <List channelId={channelId} onOpen={show} /> : <One id={shown} onBack={() => show(null)} />}
    </Modal>
  )
}

function List({ channelId, onOpen }: { channelId: string; onOpen: (id: string) => void }) {
  const { t } = useTranslation('health')
  const { locale } = useDates()
  const asides = useInfiniteQuery(
    orpc.health.setAside.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: channelId, cursor, limit: 20 }),
      ...byKeyset,
    }),
  )
  const columns: Column<SetAside>[] = [
    {
      key: 'reason',
      header: t('asides.reason'),
      card: 'title',
      cell: ({ reason }) => t(`asides.known.${reason}`, { defaultValue: reason }),
    },
    { key: 'at', header: t('asides.at'), cell: ({ receivedAt }) => <RelativeTime at={receivedAt} /> },
    {
      key: 'bytes',
      header: t('asides.size'),
      align: 'end',
      cell: ({ bytes }) => t('asides.bytes', { number: bytes.toLocaleString(locale) }),
    },
  ]
  return (
    <DataTable
      label={t('asides.title')}
      columns={columns}
      list={pagedRows(asides)}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      empty={<EmptyState>{t('asides.none')}</EmptyState>}
    />
  )
}

function One({ id, onBack }: { id: string; onBack: () => void }) {
  const { t } = useTranslation('health')
  const aside = useQuery(orpc.health.setAsideBody.queryOptions({ input: { id } }))
  const text = pretty(aside.data?.raw ?? null) ?? ''
  return (
    <div className={styles.asides}>
      <div className={styles.head}>
        <Button variant="default" size="xs" leftSection={<Icon name="arrow-left" size={16} />} onClick={onBack}>
          {t('asides.back')}
        </Button>
        <CopyButton value={aside.data?.raw ?? ''}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}
              onClick={copy}
            >
              {t(copied ? 'ui:copied' : 'ui:copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      {aside.error && <ErrorState error={aside.error} onRetry={() => void aside.refetch()} />}
      {aside.isPending && <LoadingState />}
      {aside.data && (
        <>
          <p className={styles.line}>{t(`asides.known.${aside.data.reason}`, { defaultValue: aside.data.reason })}</p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <pre className={exchanges.text} tabIndex={0} aria-label={t('asides.title')}>
            {text || t('asides.empty')}
          </pre>
        </>
      )}
    </div>
  )
}
