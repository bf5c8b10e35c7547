import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { found, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { lockMembers, updateMember } from './store.ts'

/** Makes another active person the owner; the former one stays as admin. The new one keeps working in the Workspace. */
export async function transferOwnership(ctx: Ctx, { userId }: { userId: string }): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  if (userId === ctx.actor.userId) return {}
  await ctx.inTenant(async (tx) => {
    const members = await lockMembers(tx, companyId, [ctx.actor.userId, userId])
    const owner = found(members.find((m) => m.user_id === ctx.actor.userId))
    const heir = found(members.find((m) => m.user_id === userId && m.active))
    // Two transfers at once: the second finds that it is no longer the owner's.
    if (owner.role !== 'owner') throw new Refusal('forbidden')
    // In this order, for the index that allows one owner judges each statement.
    await updateMember(tx, companyId, { ...owner, role: 'admin' })
    await updateMember(tx, companyId, { ...heir, role: 'owner', agent_mode: heir.agent_mode || heir.role === 'agent' })
    await record(tx, doerOf(ctx), 'company.transfer', userId, { owner: owner.user_id }, { owner: heir.user_id })
    await announce(tx, companyId, 'people', owner.user_id)
    await announce(tx, companyId, 'people', heir.user_id)
  })
  return {}
}
