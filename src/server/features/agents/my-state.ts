import type * as z from 'zod'
import type { AgentNow } from '../../../contract/agents.ts'
import { type AgentState, FIRST_STATE } from '../../../rules/agent-state.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { changeState } from './change-state.ts'
import { findPeriod, lockAgent, type StoredPeriod } from './store.ts'

interface Wish {
  state: AgentState
  reason: string | null
}

export async function getMyState(ctx: Ctx): Promise<z.infer<typeof AgentNow>> {
  return ctx.inTenant(async (tx) => presentNow(await findPeriod(tx, companyOf(ctx.actor), ctx.actor.userId)))
}

export const setMyState = (ctx: Ctx, wish: Wish) => set(ctx, 'chosen', ctx.actor.userId, wish)

/** WS-8: by an owner or admin, but the owner's only by the owner. */
export async function forceState(ctx: Ctx, { userId, ...wish }: Wish & { userId: string }) {
  return set(ctx, 'forced', userId, wish)
}

async function set(
  ctx: Ctx,
  kind: 'chosen' | 'forced',
  userId: string,
  { state, reason }: Wish,
): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const agent = await lockAgent(tx, companyId, userId)
    if (kind === 'forced' && agent?.role === 'owner' && ctx.actor.standing.role !== 'owner')
      throw new Refusal('forbidden')
    const changed = await changeState(tx, companyId, userId, { kind, state, by: ctx.actor.userId, reason })
    if (changed === null) return
    const { before } = changed
    const was = before && { state: before.state, reason: before.reason }
    await record(tx, doerOf(ctx), kind === 'chosen' ? 'agent.state' : 'agent.state_forced', userId, was, {
      state,
      reason,
    })
  })
  return {}
}

/** Who never was here has no period yet. */
const presentNow = (now: StoredPeriod | null): z.infer<typeof AgentNow> => ({
  state: now?.state ?? FIRST_STATE,
  since: now?.since.toISOString() ?? null,
  present: now?.present ?? false,
  reason: now?.reason ?? null,
  by: now?.by ? { id: now.by, name: now.byName ?? '' } : null,
})
