import { TicketEventData } from '../../../contract/ticket-events.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceTicket } from './announce-ticket.ts'
import { queuesOf } from './movable.ts'
import { hasWritten, lastEvent, lockMovableRow, lockTarget, placeTicket } from './move-store.ts'
import { mayHold } from './store.ts'
import { recordTicketEvent } from './ticket-events.ts'

const UNDOABLE = new Set(['moved', 'assigned', 'given_back', 'taken_over', 'taken'])

/** The screen offers it for ten seconds. */
const UNDOABLE_MS = 60_000

/** Takes back what this person did to a ticket last, as long as nothing has happened to it since and nobody else has written in
 *  it: it stands where it stood, with whoever held it, if that queue is still on and that person still serves it. */
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
    if (back.queue && !(await lockTarget(tx, companyId, back.queue.id)).on) throw new Refusal('target_off')
    const ticket = await lockMovableRow(tx, sight, id, 'lock')
    const last = await lastEvent(tx, companyId, id)
    if (ticket.closed_at !== null || last?.id !== eventId || Date.now() - last.at.getTime() > UNDOABLE_MS)
      throw new Refusal('undo_late')
    if (await hasWritten(tx, companyId, id, { since: last.at, butBy: ctx.actor.userId })) throw new Refusal('undo_late')
    const place = {
      queueId: back.queue === undefined ? ticket.queue_id : (back.queue?.id ?? null),
      agentId: back.agentId,
    }
    if (place.agentId !== null && !(await mayHold(tx, companyId, place.agentId, place.queueId)))
      throw new Refusal('agent_not_there')
    await placeTicket(tx, companyId, id, place)
    await recordTicketEvent(tx, doerOf(ctx), id, 'undone', {})
    const before = { queueId: ticket.queue_id, agentId: ticket.agent_id }
    await record(tx, doerOf(ctx), 'ticket.undo', id, before, place)
    await announceTicket(tx, companyId, id, ticket)
    await wakeDistribution(tx, companyId, queuesOf(ticket, { queue_id: place.queueId }))
    return {}
  })
}
