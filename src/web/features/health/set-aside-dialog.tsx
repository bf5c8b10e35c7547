import { Modal } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import styles from './health.module.css'
import { ReplayAsideButton, ReplayRefusal } from './replay-aside-button.tsx'
import { SetAsideBody } from './set-aside-body.tsx'
import { type ReplayAside, useReplayAside } from './use-replay-aside.ts'

type SetAside = Outputs['health']['setAside']['items'][number]

interface Props {
  channelId: string
  opened: boolean
  onClose: () => void
}

/** What could not be handled: a list, each one as it came, and another try. */
export function SetAsideDialog({ channelId, opened, onClose }: Props) {
  const { t } = useTranslation('health')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('asides.title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Content channelId={channelId} />
    </Modal>
  )
}

function Content({ channelId }: { channelId: string }) {
  const [shown, setShown] = useState<string | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const replay = useReplayAside(() => {
    setShown(null)
    // The button that had the focus leaves with its row.
    place.current?.focus()
  })
  const show = (id: string | null) => {
    replay.forget()
    setShown(id)
  }
  return (
    <div className={styles.asides} ref={place} tabIndex={-1}>
      {replay.error !== null && <ReplayRefusal error={replay.error} />}
      {shown === null ? (
        <List channelId={channelId} replay={replay} onOpen={show} />
      ) : (
        <SetAsideBody id={shown} replay={replay} onBack={() => show(null)} />
      )}
    </div>
  )
}

interface ListProps {
  channelId: string
  replay: ReplayAside
  onOpen: (id: string) => void
}

function List({ channelId, replay, onOpen }: ListProps) {
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
    {
      key: 'replay',
      header: t('asides.actions'),
      align: 'end',
      card: 'actions',
      cell: ({ id }) => <ReplayAsideButton id={id} replay={replay} />,
    },
  ]
  return (
    <>
      {replay.start && <p className={styles.quiet}>{t('asides.help')}</p>}
      <DataTable
        label={t('asides.title')}
        columns={columns}
        list={pagedRows(asides)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => onOpen(id)}
        empty={<EmptyState>{t('asides.none')}</EmptyState>}
      />
    </>
  )
}
