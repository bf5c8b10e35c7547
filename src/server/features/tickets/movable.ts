import type { Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'
import { lockMovableRow, type MovableTicket } from './move-store.ts'
import { sightOf } from './sight.ts'

/** TK-9, section 2: an open ticket that this person may move on: one they hold, or any for those who supervise.
 *  Locked, unless one only looks. */
export async function lockMovable(tx: Tx, ctx: Ctx, id: string, how: 'lock' | 'look' = 'lock'): Promise<MovableTicket> {
  const sight = sightOf(ctx)
  const ticket = await lockMovableRow(tx, sight, id, how)
  if (ticket.closed_at !== null) throw new Refusal('ticket_closed')
  if (!sight.supervises && ticket.agent_id !== ctx.actor.userId) throw new Refusal('ticket_not_held')
  return ticket
}

/** For timelines: names as they are now. */
export const agentOf = (t: MovableTicket) =>
  t.agent_id === null ? undefined : { id: t.agent_id, name: t.agent_name ?? '' }

export const queueOf = (t: MovableTicket) => (t.queue_id === null ? null : { id: t.queue_id, name: t.queue_name ?? '' })

export const campaignOf = (t: MovableTicket) => ({ id: t.campaign_id, name: t.campaign_name })

export const queuesOf = (...tickets: { queue_id: string | null }[]): string[] => [
  ...new Set(tickets.flatMap((t) => t.queue_id ?? [])),
]
