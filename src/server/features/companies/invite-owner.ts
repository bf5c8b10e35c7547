import type { Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { dropOwnerInvitations, hasOwner } from '../people/first-owner.ts'
import { issueInvitation } from '../people/issue-invitation.ts'
import { lockCompany } from './store.ts'

interface Input {
  companyId: string
  ownerName: string
  ownerEmail: string
}

/** PE-1, PE-2: another link for the first owner, who may be another person by now; the former link ends. */
export async function inviteOwner(ctx: Ctx, { companyId, ownerName, ownerEmail }: Input) {
  return ctx.asSystem('companies', async (tx) => {
    const { name: companyName } = await lockCompany(tx, companyId)
    if (await hasOwner(tx, companyId)) throw new Refusal('owner_exists')
    await dropOwnerInvitations(tx, companyId)
    const doer = { companyId, userId: ctx.actor.userId, name: ctx.actor.name }
    const owner = { name: ownerName, email: ownerEmail, role: 'owner', companyName } as const
    const { link, expiresAt } = await issueInvitation(ctx, tx, doer, owner)
    return { invitationLink: link, expiresAt }
  })
}
