import { companyOf, type Ctx } from '../../context.ts'
import { found } from '../../refusal.ts'
import { getQueueRecord } from './queue-store.ts'
import { listCampaignTree } from './store.ts'

/** One queue as its form holds it. */
export async function getQueue(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const { active, campaignId, facts } = await getQueueRecord(tx, companyId, id)
    const campaign = found((await listCampaignTree(tx, companyId)).find((one) => one.id === campaignId))
    const { channels, agents } = found(campaign.queues.find((queue) => queue.id === id))
    return {
      id,
      active,
      ...facts,
      campaign: { id: campaignId, name: campaign.name },
      channels,
      agents: agents.map((agent) => ({ id: agent.id, name: agent.name! })),
    }
  })
}
