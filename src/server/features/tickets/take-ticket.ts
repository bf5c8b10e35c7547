import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { announceTicket } from './announce-ticket.ts'
import { sightOf } from './sight.ts'
import { assignTicket, lockTicket, mayHold } from './store.ts'
import { recordTicketEvent } from './ticket-events.ts'

/** WS-6: of two who take at once one gets it, and the other is told who did. */
export async function takeTicket(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const ticket = await lockTicket(tx, sightOf(ctx), id)
    if (ticket.closed_at !== null) throw new Refusal('ticket_closed')
    if (ticket.agent_id === ctx.actor.userId) return {}
    if (ticket.agent_id !== null) throw new Refusal('ticket_taken', { by: ticket.agent_name ?? '' })
    // Taken out of the queue a moment ago.
    if (!(await mayHold(tx, companyId, ctx.actor.userId, ticket.queue_id))) throw new Refusal('not_found')
    if (!(await assignTicket(tx, companyId, id, ctx.actor.userId))) throw new Refusal('no_company')
    await record(tx, doerOf(ctx), 'ticket.take', id, { agentId: null }, { agentId: ctx.actor.userId })
    await recordTicketEvent(tx, doerOf(ctx), id, 'taken')
    await announceTicket(tx, companyId, id, ticket)
    return {}
  })
}
