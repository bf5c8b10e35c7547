import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { announceSends } from '../../pipeline/seen.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceTicket } from './announce-ticket.ts'
import { agentOf, campaignOf, lockMovable, queueOf, queuesOf } from './movable.ts'
import * as moves from './move-store.ts'
import { recordTicketEvent } from './ticket-events.ts'
import type { Moved } from './moved.ts'

/** TK-9: closes the ticket as transferred and goes on in the contact's open ticket of the other campaign, or in one that is
 *  opened there. An open one that somebody holds stays with them; one that waits goes to the queue that was chosen. */
export async function carryTicket(
  tx: Tx,
  ctx: Ctx,
  { id, agentId, note }: { id: string; agentId: string | null; note: string | null },
  target: moves.Target,
): Promise<Moved> {
  const companyId = companyOf(ctx.actor)
  const looked = await lockMovable(tx, ctx, id, 'look')
  const both = [looked.campaign_id, target.campaignId]
  const open = await moves.lockOpenTickets(tx, companyId, looked.contact_id, both)
  // It may have been closed, moved or taken since it was looked at.
  const from = await lockMovable(tx, ctx, id)
  const agent = await receiverOf(tx, companyId, target.queueId, agentId)
  const joined = open.find((t) => t.campaign_id === target.campaignId)
  const to = await goOn(tx, companyId, from, joined, { ...target, agent })
  const sends = await moves.carryInteractions(tx, companyId, id, { ticketId: to.id, ...to.place })
  await moves.closeAsTransferred(tx, companyId, id, ctx.actor.userId)
  if (note) await moves.insertNote(tx, companyId, to.id, { userId: ctx.actor.userId, text: note })
  const toCampaign = { id: target.campaignId, name: target.campaignName }
  await recordTicketEvent(tx, doerOf(ctx), id, 'transferred_out', {
    ...(from.agent_id === null ? {} : { fromAgent: agentOf(from) }),
    fromQueue: queueOf(from),
    campaign: toCampaign,
    queue: to.queue,
    ...(to.agent ? { agent: to.agent } : {}),
    ticket: { id: to.id, number: to.number },
    ...(note ? { note } : {}),
  })
  await recordTicketEvent(tx, doerOf(ctx), to.id, 'transferred_in', {
    ...(from.agent_id === null ? {} : { fromAgent: agentOf(from) }),
    fromCampaign: campaignOf(from),
    fromQueue: queueOf(from),
    queue: to.queue,
    ...(to.agent ? { agent: to.agent } : {}),
    ticket: { id, number: from.number },
    ...(note ? { note } : {}),
  })
  const before = { campaignId: from.campaign_id, queueId: from.queue_id, agentId: from.agent_id }
  const after = { ticketId: to.id, campaignId: target.campaignId, queueId: to.queue?.id ?? null }
  await record(tx, doerOf(ctx), 'ticket.transfer', id, before, { ...after, agentId: to.agent?.id ?? null })
  await announceTicket(tx, companyId, id, from)
  await announceTicket(tx, companyId, to.id, ...(joined ? [joined] : []))
  await announceAll(tx, new Set([id, to.id].map((t) => announcementText(companyId, 'messages', t))))
  await announceSends(tx, companyId, sends)
  await wakeDistribution(tx, companyId, queuesOf(from, { queue_id: to.queue?.id ?? null }))
  return { ticketId: to.id, number: to.number, eventId: null }
}

/** Whom it is given to; nobody where no agent was asked for. */
export async function receiverOf(
  tx: Tx,
  companyId: string,
  queueId: string,
  agentId: string | null,
): Promise<moves.Named | null> {
  if (agentId === null) return null
  const agent = await moves.lockServer(tx, companyId, queueId, agentId)
  if (!agent) throw new Refusal('agent_not_there', {}, [{ field: 'agentId', rule: 'TK-9', message: 'not there' }])
  return agent
}

interface GoesOnIn {
  id: string
  number: number
  queue: moves.Named | null
  agent: moves.Named | null
  place: { campaignId: string; queueId: string | null }
}

async function goOn(
  tx: Tx,
  companyId: string,
  from: moves.MovableTicket,
  joined: moves.MovableTicket | undefined,
  target: moves.Target & { agent: moves.Named | null },
): Promise<GoesOnIn> {
  const { campaignId, queueId, agent } = target
  const queue = { id: queueId, name: target.queueName }
  const chosen = { queue, agent, place: { campaignId, queueId } }
  if (joined === undefined) {
    const opened = await moves.openFrom(tx, companyId, from, { campaignId, queueId, agentId: agent?.id ?? null })
    if (opened) return { ...opened, ...chosen }
    // The contact wrote to that campaign a moment ago.
    const open = await moves.lockOpenTickets(tx, companyId, from.contact_id, [campaignId])
    if (open[0] === undefined) throw new Refusal('ticket_not_held')
    return goOn(tx, companyId, from, open[0], target)
  }
  await moves.joinFrom(tx, companyId, from.id, joined.id)
  const { id, number } = joined
  if (joined.agent_id !== null) {
    const place = { campaignId, queueId: joined.queue_id }
    return { id, number, queue: queueOf(joined), agent: agentOf(joined)!, place }
  }
  await moves.placeTicket(tx, companyId, id, { queueId, agentId: agent?.id ?? null })
  return { id, number, ...chosen }
}
