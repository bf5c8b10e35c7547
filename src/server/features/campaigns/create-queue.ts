import type * as z from 'zod'
import type { QueueForm } from '../../../contract/campaigns.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { setAgents, setChannels } from './links.ts'
import { refuseTakenName } from './name-taken.ts'
import { insertQueue } from './queue-store.ts'
import { lockCampaign } from './store.ts'

/** AS-4: general data, channels, agents, hours, messages. */
export async function createQueue(
  ctx: Ctx,
  { campaignId, ...form }: z.infer<typeof QueueForm> & { campaignId: string },
): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockCampaign(tx, companyId, campaignId)
    const id = await refuseTakenName('queue_name', insertQueue(tx, companyId, campaignId, form))
    await setChannels(tx, companyId, id, { wanted: form.channelIds, entries: form.entryChannelIds })
    await setAgents(tx, companyId, id, form.agentIds)
    await record(tx, doerOf(ctx), 'queue.create', id, null, { campaignId, ...form })
    await announce(tx, companyId, 'campaigns', campaignId)
    return { id }
  })
}
