import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { deleteOpenInvitation } from './store.ts'

/** The link is dead from now on, and the address can be invited again. */
export async function withdrawInvitation(ctx: Ctx, { id }: { id: string }): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const { email } = await deleteOpenInvitation(tx, companyId, id)
    await record(tx, doerOf(ctx), 'person.withdraw_invitation', id, { email }, null)
    await announce(tx, companyId, 'people', id)
  })
  return {}
}
