import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { countAsked, lapseAsked, lockSetting, updateSetting, wantsApproval } from './edition-store.ts'
import { tellOfApproval } from './tell-approval.ts'

export async function getApprovalSetting(ctx: Ctx): Promise<{ on: boolean; waiting: number }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => ({
    on: await wantsApproval(tx, companyId),
    waiting: await countAsked(tx, companyId),
  }))
}

/** TP-10: switched off, nothing waits any more: drafts are drafts again, and their authors are told. */
export async function setApproval(ctx: Ctx, { on }: { on: boolean }): Promise<{ on: boolean; freed: number }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const before = await lockSetting(tx, companyId)
    if (before === on) return { on, freed: 0 }
    await updateSetting(tx, companyId, on)
    const freed = on ? [] : await lapseAsked(tx, companyId)
    await record(tx, doerOf(ctx), 'company.template_approval', companyId, { on: before }, { on, freed: freed.length })
    await announce(tx, companyId, 'templates', companyId)
    for (const { authorId, ...about } of freed) {
      await tellOfApproval(tx, ctx, 'approval_decided', [authorId], { ...about, decision: 'lapsed' })
    }
    return { on, freed: freed.length }
  })
}
