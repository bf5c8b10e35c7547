import { Drawer, SegmentedControl, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { MoreButton } from '../../ui/more-button.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import type { Looked } from './board.ts'
import styles from './supervision.module.css'

/** The tickets behind a row of the board; each opens in the Workspace, where it is read, taken over or given to another. */
export function TicketsDrawer({ looked, onClose }: { looked: Looked | null; onClose: () => void }) {
  const { t } = useTranslation('supervision')
  const of = looked && ('queue' in looked ? looked.queue.name : looked.agent.name)
  return (
    <Drawer
      opened={looked !== null}
      onClose={onClose}
      position="right"
      size={440}
      title={of && t('tickets.of', { name: of })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {looked && <Tickets looked={looked} />}
    </Drawer>
  )
}

function Tickets({ looked }: { looked: Looked }) {
  const { t } = useTranslation('supervision')
  const [view, setView] = useState<'waiting' | 'held'>('queue' in looked ? 'waiting' : 'held')
  const whose = 'queue' in looked ? { queueId: looked.queue.id, view } : { agentId: looked.agent.userId, view }
  const query = useInfiniteQuery(
    orpc.supervision.tickets.infiniteOptions({ input: (cursor) => ({ ...whose, cursor }), ...byKeyset }),
  )
  const { rows: tickets, error, retry, more } = pagedRows(query)
  return (
    <div className={styles.drawer}>
      {'queue' in looked && (
        <SegmentedControl
          fullWidth
          aria-label={t('tickets.which')}
          value={view}
          onChange={(value) => setView(value)}
          data={[
            { value: 'waiting', label: t('tickets.waiting') },
            { value: 'held', label: t('tickets.held') },
          ]}
        />
      )}
      {error !== null && <ErrorState error={error} onRetry={retry} />}
      {!tickets && error === null && <LoadingState />}
      {tickets?.length === 0 && <EmptyState>{t('tickets.none')}</EmptyState>}
      <ul className={styles.tickets}>
        {tickets?.map(({ id, number, contact, queue, agent, openedAt, lastText }) => (
          <li key={id}>
            <Link to="/workspace" search={{ vista: 'todos', ticket: id } as never} className={styles.ticket}>
              <span>
                <b>{contact.name}</b>{' '}
                <Text span c="dimmed" size="sm">
                  #{number}
                </Text>
              </span>
              <Text size="sm" c="dimmed">
                <RelativeTime at={openedAt} />
              </Text>
              <Text size="sm" className={styles.last}>
                {lastText}
              </Text>
              <Text size="xs" c="dimmed">
                {'queue' in looked ? (agent?.name ?? t('tickets.nobody')) : (queue?.name ?? t('tickets.noQueue'))}
              </Text>
            </Link>
          </li>
        ))}
      </ul>
      {more && <MoreButton more={more} />}
    </div>
  )
}
