import type { Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'
import { sightOf } from './sight.ts'
import { lockTicket } from './store.ts'

/** The open ticket that this person holds, locked; refuses when it is closed or somebody else's. */
export async function getHeldTicket(tx: Tx, ctx: Ctx, id: string) {
  const ticket = await lockTicket(tx, sightOf(ctx), id)
  if (ticket.closed_at !== null) throw new Refusal('ticket_closed')
  if (ticket.agent_id !== ctx.actor.userId) throw new Refusal('ticket_not_yours')
  return ticket
}
