import type * as z from 'zod'
import type { QueueForm } from '../../../contract/campaigns.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { setAgents, setChannels } from './links.ts'
import { listAgentsOfQueue, listChannelsOfQueue } from './links-store.ts'
import { refuseTakenName } from './name-taken.ts'
import { lockQueue, updateQueueRow } from './queue-store.ts'

/** The whole queue as the form holds it: its data, exactly these channels, exactly these agents. */
export async function updateQueue(
  ctx: Ctx,
  { id, ...form }: z.infer<typeof QueueForm> & { id: string },
): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const { campaignId, active, facts } = await lockQueue(tx, companyId, id)
    if (!active && form.entryChannelIds.length > 0) throw new Refusal('queue_off')
    const channelIds = await listChannelsOfQueue(tx, companyId, id)
    const agentIds = await listAgentsOfQueue(tx, companyId, id)
    await refuseTakenName('queue_name', updateQueueRow(tx, companyId, id, form))
    await setChannels(tx, companyId, id, { wanted: form.channelIds, entries: form.entryChannelIds })
    await setAgents(tx, companyId, id, form.agentIds)
    await record(tx, doerOf(ctx), 'queue.update', id, { ...facts, channelIds, agentIds }, form)
    await announce(tx, companyId, 'campaigns', campaignId)
  })
  return {}
}
