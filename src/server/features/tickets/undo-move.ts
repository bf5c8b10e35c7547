import { TicketEventData } from '../../../contract/ticket-events.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { queuesOf } from './movable.ts'
import { lastEvent, lockMovableRow, lockTarget, placeTicket } from './move-store.ts'
import { assignTicket } from './store.ts'
import { recordTicketEvent } from './ticket-events.ts'

const UNDOABLE = new Set(['moved', 'assigned', 'given_back', 'taken_over', 'taken'])

/** Takes back what this person did to a ticket last, as long as nothing has happened to it since: it stands where it stood,
 *  with whoever held it, if that queue is still on and that person still belongs to the company. */
export async function undoMove(ctx: Ctx, { id, eventId }: { id: string; eventId: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    // The one who moved it away may not see it any more: the event is theirs, or nothing comes of it.
    const sight = { companyId, userId: ctx.actor.userId, supervises: true }
    await lockMovableRow(tx, sight, id, 'look')
    const looked = await lastEvent(tx, companyId, id)
    if (looked?.id !== eventId || looked.actor_id !== ctx.actor.userId || !UNDOABLE.has(looked.kind))
      throw new Refusal('undo_late')
    const data = TicketEventData.parse(looked.data)
    const back = { queue: data.fromQueue, agentId: data.fromAgent?.id ?? null }
    if (back.queue && !(await lockTarget(tx, companyId, back.queue.id, null)).on) throw new Refusal('target_off')
    const ticket = await lockMovableRow(tx, sight, id, 'lock')
    const last = await lastEvent(tx, companyId, id)
    if (ticket.closed_at !== null || last?.id !== eventId) throw new Refusal('undo_late')
    const place = {
      queueId: back.queue === undefined ? ticket.queue_id : (back.queue?.id ?? null),
      agentId: back.agentId,
    }
    if (place.agentId !== null && !(await assignTicket(tx, companyId, id, place.agentId)))
      throw new Refusal('agent_not_there')
    await placeTicket(tx, companyId, id, place)
    await recordTicketEvent(tx, doerOf(ctx), id, 'undone', {})
    const before = { queueId: ticket.queue_id, agentId: ticket.agent_id }
    await record(tx, doerOf(ctx), 'ticket.undo', id, before, place)
    await announce(tx, companyId, 'tickets', id)
    await wakeDistribution(tx, companyId, queuesOf(ticket, { queue_id: place.queueId }))
    return {}
  })
}
