import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import type { Column } from '../../ui/data-table.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { ChannelRow } from './channel.ts'
import { ChannelActions } from './channel-actions.tsx'
import { ChannelStateBadge, ChannelStateLine } from './channel-state.tsx'
import { useChannelWords } from './channel-words.ts'
import styles from './channels.module.css'

/** CH-6: what the list says of each channel. */
export function useChannelColumns(): Column<ChannelRow>[] {
  const { t } = useTranslation('channels')
  const words = useChannelWords()
  return [
    { key: 'kind', header: t('column.kind'), card: 'none', cell: () => <Kind /> },
    { key: 'name', header: t('column.name'), card: 'title', cell: (channel) => <Name channel={channel} /> },
    {
      key: 'identifier',
      header: t('column.identifier'),
      cell: ({ identifier }) => <span className={styles.whole}>{identifier ? prettyPhone(identifier) : '—'}</span>,
    },
    { key: 'state', header: t('column.state'), cell: (channel) => <ChannelStateBadge channel={channel} /> },
    {
      key: 'quality',
      header: t('column.quality'),
      help: (
        <HelpHint about={t('column.quality')} example={t('quality.example')}>
          {t('quality.help')}
        </HelpHint>
      ),
      cell: ({ quality, messagingLimit }) => (
        <div>
          {words.quality(quality)}
          <span className={`${styles.line} ${styles.whole}`}>{words.limit(messagingLimit)}</span>
        </div>
      ),
    },
    {
      key: 'open',
      header: t('column.open'),
      align: 'end',
      cell: ({ state, openInteractions }) => (state === 'pending' ? '—' : openInteractions),
    },
    {
      key: 'queues',
      header: t('column.queues'),
      align: 'end',
      cell: ({ state, queues }) => (state === 'pending' ? '—' : queues),
    },
    {
      key: 'last',
      header: t('column.last'),
      cell: ({ lastMessageAt }) => (lastMessageAt ? <RelativeTime at={lastMessageAt} /> : '—'),
    },
    {
      key: 'actions',
      header: t('column.actions'),
      align: 'end',
      card: 'actions',
      cell: (channel) => <ChannelActions channel={channel} />,
    },
  ]
}

function Kind() {
  return (
    <span className={styles.kind} title="WhatsApp">
      <Icon name="chat" size={16} />
      <span>WhatsApp</span>
    </span>
  )
}

function Name({ channel }: { channel: ChannelRow }) {
  const { businessName, alias } = channel
  return (
    <div className={styles.names}>
      <span className={styles.name}>{businessName}</span>
      {alias !== businessName && <span className={styles.line}>{alias}</span>}
      <ChannelStateLine channel={channel} />
    </div>
  )
}
