import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceTicket } from './announce-ticket.ts'
import { queuesOf } from './movable.ts'
import { sightOf } from './sight.ts'
import { closeTicketRow, getTicketRecord, listDispositions, lockTicket } from './store.ts'

interface Closing {
  id: string
  dispositionId: string | null
  note: string | null
  unread?: number | undefined
}

/** WS-6: closed with a disposition where the campaign asks for one and has any; never opened again. What the contact wrote a moment
 *  ago, and whoever closes has not seen, keeps it open. */
export async function closeTicket(ctx: Ctx, input: Closing) {
  const companyId = companyOf(ctx.actor)
  const { id, dispositionId, note } = input
  return ctx.inTenant(async (tx) => {
    const ticket = await lockTicket(tx, sightOf(ctx), id)
    if (ticket.closed_at !== null) throw new Refusal('ticket_closed')
    if (ticket.agent_id !== ctx.actor.userId) throw new Refusal('ticket_not_yours')
    if (input.unread !== undefined && ticket.unread > input.unread) throw new Refusal('ticket_unread')
    const { disposition_required } = await getTicketRecord(tx, sightOf(ctx), id)
    const outcomes = (await listDispositions(tx, companyId, ticket.campaign_id)).filter((d) => d.leaf)
    if (disposition_required && dispositionId === null && outcomes.length > 0)
      throw new Refusal('disposition_required', {}, [{ field: 'dispositionId', rule: 'WS-6', message: 'required' }])
    if (dispositionId !== null && !outcomes.some((d) => d.id === dispositionId)) throw new Refusal('not_found')
    await closeTicketRow(tx, companyId, id, { userId: ctx.actor.userId, dispositionId, note })
    // Its words stand in the ticket, where an erasure reaches them.
    await record(tx, doerOf(ctx), 'ticket.close', id, null, { dispositionId, note: note !== null })
    await announceTicket(tx, companyId, id, ticket)
    await wakeDistribution(tx, companyId, queuesOf(ticket))
    return {}
  })
}
