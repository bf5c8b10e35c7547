import { sql } from 'kysely'
import type { TicketEventData, TicketEventKind } from '../../../contract/ticket-events.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Doer } from '../audit/record.ts'

/** Opening, closing and what its channels do is told by the rows themselves (`timeline-store.ts`). */
export type RecordedKind = Exclude<TicketEventKind, 'opened' | 'closed' | 'channel_joined' | 'channel_ended'>

/** Who did it; `userId` null with an empty name: the system, or the contact. */
type Who = Pick<Doer, 'companyId' | 'userId' | 'name'>

/** The system as somebody who does things. */
export const theSystem = (companyId: string): Who => ({ companyId, userId: null, name: '' })

/** Writes into a ticket's timeline, in the transaction of the change itself and after the ticket is locked, so that the
 *  times stand in the order in which things happened. Returns its id. */
export async function recordTicketEvent(
  tx: Tx,
  who: Who,
  ticketId: string,
  kind: RecordedKind,
  data: TicketEventData = {},
): Promise<string> {
  const [id] = await recordTicketEvents(tx, who, kind, [{ ticketId, data }])
  return id!
}

/** The same for many tickets, in one statement whatever their number. */
export async function recordTicketEvents(
  tx: Tx,
  { companyId, userId, name }: Who,
  kind: RecordedKind,
  events: readonly { ticketId: string; data?: TicketEventData }[],
): Promise<string[]> {
  if (events.length === 0) return []
  const rows = events.map(({ ticketId, data = {} }) => ({ id: newId(), ticketId, data: JSON.stringify(data) }))
  await sql`
    insert into ticket_event (company_id, ticket_id, id, kind, actor_id, actor_name, data)
    select ${companyId}::uuid, v.ticket, v.id, ${kind}, ${userId}::uuid, nullif(${name}, ''), v.data::jsonb
    from ${table('v', rows, { ticket: ['uuid', (r) => r.ticketId], id: ['uuid', (r) => r.id], data: ['text', (r) => r.data] })}`.execute(
    tx,
  )
  return rows.map((r) => r.id)
}
