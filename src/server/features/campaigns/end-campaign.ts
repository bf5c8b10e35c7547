import type * as z from 'zod'
import type { CampaignEnd } from '../../../contract/campaigns.ts'
import { grewTooMuch } from '../../../rules/growth.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { endAlone } from '../channels/end-alone.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceMoved } from './announce-moved.ts'
import * as ends from './end-store.ts'
import { settleEntries } from './links-store.ts'
import { lockCampaign, makeDefault, setCampaignActive } from './store.ts'

type Figures = z.infer<typeof CampaignEnd>

/** AS-4: what switching this campaign off, or deleting it, would do now. */
export async function campaignEndFigures(ctx: Ctx, id: string): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockCampaign(tx, companyId, id)
    return ends.getCampaignEnd(tx, companyId, id)
  })
}

/** AS-4: its queues stand still, its tickets close; as limits are those of a queue, nobody elsewhere has a hand more free.
 *  Switched on again, it has its queues, channels and templates as before. */
export async function switchCampaignOff(ctx: Ctx, { id, shown }: { id: string; shown: Figures }): Promise<Figures> {
  return endCampaign(ctx, id, 'campaign_off', shown)
}

/** AS-4: as switching off, and then it is gone, its queues with it. */
export async function deleteCampaign(
  ctx: Ctx,
  { id, name, shown }: { id: string; name: string; shown: Figures },
): Promise<Figures> {
  return endCampaign(ctx, id, 'campaign_deleted', shown, name)
}

async function endCampaign(
  ctx: Ctx,
  id: string,
  reason: ends.CampaignReason,
  shown: Figures,
  typed?: string,
): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const campaign = await lockCampaign(tx, companyId, id)
    if (typed !== undefined && typed.trim() !== campaign.name) throw new Refusal('name_mismatch')
    await ends.lockAllChannels(tx, companyId)
    await endAlone(tx, companyId)
    if (campaign.active && !(await ends.hasOtherActive(tx, companyId, id))) throw new Refusal('last_campaign')
    const now = await ends.getCampaignEnd(tx, companyId, id)
    if (grewTooMuch(asShown(shown), asShown(now))) throw new Refusal('figures_grew', { ...now })
    const done = { ...now, ...(await ends.endCampaignRows(tx, companyId, id, reason)) }
    if (done.nextDefault) await makeDefault(tx, companyId, done.nextDefault.id)
    if (reason === 'campaign_deleted') await ends.deleteCampaignRows(tx, companyId, id)
    else await setCampaignActive(tx, companyId, id, false)
    await settleEntries(tx, companyId, idsOf(done.channels))
    const action = reason === 'campaign_off' ? 'campaign.switched_off' : 'campaign.delete'
    await record(tx, doerOf(ctx), action, id, { name: campaign.name, active: campaign.active }, { ...done })
    await announceMoved(tx, companyId, id)
    return done
  })
}

/** AS-4: its queues take tickets again; those that were off by themselves stay so. */
export async function switchCampaignOn(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const campaign = await lockCampaign(tx, companyId, id)
    await ends.lockAllChannels(tx, companyId)
    await setCampaignActive(tx, companyId, id, true)
    const { channels, queues } = await ends.getCampaignEnd(tx, companyId, id)
    await settleEntries(tx, companyId, idsOf(channels))
    await wakeDistribution(tx, companyId, idsOf(queues))
    await record(tx, doerOf(ctx), 'campaign.switched_on', id, { active: campaign.active }, { active: true })
    await announceMoved(tx, companyId, id)
  })
  return {}
}

const idsOf = (channels: readonly { id: string }[]) => channels.map((channel) => channel.id)

const asShown = (f: Figures) => ({
  count: f.tickets + f.sendsWithoutAnswer + f.waitingMessages,
  named: [...f.queues, ...f.channels].map(({ id }) => id),
})
