import type { Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { sightOf } from './sight.ts'
import { getTicketRecord } from './store.ts'

/** Campaign and queue of a ticket that this person sees; not found for those who do not. */
export async function getSeenPlace(
  tx: Tx,
  ctx: Ctx,
  id: string,
): Promise<{ campaignId: string; queueId: string | null }> {
  const { campaign_id: campaignId, queue_id: queueId } = await getTicketRecord(tx, sightOf(ctx), id)
  return { campaignId, queueId }
}
