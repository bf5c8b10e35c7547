import { ActionIcon, Group, Modal, Table, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { elapsed } from '../agents/elapsed.ts'
import { StateBadge } from '../agents/state-badge.tsx'
import type { AgentRow, Day } from './board.ts'
import { useNow } from '../workspace/use-now.ts'
import { DayTimeline } from './day-timeline.tsx'
import styles from './supervision.module.css'

/** WS-8: an agent's day as a picture, and the same as a table. */
export function DayDialog({ agent, onClose }: { agent: AgentRow | null; onClose: () => void }) {
  const { t } = useTranslation('supervision')
  return (
    <Modal
      opened={agent !== null}
      onClose={onClose}
      size={760}
      title={agent && t('day.title', { name: agent.name })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {agent && <DayOf userId={agent.userId} />}
    </Modal>
  )
}

function DayOf({ userId }: { userId: string }) {
  const { t } = useTranslation('supervision')
  const [date, setDate] = useState<string | undefined>()
  const now = useNow(30_000)
  const day = useQuery(
    orpc.agents.day.queryOptions({
      input: { userId, ...(date && { date }) },
      placeholderData: keepPreviousData,
      refetchInterval: 30_000,
    }),
  )
  if (day.error && !day.data) return <ErrorState error={day.error} onRetry={() => void day.refetch()} />
  if (!day.data) return <LoadingState />
  const { data } = day
  const move = (days: number) => setDate(new Date(Date.parse(data.date) + days * 86_400_000).toISOString().slice(0, 10))
  const lasts = Date.parse(data.to) > now
  return (
    <>
      <Group justify="space-between" wrap="nowrap" mb={12}>
        <ActionIcon variant="default" size={36} aria-label={t('day.before')} onClick={() => move(-1)}>
          <Icon name="chevron-left" />
        </ActionIcon>
        <Text fw={600} ta="center" aria-live="polite">
          {dayInWords(data.date)}
        </Text>
        <ActionIcon variant="default" size={36} aria-label={t('day.after')} disabled={lasts} onClick={() => move(1)}>
          <Icon name="chevron-right" />
        </ActionIcon>
      </Group>
      {data.periods.length === 0 ? (
        <EmptyState>{t('day.empty')}</EmptyState>
      ) : (
        <>
          <DayTimeline day={data} now={now} />
          <Stretches day={data} now={now} />
        </>
      )}
    </>
  )

  function dayInWords(iso: string): string {
    return new Intl.DateTimeFormat(t('day.locale'), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(iso))
  }
}

function Stretches({ day, now }: { day: Day; now: number }) {
  const { t } = useTranslation('supervision')
  const dates = useDates()
  const end = (to: string | null) => Math.min(now, Date.parse(to ?? day.to))
  return (
    <div className={styles.stretches}>
      <Table verticalSpacing={6} aria-label={t('day.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('day.from')}</Table.Th>
            <Table.Th>{t('day.for')}</Table.Th>
            <Table.Th>{t('column.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {day.periods.toReversed().map(({ from, to, state, present, change, reason, by }) => (
            <Table.Tr key={from}>
              <Table.Td>{dates.time(from)}</Table.Td>
              <Table.Td>{elapsed(end(to) - Date.parse(from))}</Table.Td>
              <Table.Td>
                <span className={styles.badges}>
                  <StateBadge state={state} present={present} />
                </span>
                <Text size="sm" c="dimmed">
                  {t(`day.change.${change}`, { name: by?.name ?? '' })}
                  {(change === 'chosen' || change === 'forced') && reason !== null && `: ${reason}`}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
