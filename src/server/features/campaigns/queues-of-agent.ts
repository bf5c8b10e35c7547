import type { Tx } from '../../database/doors.ts'

/** Queues that the person serves, also those that are off: what waits in them is seen all the same. */
export async function listQueuesOfAgent(tx: Tx, companyId: string, userId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('queue_agent')
    .select('queue_id')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .execute()
  return rows.map((r) => r.queue_id)
}
