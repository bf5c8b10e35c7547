import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../../api.ts'
import { useSession } from '../../../app/session.ts'
import { usePlace } from '../use-place.ts'
import { nameOf, spotOf } from '../who.ts'
import type { Entry } from './entry-row.tsx'
import { serviceLevelOf } from './service-level.ts'

export type Ticket = Omit<Outputs['workspace']['tickets']['items'][number], 'sortedBy'>

export const useListFilters = () => useQuery(orpc.lists.filters.queryOptions({ staleTime: Infinity })).data

/** How a ticket looks in a list; `withAgent` where tickets of several people stand side by side. */
export function useTicketEntry(withAgent: boolean): (ticket: Ticket, now: number) => Entry {
  const { t } = useTranslation('workspace')
  const { q, to } = usePlace()
  const queues = new Map(useListFilters()?.queues.map((queue) => [queue.id, queue]))
  const timeZone = useSession().active?.timeZone ?? 'America/Lima'
  return (ticket, now) => {
    const queue = ticket.queue && queues.get(ticket.queue.id)
    const runs = queue && ticket.closedAt === null && ticket.answeredAt === null
    return {
      id: ticket.id,
      address: to({ ...(q && { q }), ticket: ticket.id }),
      name: nameOf(ticket.contact) || t('noName'),
      text: ticket.lastText,
      at: ticket.lastActivityAt,
      unread: ticket.unread,
      channel: ticket.channel.alias,
      closed: ticket.closedAt !== null,
      trouble: ticket.trouble,
      serviceLevel: runs ? serviceLevelOf(queue, timeZone, new Date(ticket.openedAt), new Date(now)) : undefined,
      details: [
        `#${ticket.number}`,
        ...(withAgent ? [ticket.agent?.name ?? t('waiting')] : []),
        spotOf(ticket, t('noQueue')),
      ],
    }
  }
}
