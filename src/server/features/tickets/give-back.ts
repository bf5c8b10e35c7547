import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceTicket } from './announce-ticket.ts'
import { agentOf, lockMovable, queuesOf } from './movable.ts'
import { placeTicket } from './move-store.ts'
import { recordTicketEvent } from './ticket-events.ts'
import type { Moved } from './moved.ts'

/** WS-6: back to where it waited, for the next agent. */
export async function giveTicketBack(ctx: Ctx, id: string): Promise<Moved> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const ticket = await lockMovable(tx, ctx, id)
    if (ticket.agent_id === null) throw new Refusal('ticket_waits')
    await placeTicket(tx, companyId, id, { queueId: ticket.queue_id, agentId: null })
    const data = { fromAgent: agentOf(ticket), reason: 'by_hand' as const }
    const eventId = await recordTicketEvent(tx, doerOf(ctx), id, 'given_back', data)
    await record(tx, doerOf(ctx), 'ticket.give_back', id, { agentId: ticket.agent_id }, { agentId: null })
    await announceTicket(tx, companyId, id, ticket)
    await wakeDistribution(tx, companyId, queuesOf(ticket))
    return { ticketId: id, number: ticket.number, eventId }
  })
}
