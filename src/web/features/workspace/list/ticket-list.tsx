import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../../api.ts'
import { byKeyset, pagedRows } from '../../../ui/rows.ts'
import { EmptyState } from '../../../ui/states.tsx'
import type { View } from '../address.ts'
import { usePlace } from '../use-place.ts'
import { nameOf, spotOf } from '../who.ts'
import { Entries } from './entries.tsx'
import type { Entry } from './entry-row.tsx'

type TicketView = Exclude<View, 'enviados'>
const asked = { mios: 'mine', espera: 'waiting', todos: 'all' } as const satisfies Record<TicketView, string>

export function TicketList({ view, action }: { view: TicketView; action: ReactNode }) {
  const { t } = useTranslation('workspace')
  const { q, ticketId, to } = usePlace()
  const query = useInfiniteQuery(
    orpc.workspace.tickets.infiniteOptions({
      input: (cursor: string | undefined) => ({ view: asked[view], search: q || undefined, cursor }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )

  type Row = Outputs['workspace']['tickets']['items'][number]
  const entryOf = (row: Row): Entry => ({
    id: row.id,
    address: to({ ...(q && { q }), ticket: row.id }),
    name: nameOf(row.contact) || t('noName'),
    text: row.lastText,
    at: row.lastActivityAt,
    unread: row.unread,
    // Who has it is news only where tickets of several people stand side by side.
    details: [
      `#${row.number}`,
      ...(view === 'todos' ? [row.agent?.name ?? t('waiting')] : []),
      spotOf(row, t('noQueue')),
      row.channel.alias,
    ],
  })

  return (
    <Entries
      label={t(`views.${view}`)}
      list={pagedRows(query)}
      entryOf={entryOf}
      selected={ticketId}
      empty={q ? <NothingFound q={q} /> : <Empty view={view} action={action} />}
    />
  )
}

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

function NothingFound({ q }: { q: string }) {
  const { t } = useTranslation('workspace')
  const { to, go } = usePlace()
  const clear = (
    <Button variant="default" onClick={() => go(to())}>
      {t('empty.clear')}
    </Button>
  )
  return <EmptyState action={clear}>{t('empty.search', { q })}</EmptyState>
}
