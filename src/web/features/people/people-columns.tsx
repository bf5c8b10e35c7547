import { Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../app/session.ts'
import type { Column } from '../../ui/data-table.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { PersonMenu } from './person-menu.tsx'
import styles from './people.module.css'
import { type Person, usePersonActions } from './use-person-actions.ts'

export function usePeopleColumns(): Column<Person>[] {
  const { t } = useTranslation('people')
  return [
    { key: 'person', header: t('column.person'), card: 'title', cell: (person) => <Who person={person} /> },
    {
      key: 'role',
      header: t('column.role'),
      cell: ({ role }) => <span className={styles.role}>{t(`ui:role.${role}`)}</span>,
    },
    {
      key: 'agentMode',
      header: t('column.agentMode'),
      help: (
        <HelpHint about={t('column.agentMode')} example={t('agentMode.example')}>
          {t('agentMode.help')}
        </HelpHint>
      ),
      cell: (person) => <AgentMode person={person} />,
    },
    {
      key: 'queues',
      header: t('column.queues'),
      cell: ({ queues }) =>
        queues.length ? (
          queues.map((queue) => queue.name).join(', ')
        ) : (
          <Text span size="sm" c="dimmed">
            {t('noQueues')}
          </Text>
        ),
    },
    {
      key: 'state',
      header: t('column.state'),
      cell: ({ active }) =>
        active ? (
          <StatusBadge tone="green" icon="check">
            {t('active')}
          </StatusBadge>
        ) : (
          <StatusBadge tone="grey" icon="pause">
            {t('inactive')}
          </StatusBadge>
        ),
    },
    {
      key: 'actions',
      header: t('column.actions'),
      align: 'end',
      card: 'corner',
      cell: (person) => <PersonMenu person={person} />,
    },
  ]
}

function Who({ person: { userId, name, email } }: { person: Person }) {
  const { t } = useTranslation('people')
  const you = useSession().person.id === userId
  return (
    <div>
      <Text fw={600} size="sm">
        {name}{' '}
        {you && (
          <Text span c="dimmed" fw={400} size="sm">
            {t('you')}
          </Text>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {email}
      </Text>
    </div>
  )
}

function AgentMode({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const { busy, setAgentMode } = usePersonActions(person)
  const mayWrite = useMay()('people.write')
  if (person.role === 'agent') return t('agentMode.always')
  return (
    <Switch
      checked={person.agentMode}
      disabled={busy || !mayWrite || !person.active}
      aria-label={t('agentMode.of', { name: person.name })}
      onChange={(event) => setAgentMode(event.currentTarget.checked)}
    />
  )
}
