import type * as z from 'zod'
import type { NewCompany } from '../../../contract/companies.ts'
import type { Ctx } from '../../context.ts'
import { record } from '../audit/record.ts'
import { createDefaultCampaign } from '../campaigns/create-default-campaign.ts'
import { issueInvitation } from '../people/issue-invitation.ts'
import { refuseUnknownPlace } from './place.ts'
import { insertCompany } from './store.ts'

/** PE-1, AS-4: a company with its default campaign, and the invitation of its owner. */
export async function createCompany(ctx: Ctx, input: z.infer<typeof NewCompany>) {
  refuseUnknownPlace(input, ctx.lang)
  return ctx.asSystem('companies', async (tx) => {
    const id = await insertCompany(tx, input)
    const doer = { companyId: id, userId: ctx.actor.userId, name: ctx.actor.name }
    await record(tx, doer, 'company.create', id, null, { name: input.name })
    await createDefaultCampaign(tx, doer)
    const owner = { name: input.ownerName, email: input.ownerEmail, role: 'owner', companyName: input.name } as const
    const { link } = await issueInvitation(ctx, tx, doer, owner)
    return { id, invitationLink: link }
  })
}
