import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { recordTicketEvents, theSystem } from '../tickets/ticket-events.ts'
import { clearAgent, nameOf } from './store.ts'

interface Which {
  /** Without it: the person can hold no tickets any more. */
  reason?: 'left_queue' | 'away'
  /** Only those of this queue. */
  queueId?: string
  /** Only these. */
  ids?: readonly string[]
}

/** TK-12: gives a person's open tickets back to where they waited, all of them or which. */
export async function returnTickets(tx: Tx, companyId: string, userId: string, which: Which = {}): Promise<string[]> {
  const returned = await clearAgent(tx, companyId, userId, which)
  if (returned.length === 0) return []
  const ids = returned.map(({ id }) => id)
  const data = {
    fromAgent: { id: userId, name: await nameOf(tx, userId) },
    reason: which.reason ?? ('deactivated' as const),
  }
  const events = ids.map((ticketId) => ({ ticketId, data }))
  await recordTicketEvents(tx, theSystem(companyId), 'given_back', events)
  await announceAll(
    tx,
    new Set(returned.map((t) => announcementText(companyId, 'tickets', t.id, [t.queue_id, userId]))),
  )
  const queueIds = new Set(returned.flatMap((ticket) => ticket.queue_id ?? []))
  await wakeDistribution(tx, companyId, [...queueIds])
  return ids
}
