import type * as z from 'zod'
import { ChannelRequestForm } from '../../../contract/channels.ts'
import type { Ctx } from '../../context.ts'
import { getCompanyProfile } from '../companies/profile.ts'

type Form = z.infer<typeof ChannelRequestForm>

/** What is known already, of the company and of the person who asks (CH-2); what the form would not take is left out. */
export async function requestDefaults(ctx: Ctx): Promise<Partial<Form>> {
  const profile = await getCompanyProfile(ctx)
  const [firstName, ...rest] = ctx.actor.name.split(' ')
  const known = {
    businessName: profile.name,
    legalName: profile.legalName,
    taxId: profile.taxId,
    country: profile.country,
    address: profile.address,
    website: profile.website,
    email: profile.email ?? ctx.actor.email,
    firstName,
    lastName: rest.join(' '),
    personEmail: ctx.actor.email,
  }
  return Object.fromEntries(
    Object.entries(known).filter(
      ([field, value]) => ChannelRequestForm.shape[field as keyof Form].safeParse(value).success,
    ),
  )
}
