import type * as z from 'zod'
import type { InvitePerson } from '../../../contract/people.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf } from '../audit/record.ts'
import { issueInvitation } from './issue-invitation.ts'
import { findMemberByEmail } from './store.ts'

/** PE-2. Somebody who was deactivated is not invited again but switched on again. */
export async function invitePerson(ctx: Ctx, input: z.infer<typeof InvitePerson>) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    if (await findMemberByEmail(tx, companyId, input.email.toLowerCase())) throw new Refusal('already_member')
    return issueInvitation(ctx, tx, doerOf(ctx), { ...input, companyName: ctx.actor.company!.name })
  })
}
