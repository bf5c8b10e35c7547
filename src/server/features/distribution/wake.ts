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

/** The same for all queues of somebody who may take tickets now. */
export async function wakeForAgent(tx: Tx, companyId: string, userId: string): Promise<void> {
  await sql`
    select pg_notify(${DISTRIBUTION_CHANNEL}, q.company_id || ' ' || q.id) from queue_agent a
    join queue q on q.company_id = a.company_id and q.id = a.queue_id and q.distribution <> 'manual' and q.active
      and q.deleted_at is null
    where a.company_id = ${companyId} and a.user_id = ${userId}`.execute(tx)
}

/** The same for batches: `<company> <queue>`, of queues that are known to give out by themselves. */
export async function wakeQueues(tx: Tx, lines: ReadonlySet<string>): Promise<void> {
  if (lines.size === 0) return
  // 74 bytes each, of the 8,000 that a notification holds.
  const folded = [...Map.groupBy([...lines].entries(), ([n]) => Math.floor(n / 100)).values()]
  const texts = folded.map((part) => part.map(([, line]) => line).join('\n'))
  await sql`select pg_notify(${DISTRIBUTION_CHANNEL}, t) from unnest(${texts}::text[]) t`.execute(tx)
}
