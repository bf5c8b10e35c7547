import type * as z from 'zod'
import type { Campaign } from '../../../contract/campaigns.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { listCampaignTree } from './store.ts'

type Tree = z.infer<typeof Campaign>

/** The default campaign first; inactive agents and deleted channels do not count. */
export async function listCampaigns(ctx: Ctx): Promise<Tree[]> {
  const rows = await ctx.inTenant((tx) => listCampaignTree(tx, companyOf(ctx.actor)))
  return rows.map((campaign) => ({
    ...campaign,
    queues: campaign.queues.map((queue) => ({
      ...queue,
      queueOrder: queue.queueOrder as Tree['queues'][number]['queueOrder'],
      distribution: queue.distribution as Tree['queues'][number]['distribution'],
      agents: queue.agents.map(({ id, name }) => ({ id, name: name! })),
    })),
  }))
}
