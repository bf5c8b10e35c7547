import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceTicket } from './announce-ticket.ts'
import { carryTicket, receiverOf } from './carry-ticket.ts'
import { agentOf, lockMovable, queueOf, queuesOf } from './movable.ts'
import { holdChannels, insertNote, lockTarget, placeTicket, type Target } from './move-store.ts'
import type { Moved } from './moved.ts'
import { recordTicketEvent } from './ticket-events.ts'

interface Transfer {
  id: string
  queueId: string
  agentId: string | null
  note: string | null
}

/** TK-9: to a queue of its campaign, or to one of that queue's agents; in another campaign it goes on in a ticket of that
 *  one. Places are locked before tickets, as whoever ends a queue, a campaign or a channel does. */
export async function transferTicket(ctx: Ctx, input: Transfer): Promise<Moved> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const target = await lockTarget(tx, companyId, input.queueId)
    if (!target.on) throw new Refusal('target_off', {}, [{ field: 'queueId', rule: 'TK-9', message: 'off' }])
    const { campaign_id } = await lockMovable(tx, ctx, input.id, 'look')
    if (campaign_id === target.campaignId) return moveInside(tx, ctx, input, target)
    await holdChannels(tx, companyId)
    return carryTicket(tx, ctx, input, target)
  })
}

async function moveInside(tx: Tx, ctx: Ctx, { id, agentId, note }: Transfer, target: Target): Promise<Moved> {
  const companyId = companyOf(ctx.actor)
  const ticket = await lockMovable(tx, ctx, id)
  const agent = await receiverOf(tx, companyId, target.queueId, agentId)
  if (ticket.queue_id === target.queueId && ticket.agent_id === (agent?.id ?? null)) throw new Refusal('ticket_there')
  await placeTicket(tx, companyId, id, { queueId: target.queueId, agentId: agent?.id ?? null })
  const sameQueue = ticket.queue_id === target.queueId && agent !== null
  const eventId = await recordTicketEvent(tx, doerOf(ctx), id, sameQueue ? 'assigned' : 'moved', {
    ...(sameQueue ? {} : { fromQueue: queueOf(ticket), queue: { id: target.queueId, name: target.queueName } }),
    ...(ticket.agent_id === null ? {} : { fromAgent: agentOf(ticket) }),
    ...(agent === null ? {} : { agent }),
    ...(note ? { note } : {}),
  })
  if (note) await insertNote(tx, companyId, id, { userId: ctx.actor.userId, text: note })
  const before = { queueId: ticket.queue_id, agentId: ticket.agent_id }
  await record(tx, doerOf(ctx), 'ticket.transfer', id, before, {
    queueId: target.queueId,
    agentId: agent?.id ?? null,
  })
  await announceTicket(tx, companyId, id, ticket)
  if (note) await announce(tx, companyId, 'messages', id)
  await wakeDistribution(tx, companyId, queuesOf(ticket, { queue_id: target.queueId }))
  return { ticketId: id, number: ticket.number, eventId }
}
