import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { agentStates } from '../../../rules/agent-state.ts'
import { useFilters } from '../../app/search-params.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import type { Rows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { StateBadge } from '../agents/state-badge.tsx'
import { Timer } from '../agents/timer.tsx'
import { AgentActions } from './agent-actions.tsx'
import type { AgentRow } from './board.ts'
import { counted } from './queue-table.tsx'
import styles from './supervision.module.css'

const idOf = (agent: AgentRow) => agent.userId
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

interface Props {
  list: Rows<AgentRow>
  onOpen: (agent: AgentRow) => void
  onDay: (agent: AgentRow) => void
}

export function AgentTable({ list, onOpen, onDay }: Props) {
  const { t } = useTranslation('supervision')
  const filters = useFilters(['estado', 'cola'])
  const { estado, cola } = filters.chosen
  const queues = new Map(list.rows?.flatMap((agent) => agent.queues.map((queue) => [queue.id, queue.name])))
  const rows = list.rows?.filter(
    ({ name, state, present, queues: own }) =>
      bare(name).includes(bare(filters.q)) &&
      (estado.length === 0 || estado.includes(present ? state : 'absent')) &&
      (cola.length === 0 || own.some((queue) => cola.includes(queue.id))),
  )
  const columns: Column<AgentRow>[] = [
    {
      key: 'agent',
      header: t('column.agent'),
      card: 'title',
      cell: ({ name, role }) => (
        <Text size="sm" fw={600}>
          {name}
          {role !== 'agent' && (
            <Text span size="sm" c="dimmed" fw={400}>
              {' '}
              · {t(`ui:role.${role}`)}
            </Text>
          )}
        </Text>
      ),
    },
    { key: 'state', header: t('column.state'), cell: (agent) => <Doing agent={agent} /> },
    {
      key: 'since',
      header: t('column.since'),
      align: 'end',
      cell: ({ since }) => (since ? <Timer since={since} /> : '—'),
    },
    { key: 'open', header: t('column.open'), align: 'end', cell: ({ open }) => counted(open) },
    {
      key: 'queues',
      header: t('column.byQueue'),
      cell: ({ queues: own }) =>
        own.length === 0 ? (
          <Text span size="sm" c="dimmed">
            {t('inNoQueue')}
          </Text>
        ) : (
          <span className={styles.queues}>
            {own.map(({ id, name, held }) => (
              <span key={id}>
                {name} <b>{held}</b>
              </span>
            ))}
          </span>
        ),
    },
    {
      key: 'actions',
      header: t('column.actions'),
      align: 'end',
      card: 'corner',
      cell: (agent) => <AgentActions agent={agent} onDay={onDay} onTickets={onOpen} />,
    },
  ]
  return (
    <>
      <FilterBar
        filters={filters}
        searchLabel={t('search')}
        choices={[
          {
            key: 'estado',
            label: t('column.state'),
            options: [
              ...agentStates.map((value) => ({ value, label: t(`agents:state.${value}`) })),
              { value: 'absent', label: t('agents:absent') },
            ],
          },
          { key: 'cola', label: t('column.queue'), options: [...queues].map(([value, label]) => ({ value, label })) },
        ]}
      />
      <DataTable
        label={t('agents')}
        columns={columns}
        list={{ ...list, rows }}
        rowKey={idOf}
        onOpen={onOpen}
        empty={<EmptyState>{t(filters.any ? 'noneFits' : 'noAgents')}</EmptyState>}
      />
    </>
  )
}

/** The state, why, and who put them into it if it was not themselves. */
function Doing({ agent: { works, state, present, reason, by, userId } }: { agent: AgentRow }) {
  const { t } = useTranslation('supervision')
  if (!works)
    return (
      <Text size="sm" c="dimmed">
        {t('noAgentMode')}
      </Text>
    )
  const forced = by !== null && by.id !== userId
  return (
    <div>
      <span className={styles.badges}>
        <StateBadge state={state} present={present} />
      </span>
      {(reason !== null || forced) && (
        <Text size="xs" c="dimmed">
          {reason}
          {reason !== null && forced && ' · '}
          {forced && t('by', { name: by.name })}
        </Text>
      )}
    </div>
  )
}
