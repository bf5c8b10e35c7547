import { ActionIcon, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import type { Column } from '../../ui/data-table.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { Icon } from '../../ui/icon.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Queue } from './campaign.ts'
import styles from './campaigns.module.css'

export function useQueueColumns(edit: (queue: Queue) => void): Column<Queue>[] {
  const { t } = useTranslation('campaigns')
  const mayWrite = useMay()('campaigns.write')
  const columns: Column<Queue>[] = [
    { key: 'name', header: t('column.name'), card: 'title', cell: (queue) => <Name queue={queue} /> },
    {
      key: 'serviceLevel',
      header: t('column.serviceLevel'),
      cell: ({ serviceLevelSeconds }) => t('seconds', { count: serviceLevelSeconds }),
    },
    { key: 'order', header: t('column.order'), cell: ({ queueOrder }) => t(`order.${queueOrder}`) },
    {
      key: 'distribution',
      header: t('column.distribution'),
      cell: ({ distribution }) => t(`distribution.${distribution}`),
    },
    {
      key: 'channels',
      header: t('column.channels'),
      help: (
        <HelpHint about={t('entry.name')} example={t('entry.example')}>
          {t('entry.help')}
        </HelpHint>
      ),
      cell: ({ channels }) => <QueueChannels channels={channels} />,
    },
    { key: 'agents', header: t('column.agents'), cell: ({ agents }) => <Names names={agents.map((a) => a.name)} /> },
  ]
  if (!mayWrite) return columns
  return [
    ...columns,
    {
      key: 'actions',
      header: t('column.actions'),
      align: 'end',
      card: 'corner',
      cell: (queue) => (
        <Tooltip label={t('queue.edit')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('queue.editOf', { name: queue.name })}
            onClick={() => edit(queue)}
          >
            <Icon name="pencil" />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ]
}

function Name({ queue: { name, active } }: { queue: Queue }) {
  const { t } = useTranslation('campaigns')
  return (
    <span className={styles.name}>
      <strong>{name}</strong>
      {!active && (
        <StatusBadge tone="grey" icon="pause">
          {t('inactive')}
        </StatusBadge>
      )}
    </span>
  )
}

function QueueChannels({ channels }: Pick<Queue, 'channels'>) {
  const { t } = useTranslation('campaigns')
  if (channels.length === 0) return <None />
  return (
    <div>
      {channels.map(({ id, alias, isEntry, switchedOff }) => (
        <span key={id} className={styles.channel} data-off={switchedOff || undefined}>
          {alias}
          {switchedOff && ` ${t('switchedOff')}`}{' '}
          {isEntry && (
            <span className={styles.entry} data-tone="blue">
              {t('entry.badge')}
            </span>
          )}
        </span>
      ))}
    </div>
  )
}

const shown = 3

function Names({ names }: { names: string[] }) {
  const { t } = useTranslation('campaigns')
  if (names.length === 0) return <None />
  const more = names.length - shown
  return (
    <span className={styles.agents} title={more > 0 ? names.join(', ') : undefined}>
      {names.slice(0, shown).join(', ')}
      {more > 0 && ` ${t('andMore', { count: more })}`}
    </span>
  )
}

function None() {
  const { t } = useTranslation('campaigns')
  return (
    <Text span size="sm" c="dimmed">
      {t('none')}
    </Text>
  )
}
