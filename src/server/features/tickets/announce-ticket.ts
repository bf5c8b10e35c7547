import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { LIVE_CHANNEL } from '../../live/announce.ts'

/** Where a ticket stood: those who saw it there see it go. */
interface Place {
  queue_id: string | null
  agent_id: string | null
}

/** Tells those in whose lists it stands: whoever holds it, or while it waits those of its queue; after a move or an end those of
 *  where it was too. Those who see all queues are always told. */
export async function announceTicket(
  tx: Tx,
  companyId: string,
  id: string,
  ...before: readonly Place[]
): Promise<void> {
  const places = before.flatMap((place) => [place.queue_id, place.agent_id]).filter((each) => each !== null)
  await sql`
    select pg_notify(${LIVE_CHANNEL}, concat_ws(' ', company_id, 'tickets', id,
      array_to_string(array_remove(${places}::uuid[] || case when agent_id is null then queue_id end || agent_id, null), ',')))
    from ticket where company_id = ${companyId} and id = ${id}`.execute(tx)
}
