import { companyOf, type Ctx } from '../../context.ts'
import { doerOf, record } from '../audit/record.ts'
import { getAwayMinutes, updateAwayMinutes } from './store.ts'

interface Settings {
  awayMinutes: number
}

export const getAgentSettings = (ctx: Ctx): Promise<Settings> =>
  ctx.inTenant(async (tx) => ({ awayMinutes: await getAwayMinutes(tx, companyOf(ctx.actor)) }))

/** TK-12: from now on, also for those who are gone already. */
export async function updateAgentSettings(ctx: Ctx, { awayMinutes }: Settings): Promise<Settings> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const before = { awayMinutes: await getAwayMinutes(tx, companyId) }
    await updateAwayMinutes(tx, companyId, awayMinutes)
    await record(tx, doerOf(ctx), 'company.agents', companyId, before, { awayMinutes })
    return { awayMinutes }
  })
}
