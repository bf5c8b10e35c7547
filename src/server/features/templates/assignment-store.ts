import { sql } from 'kysely'
import type { Assignment } from '../../../rules/assignment.ts'
import { first, type Tx } from '../../database/doors.ts'

/** Names of what a template is assigned to, for its row in the list. */
export interface Places {
  campaigns: string[]
  queues: string[]
}

/** By template; one statement for a whole page. A template without assignment has no entry. */
export async function listPlaces(tx: Tx, companyId: string, templateIds: string[]): Promise<Map<string, Places>> {
  const { rows } = await sql<Places & { template_id: string }>`
    select a.template_id,
      coalesce(array_agg(c.name order by c.name collate "es-x-icu") filter (where a.queue_id is null), '{}') as campaigns,
      coalesce(array_agg(q.name order by q.name collate "es-x-icu") filter (where a.queue_id is not null), '{}') as queues
    from template_assignment a
    join campaign c on c.company_id = a.company_id and c.id = a.campaign_id and c.deleted_at is null
    left join queue q on q.company_id = a.company_id and q.id = a.queue_id
    where a.company_id = ${companyId} and a.template_id = any(${templateIds}::uuid[])
      and (a.queue_id is null or q.deleted_at is null)
    group by a.template_id`.execute(tx)
  return new Map(rows.map(({ template_id, campaigns, queues }) => [template_id, { campaigns, queues }]))
}

export async function listAssignments(tx: Tx, companyId: string, templateId: string): Promise<Assignment[]> {
  const rows = await tx
    .selectFrom('template_assignment')
    .select(['campaign_id', 'queue_id'])
    .where('company_id', '=', companyId)
    .where('template_id', '=', templateId)
    .orderBy('campaign_id')
    .orderBy('queue_id')
    .execute()
  return rows.map((row) => ({ campaignId: row.campaign_id, queueId: row.queue_id }))
}

const asTable = (given: readonly Assignment[]) =>
  sql`unnest(${given.map((each) => each.campaignId)}::uuid[], ${given.map((each) => each.queueId)}::uuid[]) as w(campaign_id, queue_id)`

/** None of these is deleted before this commits: no assignment outlives its place. */
export async function lockPlaces(tx: Tx, companyId: string, given: readonly Assignment[]): Promise<void> {
  const campaignIds = given.map((tick) => tick.campaignId)
  const queueIds = given.map((tick) => tick.queueId)
  await sql`select id from campaign where company_id = ${companyId} and id = any(${campaignIds}::uuid[])
    order by id for share`.execute(tx)
  await sql`select id from queue where company_id = ${companyId} and id = any(${queueIds}::uuid[])
    order by id for share`.execute(tx)
}

/** How many of these name a campaign that is not there, or a queue that is not one of that campaign's. */
export async function countUnknownPlaces(tx: Tx, companyId: string, given: readonly Assignment[]): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*) as n from ${asTable(given)}
    where not exists (select from campaign c
        where c.company_id = ${companyId} and c.id = w.campaign_id and c.deleted_at is null)
      or (w.queue_id is not null and not exists (select from queue q
        where q.company_id = ${companyId} and q.campaign_id = w.campaign_id and q.id = w.queue_id and q.deleted_at is null))
  `.execute(tx)
  return first(result)?.n ?? 0
}

/** Makes the template's assignments exactly these; what stays keeps its row. */
export async function replaceAssignments(
  tx: Tx,
  companyId: string,
  templateId: string,
  wanted: readonly Assignment[],
): Promise<void> {
  await sql`
    delete from template_assignment a
    where a.company_id = ${companyId} and a.template_id = ${templateId} and not exists (
      select from ${asTable(wanted)}
      where w.campaign_id = a.campaign_id and w.queue_id is not distinct from a.queue_id)`.execute(tx)
  await sql`
    insert into template_assignment (company_id, template_id, campaign_id, queue_id)
    select ${companyId}::uuid, ${templateId}::uuid, w.campaign_id, w.queue_id from ${asTable(wanted)}
    on conflict do nothing`.execute(tx)
}
