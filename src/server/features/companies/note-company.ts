import type { Ctx } from '../../context.ts'
import { record } from '../audit/record.ts'
import { lockCompany, updateNote } from './store.ts'

/** What operators should know of a company; its own people never see it. */
export async function noteCompany(ctx: Ctx, { companyId, note }: { companyId: string; note: string | null }) {
  await ctx.asSystem('companies', async (tx) => {
    await lockCompany(tx, companyId)
    await updateNote(tx, companyId, note || null)
    // The words are the operators' own; the company may read its audit.
    const doer = { companyId, userId: ctx.actor.userId, name: ctx.actor.name }
    await record(tx, doer, 'company.note', companyId, null, null)
  })
  return {}
}
