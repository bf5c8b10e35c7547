import type * as z from 'zod'
import type { Board } from '../../../contract/supervision.ts'
import { FIRST_STATE, takesTickets } from '../../../rules/agent-state.ts'
import { isOpen, nextOpening, openSeconds } from '../../../rules/business-hours.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { type AgentNowRow, countWithoutQueue, listAgentsNow, listQueuesNow, type QueueNow } from './store.ts'

type View = z.infer<typeof Board>

/** Supervisión: queues and agents as they are now. */
export async function getBoard(ctx: Ctx): Promise<View> {
  const companyId = companyOf(ctx.actor)
  const { timeZone } = ctx.actor.company!
  const { queues, agents, noQueue } = await ctx.inTenant(async (tx) => ({
    queues: await listQueuesNow(tx, companyId),
    agents: await listAgentsNow(tx, companyId),
    noQueue: await countWithoutQueue(tx, companyId),
  }))
  const now = new Date()
  const attends = new Map<string, AgentNowRow[]>()
  for (const agent of agents.filter(({ works }) => works))
    for (const id of agent.queueIds) attends.set(id, [...(attends.get(id) ?? []), agent])
  const names = new Map(queues.map(({ id, name }) => [id, name]))
  return {
    at: now.toISOString(),
    noQueue,
    queues: queues.map((queue) => presentQueue(queue, attends.get(queue.id) ?? [], timeZone, now)),
    agents: agents.map((agent) => presentAgent(agent, names)),
  }
}

function presentQueue(
  { hours, oldestOpenedAt: oldest, ...queue }: QueueNow,
  agents: readonly AgentNowRow[],
  timeZone: string,
  now: Date,
): View['queues'][number] {
  const open = isOpen(hours, timeZone, now)
  return {
    ...queue,
    open,
    opensAt: open ? null : (nextOpening(hours, timeZone, now)?.toISOString() ?? null),
    oldest: oldest && {
      openedAt: oldest.toISOString(),
      openSeconds: Math.round(openSeconds(hours, timeZone, oldest, now)),
    },
    agents: agents.length,
    available: agents.filter(({ state, present }) => takesTickets({ state: state ?? FIRST_STATE, present })).length,
  }
}

/** With the queues they attend, and those in which they hold tickets though they do not. */
function presentAgent(agent: AgentNowRow, names: ReadonlyMap<string, string>): View['agents'][number] {
  const { userId, name, role, works, present, reason, by, queueIds, held } = agent
  const ids = new Set([...queueIds, ...Object.keys(held)])
  return {
    userId,
    name,
    role,
    works,
    state: agent.state ?? FIRST_STATE,
    since: agent.since?.toISOString() ?? null,
    present,
    reason,
    by,
    open: Object.values(held).reduce((sum, n) => sum + n, 0),
    queues: [...names]
      .filter(([id]) => ids.has(id))
      .map(([id, queueName]) => ({ id, name: queueName, held: held[id] ?? 0 })),
  }
}
