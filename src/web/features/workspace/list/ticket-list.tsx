import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/states.tsx'
import { usePlace } from '../use-place.ts'
import { Entries } from './entries.tsx'
import { useTicketEntry } from './ticket-entry.ts'
import { type TicketView, useTickets } from './use-tickets.ts'

export function TicketList({ view, action }: { view: TicketView; action: ReactNode }) {
  const { t } = useTranslation('workspace')
  const { narrow, ticketId } = usePlace()
  const list = useTickets(view, narrow)
  const entryOf = useTicketEntry(view === 'todos' || view === 'cerrados')
  const name = JSON.stringify([view, narrow])
  return (
    <Entries
      key={name}
      name={name}
      label={t(`views.${view}`)}
      list={list}
      idOf={idOf}
      entryOf={entryOf}
      selected={ticketId}
      empty={Object.keys(narrow).length > 0 ? <NothingLeft /> : <Empty view={view} action={action} />}
    />
  )
}

const idOf = ({ id }: { id: string }) => id

function Empty({ view, action }: { view: TicketView; action: ReactNode }) {
  const { t } = useTranslation('workspace')
  const { to } = usePlace()
  const seeQueue = (
    <Button variant="default" renderRoot={(props) => <Link to="/workspace" search={to({}, 'espera')} {...props} />}>
      {t('empty.seeQueue')}
    </Button>
  )
  return <EmptyState action={view === 'mios' ? seeQueue : action}>{t(`empty.${view}`)}</EmptyState>
}

function NothingLeft() {
  const { t } = useTranslation('workspace')
  const { narrowed } = usePlace()
  const clear = (
    <Button variant="default" renderRoot={(props) => <Link to="/workspace" search={narrowed({})} {...props} />}>
      {t('list.clearFilters')}
    </Button>
  )
  return <EmptyState action={clear}>{t('list.nothingLeft')}</EmptyState>
}
