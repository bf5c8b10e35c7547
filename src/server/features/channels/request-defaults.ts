import type * as z from 'zod'
import type { ChannelRequestForm } from '../../../contract/channels.ts'
import type { Ctx } from '../../context.ts'
import { getCompanyProfile } from '../companies/profile.ts'

/** What is known already: the company's profile and the person who asks (CH-2). */
export async function requestDefaults(ctx: Ctx): Promise<Partial<z.infer<typeof ChannelRequestForm>>> {
  const profile = await getCompanyProfile(ctx)
  const [firstName = '', ...rest] = ctx.actor.name.split(' ')
  return {
    businessName: profile.name,
    legalName: profile.legalName ?? '',
    taxId: profile.taxId ?? '',
    country: profile.country,
    address: profile.address,
    website: profile.website,
    email: profile.email ?? ctx.actor.email,
    firstName,
    lastName: rest.join(' '),
    personEmail: ctx.actor.email,
  }
}
