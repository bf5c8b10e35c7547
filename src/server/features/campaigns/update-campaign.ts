import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { refuseTakenName } from './name-taken.ts'
import { lockCampaign, makeDefault, updateCampaignRow } from './store.ts'

interface Change {
  id: string
  name?: string | undefined
  dispositionRequired?: boolean | undefined
  isDefault?: true | undefined
}

export async function updateCampaign(ctx: Ctx, { id, ...change }: Change): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const row = await lockCampaign(tx, companyId, id)
    const before = { name: row.name, dispositionRequired: row.disposition_required, isDefault: row.is_default }
    const after = {
      name: change.name ?? before.name,
      dispositionRequired: change.dispositionRequired ?? before.dispositionRequired,
      isDefault: change.isDefault ?? before.isDefault,
    }
    if (after.isDefault && !row.active) throw new Refusal('campaign_off')
    await refuseTakenName('campaign_name', updateCampaignRow(tx, companyId, { id, ...after }))
    if (after.isDefault && !before.isDefault) await makeDefault(tx, companyId, id)
    await record(tx, doerOf(ctx), 'campaign.update', id, before, after)
    await announce(tx, companyId, 'campaigns', id)
  })
  return {}
}
