import { Anchor, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { AgentTable } from './agent-table.tsx'
import { type AgentRow, type Looked, type QueueRow, useBoard } from './board.ts'
import { DayDialog } from './day-dialog.tsx'
import { QueueTable } from './queue-table.tsx'
import styles from './supervision.module.css'
import { TicketsDrawer } from './tickets-drawer.tsx'

/** Supervisión: how the queues stand, and what everybody is doing, now. */
export function SupervisionPage() {
  const { t } = useTranslation('supervision')
  const board = useBoard()
  const [looked, look] = useState<Looked | null>(null)
  const [day, seeDay] = useState<AgentRow | null>(null)
  const { queues, agents, noQueue = 0 } = board.data ?? {}
  const sum = (of: (queue: QueueRow) => number) => queues?.reduce((total, queue) => total + of(queue), 0) ?? 0
  const list = { error: board.data ? null : board.error, retry: () => void board.refetch(), more: undefined }

  return (
    <Page
      title={t('title')}
      sentence={
        board.data && (
          <>
            {t('waiting', { count: sum((q) => q.waiting) })} · {t('held', { count: sum((q) => q.held) })} ·{' '}
            {t('available', {
              count: agents!.filter((a) => a.state === 'available' && a.present).length,
            })}
            {noQueue > 0 && (
              <>
                {' · '}
                <Anchor component={Link} to="/workspace" search={{ vista: 'espera', cola: 'ninguna' } as never}>
                  {t('noQueue', { count: noQueue })}
                </Anchor>
              </>
            )}
          </>
        )
      }
    >
      <section className={styles.section}>
        <Title order={2} size="h4">
          {t('queues')}
        </Title>
        <QueueTable
          list={{ ...list, rows: queues }}
          ages={board.data?.ages ?? {}}
          onOpen={(queue) => look({ queue })}
        />
      </section>
      <section className={styles.section}>
        <Title order={2} size="h4">
          {t('agents')}
        </Title>
        <AgentTable list={{ ...list, rows: agents }} onOpen={(agent) => look({ agent })} onDay={seeDay} />
      </section>
      <TicketsDrawer looked={looked} onClose={() => look(null)} />
      <DayDialog agent={day} onClose={() => seeDay(null)} />
    </Page>
  )
}
