import type * as z from 'zod'
import type { AgentDay } from '../../../contract/agents.ts'
import { DAY_MS, momentOf, wallAt } from '../../../rules/zoned-time.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { getAgentName, listPeriods } from './store.ts'

/** WS-8: one day of a person, by the company's clock. The last period of today has no end yet. */
export async function getAgentDay(
  ctx: Ctx,
  { userId, date }: { userId: string; date?: string | undefined },
): Promise<z.infer<typeof AgentDay>> {
  const companyId = companyOf(ctx.actor)
  const { timeZone } = ctx.actor.company!
  const day = date === undefined ? wallAt(timeZone, new Date()).day : Date.parse(date) / DAY_MS
  const [from, to] = [day, day + 1].map((d) => new Date(momentOf(timeZone, { day: d, minute: 0 }))) as [Date, Date]
  const { name, periods } = await ctx.inTenant(async (tx) => ({
    name: await getAgentName(tx, companyId, userId),
    periods: await listPeriods(tx, companyId, userId, from, to),
  }))
  return {
    userId,
    name,
    date: new Date(day * DAY_MS).toISOString().slice(0, 10),
    from: from.toISOString(),
    to: to.toISOString(),
    periods: periods.map((p) => ({
      state: p.state,
      present: p.present,
      from: (p.beganAt < from ? from : p.beganAt).toISOString(),
      to: p.endedAt === null ? null : (p.endedAt > to ? to : p.endedAt).toISOString(),
      change: p.change,
      reason: p.reason,
      by: p.by === null ? null : { id: p.by, name: p.byName ?? '' },
    })),
  }
}
