import { distribute, type Gift, type WaitingTicket } from '../../../rules/distribution.ts'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { metrics } from '../../metrics.ts'
import { recordAll } from '../audit/record.ts'
import { recordTicketEvents, theSystem } from '../tickets/ticket-events.ts'
import * as store from './store.ts'

/** Given in one transaction at most, so that nobody waits long for what it locks. */
const BATCH = 50

/** WS-6: gives out what waits in a queue, until nothing waits or nobody may take more. Returns how many were given. */
export async function giveOut({ db }: Pick<System, 'db'>, { companyId, queueId }: store.QueueRef): Promise<number> {
  for (let given = 0; ;) {
    const round = await db.inTenant(companyId, (tx) => giveBatch(tx, companyId, queueId))
    given += round.given
    if (!round.again) return given
  }
}

/** Planned first, then the tickets and agents of the plan are locked, and planned again by what is true of them then: so
 *  that what was taken by hand, or who went to lunch, a moment ago is neither given nor given to. */
async function giveBatch(tx: Tx, companyId: string, queueId: string): Promise<{ given: number; again: boolean }> {
  const queue = await store.lockAutomaticQueue(tx, companyId, queueId)
  if (queue === undefined) return { given: 0, again: false }
  const candidates = await store.listCandidates(tx, companyId, queueId)
  if (candidates.length === 0) return { given: 0, again: false }
  const waiting = await store.listWaiting(tx, companyId, queueId, {
    order: queue.queueOrder,
    agents: candidates.map(({ userId }) => userId),
    atMost: BATCH,
  })
  if (waiting.length === 0) return { given: 0, again: false }
  const { distribution, limit } = queue
  const lastTurn = await store.getLastTurn(tx, companyId, queueId)
  const plan = (agents: Awaited<ReturnType<typeof store.listCandidates>>, tickets: readonly WaitingTicket[]) =>
    distribute({ distribution, limit, lastTurn, agents, tickets })
  const wished = plan(candidates, waiting)
  if (wished.length === 0) return { given: 0, again: false }
  const locked = await store.lockWaiting(
    tx,
    companyId,
    queueId,
    wished.map((gift) => gift.ticketId),
  )
  const chosen = [...new Set(wished.map((gift) => gift.userId))]
  await store.lockAgents(tx, companyId, chosen)
  const gifts = plan(
    await store.listCandidates(tx, companyId, queueId, chosen),
    waiting.filter(({ id }) => locked.has(id)),
  )
  if (gifts.length > 0) await give(tx, companyId, queueId, queue.name, gifts)
  // Whoever dropped out has left tickets, or room, for others.
  return { given: gifts.length, again: gifts.length < wished.length || (gifts.length > 0 && waiting.length === BATCH) }
}

async function give(tx: Tx, companyId: string, queueId: string, queueName: string, gifts: Gift[]): Promise<void> {
  await store.giveTickets(tx, companyId, queueId, gifts)
  const names = await store.listNames(tx, [...new Set(gifts.map((gift) => gift.userId))])
  const told = gifts.map(({ ticketId, userId }) => ({ ticketId, agent: { id: userId, name: names.get(userId) ?? '' } }))
  await recordAll(
    tx,
    { companyId, userId: null, name: queueName },
    'ticket.distributed',
    told.map(({ ticketId, agent }) => ({
      subjectId: ticketId,
      before: { agentId: null },
      after: { agentId: agent.id, queueId },
    })),
  )
  await recordTicketEvents(
    tx,
    theSystem(companyId),
    'assigned',
    told.map(({ ticketId, agent }) => ({ ticketId, data: { agent, reason: 'distribution' as const } })),
  )
  await announceAll(
    tx,
    new Set(
      gifts.flatMap(({ ticketId, userId }) => [
        announcementText(companyId, 'tickets', ticketId, [queueId, userId]),
        announcementText(`user:${userId}`, 'given', ticketId),
      ]),
    ),
  )
  metrics.distributed.inc(gifts.length)
}
