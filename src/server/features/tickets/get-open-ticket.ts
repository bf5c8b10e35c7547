import type { Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'
import { sightOf } from './sight.ts'
import { lockTicket } from './store.ts'

/** An open ticket that this person sees, whoever holds it, locked against its closing. */
export async function getOpenTicket(tx: Tx, ctx: Ctx, id: string) {
  const ticket = await lockTicket(tx, sightOf(ctx), id)
  if (ticket.closed_at !== null) throw new Refusal('ticket_closed')
  return ticket
}
