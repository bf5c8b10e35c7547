import { sql } from 'kysely'
import type * as z from 'zod'
import type { ManyFigures } from '../../../contract/template-many.ts'
import type { Assignment } from '../../../rules/assignment.ts'
import { SENDABLE_WORDS } from '../../../rules/template-status.ts'
import { table } from '../../database/arrays.ts'
import { first, type Tx } from '../../database/doors.ts'

/** Templates of one number, of which some may be gone. */
export interface Many {
  channelId: string
  ids: readonly string[]
}

const these = (companyId: string, { channelId, ids }: Many) => sql`
  t.company_id = ${companyId} and t.channel_id = ${channelId} and t.deleted_at is null and t.id = any(${ids}::uuid[])`

/** Exact at this moment: one statement, so that all its figures are of one moment. */
export async function readFigures(
  tx: Tx,
  companyId: string,
  many: Many,
): Promise<Omit<z.infer<typeof ManyFigures>, 'gone'>> {
  const result = await sql<Omit<z.infer<typeof ManyFigures>, 'gone'>>`
    with t as materialized (select id, active, status_word from template t where ${these(companyId, many)}),
      a as materialized (select a.template_id, a.campaign_id, a.queue_id from template_assignment a
        where a.company_id = ${companyId} and a.template_id in (select id from t))
    select count(*)::int as templates, count(*) filter (where active)::int as on, count(*) filter (where not active)::int as off,
      count(*) filter (where active and status_word = any(${SENDABLE_WORDS}))::int as approved,
      (select count(distinct template_id)::int from a) as assigned,
      (select count(*)::int from message m where m.channel_id = ${many.channelId} and m.outbox = 0
        and m.company_id = ${companyId} and m.template_id in (select id from t)) as "waitingMessages",
      (select coalesce(jsonb_agg(p), '[]') from (select campaign_id as "campaignId", queue_id as "queueId", count(*)::int as templates
        from a group by 1, 2 order by 1, 2) p) as places
    from t`.execute(tx)
  return first(result)!
}

/** Locks them in the order of their ids, as everybody who locks more than one. Gives those that stand. */
export async function lockMany(tx: Tx, companyId: string, many: Many): Promise<{ id: string; active: boolean }[]> {
  const { rows } = await sql<{ id: string; active: boolean }>`
    select t.id, t.active from template t where ${these(companyId, many)} order by t.id for update`.execute(tx)
  return rows
}

export async function switchRows(tx: Tx, companyId: string, ids: readonly string[], active: boolean): Promise<void> {
  await sql`update template set active = ${active}, updated_at = now()
    where company_id = ${companyId} and id = any(${ids}::uuid[])`.execute(tx)
}

/** Those with a tick at all. */
export async function listTicks(tx: Tx, companyId: string, ids: readonly string[]): Promise<Map<string, Assignment[]>> {
  const { rows } = await sql<{ template_id: string; ticks: Assignment[] }>`
    select template_id, jsonb_agg(jsonb_build_object('campaignId', campaign_id, 'queueId', queue_id) order by campaign_id, queue_id) as ticks
    from template_assignment where company_id = ${companyId} and template_id = any(${ids}::uuid[])
    group by template_id`.execute(tx)
  return new Map(rows.map(({ template_id, ticks }) => [template_id, ticks]))
}

const ticksTable = (ticks: readonly Assignment[]) =>
  table('w', ticks, { campaign_id: ['uuid', (w) => w.campaignId], queue_id: ['uuid', (w) => w.queueId] })

/** As `changeTicks` of the rules, for many at once; a test holds the two equal. */
export async function changeRows(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  { add, remove }: { add: readonly Assignment[]; remove: readonly Assignment[] },
): Promise<void> {
  await sql`
    delete from template_assignment a where a.company_id = ${companyId} and a.template_id = any(${ids}::uuid[])
      and (exists (select from ${ticksTable(remove)} where w.campaign_id = a.campaign_id and w.queue_id is not distinct from a.queue_id)
        or (a.queue_id is not null and exists (select from ${ticksTable(add)} where w.campaign_id = a.campaign_id and w.queue_id is null)))`.execute(
    tx,
  )
  await sql`
    insert into template_assignment (company_id, template_id, campaign_id, queue_id)
    select ${companyId}::uuid, t.id, w.campaign_id, w.queue_id
    from unnest(${ids}::uuid[]) t(id) cross join ${ticksTable(add)}
    where w.queue_id is null or not exists (select from template_assignment c where c.company_id = ${companyId}
      and c.template_id = t.id and c.campaign_id = w.campaign_id and c.queue_id is null)
    on conflict do nothing`.execute(tx)
}
