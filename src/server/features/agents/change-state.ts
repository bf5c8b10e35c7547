import { type Change, nextPeriod, type Period, takesTickets } from '../../../rules/agent-state.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { wakeForAgent } from '../distribution/wake.ts'
import { findPeriod, insertPeriod, lockAgent } from './store.ts'

/** WS-8: one person's time goes on in another way from now on. Null when nothing changes.
 *  @throws Refusal not_found for who has no states: no member, not active, or without agent mode */
export async function changeState(
  tx: Tx,
  companyId: string,
  userId: string,
  change: Change,
): Promise<{ before: Period | null; after: Period } | null> {
  const agent = await lockAgent(tx, companyId, userId)
  if (agent === undefined || (change.kind !== 'went' && !agent.works)) throw new Refusal('not_found')
  const before = await findPeriod(tx, companyId, userId)
  const after = nextPeriod(before, change, agent.now)
  if (after === null) return null
  await insertPeriod(tx, companyId, userId, before, after)
  // To those who supervise.
  await announce(tx, companyId, 'agents', userId, [])
  await announce(tx, `user:${userId}`, 'state', userId)
  if (takesTickets(after)) await wakeForAgent(tx, companyId, userId)
  return { before, after }
}
