import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { refuseTakenName } from './name-taken.ts'
import { lockCampaign, updateCampaignRow } from './store.ts'

export async function updateCampaign(
  ctx: Ctx,
  input: { id: string; name?: string | undefined; dispositionRequired?: boolean | undefined },
): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  const { id } = input
  await ctx.inTenant(async (tx) => {
    const row = await lockCampaign(tx, companyId, id)
    const before = { name: row.name, dispositionRequired: row.disposition_required }
    const after = {
      name: input.name ?? before.name,
      dispositionRequired: input.dispositionRequired ?? before.dispositionRequired,
    }
    await refuseTakenName('campaign_name', updateCampaignRow(tx, companyId, { id, ...after }))
    await record(tx, doerOf(ctx), 'campaign.update', id, before, after)
    await announce(tx, companyId, 'campaigns', id)
  })
  return {}
}
