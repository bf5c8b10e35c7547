import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceTicket } from './announce-ticket.ts'
import { agentOf, lockMovable, queuesOf } from './movable.ts'
import { assignTicket } from './store.ts'
import { recordTicketEvent } from './ticket-events.ts'
import type { Moved } from './moved.ts'

/** Section 2: owners and admins take a ticket from whoever holds it, or out of its queue. */
export async function takeTicketOver(ctx: Ctx, id: string): Promise<Moved> {
  const companyId = companyOf(ctx.actor)
  const { userId } = ctx.actor
  return ctx.inTenant(async (tx) => {
    const ticket = await lockMovable(tx, ctx, id)
    if (ticket.agent_id === userId) throw new Refusal('ticket_there')
    if (!(await assignTicket(tx, companyId, id, userId))) throw new Refusal('no_company')
    const eventId =
      ticket.agent_id === null
        ? await recordTicketEvent(tx, doerOf(ctx), id, 'taken')
        : await recordTicketEvent(tx, doerOf(ctx), id, 'taken_over', { fromAgent: agentOf(ticket) })
    await record(tx, doerOf(ctx), 'ticket.take_over', id, { agentId: ticket.agent_id }, { agentId: userId })
    await announceTicket(tx, companyId, id, ticket)
    await wakeDistribution(tx, companyId, queuesOf(ticket))
    return { ticketId: id, number: ticket.number, eventId }
  })
}
