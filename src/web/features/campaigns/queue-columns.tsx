import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import type { Column } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { HelpHint } from '../../ui/help-hint.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Asked, Campaign, Queue } from './campaign.ts'
import styles from './campaigns.module.css'
import { QueueActions } from './queue-actions.tsx'

export function useQueueColumns(campaign: Campaign, ask: (asked: Asked) => void): Column<Queue>[] {
  const { t } = useTranslation('campaigns')
  const mayWrite = useMay()('campaigns.write')
  const columns: Column<Queue>[] = [
    {
      key: 'name',
      header: t('column.name'),
      card: 'title',
      cell: (queue) => <Name queue={queue} campaignActive={campaign.active} />,
    },
    { key: 'tickets', header: t('column.tickets'), cell: (queue) => <Tickets {...queue} /> },
    {
      key: 'serviceLevel',
      header: t('column.serviceLevel'),
      cell: ({ serviceLevelSeconds }) => t('seconds', { count: serviceLevelSeconds }),
    },
    {
      key: 'order',
      header: t('column.order'),
      cell: ({ queueOrder, distribution, ticketLimit }) => (
        <span className={styles.stacked}>
          <span>{t(`order.${queueOrder}`)}</span>
          <Text span size="xs" c="dimmed">
            {t(`distribution.${distribution}`)}
            {ticketLimit !== null && ` · ${t('upTo', { count: ticketLimit })}`}
          </Text>
        </span>
      ),
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
      card: 'actions',
      cell: (queue) => <QueueActions queue={queue} ask={ask} />,
    },
  ]
}

function Name({ queue: { name, active, open, opensAt }, campaignActive }: { queue: Queue; campaignActive: boolean }) {
  const { t } = useTranslation('campaigns')
  const { full, relative } = useDates()
  return (
    <span className={styles.name}>
      <strong>{name}</strong>
      {!active && (
        <StatusBadge tone="grey" icon="pause">
          {t('inactive')}
        </StatusBadge>
      )}
      {active && campaignActive && !open && (
        <StatusBadge tone="amber" icon="clock">
          <span title={opensAt === null ? undefined : full(opensAt)}>
            {opensAt === null ? t('closed') : t('closedUntil', { when: relative(opensAt) })}
          </span>
        </StatusBadge>
      )}
    </span>
  )
}

function Tickets({ waiting, held }: Pick<Queue, 'waiting' | 'held'>) {
  const { t } = useTranslation('campaigns')
  if (waiting + held === 0) return <None />
  return (
    <span className={styles.stacked}>
      <span>{t('waiting', { count: waiting })}</span>
      <Text span size="xs" c="dimmed">
        {t('held', { count: held })}
      </Text>
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
