import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { clearAgent } from './store.ts'

/** TK-12: gives a person's open tickets back to where they waited, all of them or those of one queue. */
export async function returnTickets(
  tx: Tx,
  companyId: string,
  userId: string,
  queueId: string | null = null,
): Promise<string[]> {
  const ids = await clearAgent(tx, companyId, userId, queueId)
  await announceAll(tx, new Set(ids.map((id) => announcementText(companyId, 'tickets', id))))
  return ids
}
