import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { deleteAnswer, lockAnswer } from './store.ts'

export async function deleteSavedAnswer(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const before = await lockAnswer(tx, companyId, id)
    await deleteAnswer(tx, companyId, id)
    await record(tx, doerOf(ctx), 'saved_answer.delete', id, { ...before }, null)
    await announce(tx, companyId, 'campaigns', id)
  })
  return {}
}
