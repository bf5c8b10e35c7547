import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { serviceShare, type ServiceSign, serviceSign } from '../../../rules/service-level.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { HelpHint } from '../../ui/help-hint.tsx'
import type { IconName } from '../../ui/icon.tsx'
import type { Rows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'
import { elapsed } from '../agents/elapsed.ts'
import { type QueueRow, useServiceLevels } from './board.ts'

const signs: Record<ServiceSign, { tone: Tone; icon: IconName }> = {
  on_time: { tone: 'green', icon: 'check' },
  soon: { tone: 'amber', icon: 'clock' },
  late: { tone: 'red', icon: 'warning' },
}
const idOf = (queue: QueueRow) => queue.id

interface Props {
  list: Rows<QueueRow>
  ages: Record<string, number>
  onOpen: (queue: QueueRow) => void
}

export function QueueTable({ list, ages, onOpen }: Props) {
  const { t } = useTranslation('supervision')
  const levels = useServiceLevels().data
  const columns: Column<QueueRow>[] = [
    {
      key: 'queue',
      header: t('column.queue'),
      card: 'title',
      cell: ({ name, campaign }) => (
        <>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="sm" c="dimmed">
            {campaign.name}
          </Text>
        </>
      ),
    },
    { key: 'waiting', header: t('column.waiting'), align: 'end', cell: ({ waiting }) => counted(waiting) },
    {
      key: 'oldest',
      header: t('column.oldest'),
      help: (
        <HelpHint about={t('column.oldest')} example={t('help.oldestExample')}>
          {t('help.oldest')}
        </HelpHint>
      ),
      cell: (queue) => <Oldest queue={queue} age={ages[queue.id]} />,
    },
    {
      key: 'available',
      header: t('column.available'),
      align: 'end',
      cell: ({ available, agents }) => t('ofAgents', { available, agents }),
    },
    { key: 'held', header: t('column.held'), align: 'end', cell: ({ held }) => counted(held) },
    {
      key: 'level',
      header: t('column.level'),
      align: 'end',
      help: (
        <HelpHint about={t('column.level')} example={t('help.levelExample')}>
          {t('help.level')}
        </HelpHint>
      ),
      cell: ({ id, serviceLevelSeconds }) => <Level level={levels?.get(id)} promised={serviceLevelSeconds} />,
    },
  ]
  return (
    <DataTable
      label={t('queues')}
      columns={columns}
      list={list}
      rowKey={idOf}
      onOpen={onOpen}
      empty={<EmptyState>{t('noQueues')}</EmptyState>}
    />
  )
}

/** No more than 1,000 are counted. */
export const counted = (n: number): string => (n >= 1000 ? '1000+' : String(n))

function Oldest({ queue, age }: { queue: QueueRow; age: number | undefined }) {
  const { t } = useTranslation('supervision')
  const dates = useDates()
  const { oldestAt, serviceLevelSeconds, open, opensAt } = queue
  const sign = age === undefined || oldestAt === null ? null : serviceSign(age, serviceLevelSeconds)
  return (
    <div>
      {sign === null ? (
        <Text span size="sm" c="dimmed">
          {t('nothingWaits')}
        </Text>
      ) : (
        <span title={dates.full(oldestAt!)}>
          <StatusBadge {...signs[sign]}>
            {elapsed(age! * 1000)} · {t(`sign.${sign}`)}
          </StatusBadge>
        </span>
      )}
      {!open && (
        <Text size="xs" c="dimmed">
          {opensAt ? t('closedUntil', { when: dates.moment(opensAt) }) : t('closed')}
        </Text>
      )}
    </div>
  )
}

function Level({ level, promised }: { level: { met: number; missed: number } | undefined; promised: number }) {
  const { t } = useTranslation('supervision')
  const share = level ? serviceShare(level) : null
  return (
    <div>
      {share === null ? '—' : `${share} %`}
      <Text size="xs" c="dimmed">
        {level && share !== null
          ? t('levelOf', { met: level.met, count: level.met + level.missed, promised: elapsed(promised * 1000) })
          : t('promised', { promised: elapsed(promised * 1000) })}
      </Text>
    </div>
  )
}
