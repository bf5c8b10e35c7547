import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { refuseTakenName } from './name-taken.ts'
import { insertCampaign } from './store.ts'

export async function createCampaign(
  ctx: Ctx,
  input: { name: string; dispositionRequired: boolean },
): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const id = await refuseTakenName('campaign_name', insertCampaign(tx, { ...input, companyId, isDefault: false }))
    await record(tx, doerOf(ctx), 'campaign.create', id, null, input)
    await announce(tx, companyId, 'campaigns', id)
    return { id }
  })
}
