import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'

/** Heard by every worker: `<company> <queue>` a line, of queues whose tickets may be given out now. */
export const DISTRIBUTION_CHANNEL = 'distribution'

/** WS-6: said by whoever puts a ticket (back) into a queue or frees an agent's hands, and heard if this commits. Queues that
 *  are worked by hand, or are off, wake nobody. */
export async function wakeDistribution(tx: Tx, companyId: string, queueIds: readonly string[]): Promise<void> {
  if (queueIds.length === 0) return
  await sql`
    select pg_notify(${DISTRIBUTION_CHANNEL}, q.company_id || ' ' || q.id) from queue q
    where q.company_id = ${companyId} and q.id = any(${queueIds}::uuid[]) and q.distribution <> 'manual' and q.active
      and q.deleted_at is null`.execute(tx)
}
