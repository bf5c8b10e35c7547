import type * as z from 'zod'
import type { CompanyProfile } from '../../../contract/companies.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { doerOf, record } from '../audit/record.ts'
import { refuseUnknownPlace } from './place.ts'
import { getProfile, lockProfile, updateProfileRow } from './store.ts'

type Profile = z.infer<typeof CompanyProfile>

export async function getCompanyProfile(ctx: Ctx): Promise<Profile> {
  return ctx.inTenant((tx) => getProfile(tx, companyOf(ctx.actor)))
}

export async function updateCompanyProfile(ctx: Ctx, input: Profile): Promise<Record<string, never>> {
  refuseUnknownPlace(input, ctx.lang)
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const before = await lockProfile(tx, companyId)
    await updateProfileRow(tx, companyId, input)
    await record(tx, doerOf(ctx), 'company.update', companyId, before, input)
  })
  return {}
}
