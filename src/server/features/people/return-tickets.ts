import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { recordTicketEvents, theSystem } from '../tickets/ticket-events.ts'
import { clearAgent, nameOf } from './store.ts'

/** TK-12: gives a person's open tickets back to where they waited, all of them or those of one queue. */
export async function returnTickets(
  tx: Tx,
  companyId: string,
  userId: string,
  queueId: string | null = null,
): Promise<string[]> {
  const returned = await clearAgent(tx, companyId, userId, queueId)
  const ids = returned.map(({ id }) => id)
  const data = {
    fromAgent: { id: userId, name: await nameOf(tx, userId) },
    reason: queueId === null ? ('deactivated' as const) : ('left_queue' as const),
  }
  const events = ids.map((ticketId) => ({ ticketId, data }))
  await recordTicketEvents(tx, theSystem(companyId), 'given_back', events)
  await announceAll(tx, new Set(ids.map((id) => announcementText(companyId, 'tickets', id))))
  const queueIds = new Set(returned.flatMap((ticket) => ticket.queue_id ?? []))
  await wakeDistribution(tx, companyId, [...queueIds])
  return ids
}
