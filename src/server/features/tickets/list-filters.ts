import { sql } from 'kysely'
import type { BusinessHours } from '../../../rules/business-hours.ts'
import type { Ctx } from '../../context.ts'
import { sightOf } from './sight.ts'

interface Found {
  campaigns: { id: string; name: string }[]
  queues: {
    id: string
    name: string
    campaignId: string
    serviceLevelSeconds: number
    hours: { from: string; to: string }[][] | null
    holidays: BusinessHours['holidays'] extends readonly (infer H)[] ? H[] : never
  }[]
  channels: { id: string; alias: string; identifier: string | null }[]
  agents: { id: string; name: string }[]
}

/** What lists can be narrowed to: own queues and what belongs to them, or all of the company. */
export async function listFilters(ctx: Ctx): Promise<Found> {
  const { companyId, userId, supervises } = sightOf(ctx)
  const result = await ctx.inTenant((tx) =>
    sql<Found>`
      with q as (
        select q.id, q.name, q.campaign_id, k.name as campaign_name, q.service_level_seconds, q.hours, q.holidays
        from queue q join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
        where q.company_id = ${companyId} and q.deleted_at is null and k.deleted_at is null and (${supervises}
          or exists (select from queue_agent a where a.company_id = q.company_id and a.queue_id = q.id and a.user_id = ${userId})))
      select
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name collate "es-x-icu"), '[]') from (select distinct campaign_id as id, campaign_name as name from q) k) as campaigns,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'campaignId', campaign_id, 'serviceLevelSeconds', service_level_seconds, 'hours', hours, 'holidays', holidays)
          order by name collate "es-x-icu"), '[]') from q) as queues,
        (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'alias', h.alias, 'identifier', h.identifier) order by h.alias collate "es-x-icu"), '[]')
          from channel h where h.company_id = ${companyId} and h.deleted_at is null and h.identifier is not null
            and (${supervises} or exists (select from queue_channel c join q on q.id = c.queue_id where c.company_id = h.company_id and c.channel_id = h.id))) as channels,
        (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name collate "es-x-icu"), '[]')
          from member m join person p on p.id = m.user_id where m.company_id = ${companyId} and m.active
            and (${supervises} or exists (select from queue_agent a join q on q.id = a.queue_id where a.company_id = m.company_id and a.user_id = m.user_id))) as agents`.execute(
      tx,
    ),
  )
  return result.rows[0]!
}
