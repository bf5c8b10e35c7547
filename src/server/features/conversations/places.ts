import { sql } from 'kysely'
import { may } from '../../../contract/permissions.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found, Refusal } from '../../refusal.ts'

interface PlaceRow {
  campaign_id: string
  campaign_name: string
  queue_id: string
  queue_name: string
}

/** WS-1: the campaigns and queues one may send from: an agent's own, all for those who supervise. */
export async function listPlaces(ctx: Ctx) {
  const companyId = companyOf(ctx.actor)
  const all = may(ctx.actor.standing, 'workspace.supervise')
  const { rows } = await ctx.inTenant((tx) =>
    sql<PlaceRow>`
      select k.id as campaign_id, k.name as campaign_name, q.id as queue_id, q.name as queue_name
      from queue q join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
      where q.company_id = ${companyId} and q.active and k.active and q.deleted_at is null and k.deleted_at is null
        and (${all} or exists (select from queue_agent a where a.company_id = q.company_id and a.queue_id = q.id and a.user_id = ${ctx.actor.userId}))
      order by k.name collate "es-x-icu", q.name collate "es-x-icu"`.execute(tx),
  )
  return [...Map.groupBy(rows, (r) => r.campaign_id)].map(([id, queues]) => ({
    id,
    name: queues[0]!.campaign_name,
    queues: queues.map((q) => ({ id: q.queue_id, name: q.queue_name })),
  }))
}

/** The queue belongs to the campaign, and the person to the queue; those who supervise belong to all. Neither is switched
 *  off or deleted before this commits. */
export async function refuseForeignQueue(tx: Tx, ctx: Ctx, campaignId: string, queueId: string): Promise<void> {
  const result = await sql<{ own: boolean }>`
    select exists (select from queue_agent a where a.company_id = q.company_id and a.queue_id = q.id and a.user_id = ${ctx.actor.userId}) as own
    from queue q join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
    where q.company_id = ${companyOf(ctx.actor)} and q.id = ${queueId} and q.campaign_id = ${campaignId}
      and q.deleted_at is null and k.deleted_at is null for share of q, k`.execute(tx)
  const { own } = found(first(result))
  if (!own && !may(ctx.actor.standing, 'workspace.supervise')) throw new Refusal('queue_not_yours')
}
