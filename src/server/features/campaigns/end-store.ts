import { type RawBuilder, sql } from 'kysely'
import type * as z from 'zod'
import type { CampaignEnd, QueueEnd } from '../../../contract/campaigns.ts'
import { first, type Tx } from '../../database/doors.ts'
import type { Doer } from '../audit/record.ts'

type CampaignFigures = z.infer<typeof CampaignEnd>
type QueueFigures = z.infer<typeof QueueEnd>
export type CampaignReason = 'campaign_off' | 'campaign_deleted'

/** Nothing comes in, and nothing leaves, over any channel of the company until this commits: what is opened in a campaign
 *  or queue at this very moment stands either before its end, or after it and elsewhere (TK-5). */
export async function lockAllChannels(tx: Tx, companyId: string): Promise<void> {
  await sql`select id from channel where company_id = ${companyId} and deleted_at is null order by id for update`.execute(
    tx,
  )
}

/** The channels of queues that go (`which` names them by `q`), and the entry queue that each has afterwards. */
const lostChannels = (companyId: string, which: RawBuilder<unknown>) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'alias', h.alias, 'entry', lost.entry, 'next', after.name) order by h.alias), '[]')
  from (select l.channel_id, bool_or(l.is_entry) as entry from queue_channel l
    join queue q on q.company_id = l.company_id and q.id = l.queue_id and q.deleted_at is null
    where l.company_id = ${companyId} and ${which} group by l.channel_id) lost
  join channel h on h.company_id = ${companyId} and h.id = lost.channel_id and h.deleted_at is null
  left join lateral (select k.name || ' › ' || q.name as name from queue_channel l
    join queue q on q.company_id = l.company_id and q.id = l.queue_id and q.active and q.deleted_at is null
    join campaign k on k.company_id = q.company_id and k.id = q.campaign_id and k.active and k.deleted_at is null
    where l.company_id = h.company_id and l.channel_id = h.id and not (${which})
    order by l.is_entry desc, l.created_at, l.queue_id limit 1) after on true)`

/** Exact at this moment. One statement, so that all its figures are of one moment. */
export async function getCampaignEnd(tx: Tx, companyId: string, id: string): Promise<CampaignFigures> {
  const result = await sql<CampaignFigures>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name) order by q.name), '[]') from queue q
        where q.company_id = ${companyId} and q.campaign_id = ${id} and q.active and q.deleted_at is null) as queues,
      ${lostChannels(companyId, sql`q.campaign_id = ${id}`)} as channels,
      (select count(*)::int from ticket t where t.company_id = ${companyId} and t.campaign_id = ${id} and t.closed_at is null) as tickets,
      (select count(*)::int from interaction i where i.company_id = ${companyId} and i.campaign_id = ${id} and i.ended_at is null
        and i.ticket_id is null) as "sendsWithoutAnswer",
      (select count(*)::int from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
        where m.channel_id in (select h.id from channel h where h.company_id = ${companyId}) and m.company_id = ${companyId}
          and m.outbox = 0 and i.campaign_id = ${id}) as "waitingMessages",
      (select count(distinct a.template_id)::int from template_assignment a
        join template t on t.company_id = a.company_id and t.id = a.template_id and t.deleted_at is null
        where a.company_id = ${companyId} and a.campaign_id = ${id}) as templates,
      (select jsonb_build_object('id', o.id, 'name', o.name) from campaign k join campaign o on o.company_id = k.company_id
        where k.company_id = ${companyId} and k.id = ${id} and k.is_default and o.id <> k.id and o.active and o.deleted_at is null
        order by o.created_at, o.id limit 1) as "nextDefault"`.execute(tx)
  return first(result)!
}

export async function hasOtherActive(tx: Tx, companyId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('campaign')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '<>', id)
    .where('active', '=', true)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** TK-10: tickets close, sends end, what waits to leave is cancelled, each with the reason. Tickets before interactions, as
 *  everybody who closes them; a constant number of statements, whatever the counts. Returns what it ended, which may be less than
 *  was counted just before: messages leave until their rows are locked. */
export async function endCampaignRows(
  tx: Tx,
  companyId: string,
  id: string,
  reason: CampaignReason,
): Promise<Pick<CampaignFigures, 'tickets' | 'sendsWithoutAnswer' | 'waitingMessages'>> {
  const cancelled = await sql`
    update message m set status = -1, error_code = ${reason} from interaction i
    where m.channel_id in (select h.id from channel h where h.company_id = ${companyId}) and m.company_id = ${companyId}
      and m.outbox = 0 and i.company_id = m.company_id and i.id = m.interaction_id and i.campaign_id = ${id}`.execute(
    tx,
  )
  const closed = await sql`
    update ticket set closed_at = clock_timestamp(), close_reason = ${reason}
    where company_id = ${companyId} and campaign_id = ${id} and closed_at is null`.execute(tx)
  const sends = await sql<{ ended: number }>`
    with ended as (
      update interaction set ended_at = clock_timestamp(), end_reason = ${reason}
      where company_id = ${companyId} and campaign_id = ${id} and ended_at is null returning ticket_id)
    select count(*)::int as ended from ended where ticket_id is null`.execute(tx)
  return {
    tickets: Number(closed.numAffectedRows),
    sendsWithoutAnswer: first(sends)!.ended,
    waitingMessages: Number(cancelled.numAffectedRows),
  }
}

/** Gone from every list, with its queues, their channels and what was assigned to it. History keeps the names. */
export async function deleteCampaignRows(tx: Tx, companyId: string, id: string): Promise<void> {
  await sql`
    delete from queue_channel l using queue q
    where l.company_id = ${companyId} and q.company_id = l.company_id and q.id = l.queue_id and q.campaign_id = ${id}`.execute(
    tx,
  )
  await tx.deleteFrom('template_assignment').where('company_id', '=', companyId).where('campaign_id', '=', id).execute()
  const gone = { active: false, deleted_at: new Date() }
  await tx
    .updateTable('queue')
    .set(gone)
    .where('company_id', '=', companyId)
    .where('campaign_id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  await tx
    .updateTable('campaign')
    .set({ ...gone, is_default: false })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

/** For each channel the first active queue of the campaign, but for this one, that has it (TK-5). */
const destinations = (companyId: string, queueId: string) => sql`
  select distinct on (l.channel_id) l.channel_id, q.id, q.name
  from queue own join queue q on q.company_id = own.company_id and q.campaign_id = own.campaign_id and q.id <> own.id
    and q.active and q.deleted_at is null
  join queue_channel l on l.company_id = q.company_id and l.queue_id = q.id and not l.switched_off
  where own.company_id = ${companyId} and own.id = ${queueId}
  order by l.channel_id, q.created_at, q.id`

export async function getQueueEnd(tx: Tx, companyId: string, id: string): Promise<QueueFigures> {
  const result = await sql<QueueFigures>`
    with open as (
      select t.agent_id, d.id as queue_id, d.name from ticket t
      left join (${destinations(companyId, id)}) d on d.channel_id = t.last_channel_id
      where t.company_id = ${companyId} and t.queue_id = ${id} and t.closed_at is null)
    select (select count(*)::int from open where agent_id is null) as waiting,
      (select count(agent_id)::int from open) as held,
      (select coalesce(jsonb_agg(jsonb_build_object('queueId', m.queue_id, 'name', m.name, 'tickets', m.n) order by m.name), '[]')
        from (select queue_id, name, count(*)::int as n from open group by queue_id, name) m) as moves,
      (select count(*)::int from interaction i where i.company_id = ${companyId} and i.queue_id = ${id} and i.ended_at is null
        and i.ticket_id is null) as "sendsWithoutAnswer",
      ${lostChannels(companyId, sql`q.id = ${id}`)} as channels,
      (select count(*)::int from template_assignment a
        join template t on t.company_id = a.company_id and t.id = a.template_id and t.deleted_at is null
        where a.company_id = ${companyId} and a.queue_id = ${id}) as templates`.execute(tx)
  return first(result)!
}

/** TK-5: what is open in the queue goes where a message would go now; who holds a ticket goes on holding it. */
export async function moveOpen(tx: Tx, doer: Doer, id: string, reason: 'queue_off' | 'queue_deleted'): Promise<void> {
  const { companyId } = doer
  await sql`
    with d as (${destinations(companyId, id)}),
    moved as (
      update ticket t set queue_id = (select d.id from d where d.channel_id = t.last_channel_id)
      where t.company_id = ${companyId} and t.queue_id = ${id} and t.closed_at is null returning t.id, t.queue_id)
    insert into ticket_event (company_id, ticket_id, id, kind, actor_id, actor_name, data)
    select ${companyId}::uuid, m.id, gen_random_uuid(), 'moved', ${doer.userId}::uuid, ${doer.name},
      jsonb_build_object('reason', ${reason}::text, 'fromQueue', (select jsonb_build_object('id', q.id, 'name', q.name) from queue q where q.company_id = ${companyId} and q.id = ${id}),
        'queue', case when m.queue_id is not null then (select jsonb_build_object('id', d.id, 'name', d.name) from d where d.id = m.queue_id limit 1) end)
    from moved m`.execute(tx)
  await sql`
    with d as (${destinations(companyId, id)})
    update interaction i set queue_id = (select d.id from d where d.channel_id = i.channel_id)
    where i.company_id = ${companyId} and i.queue_id = ${id} and i.ended_at is null`.execute(tx)
}

export async function deleteQueueRows(tx: Tx, companyId: string, id: string): Promise<void> {
  await tx.deleteFrom('queue_channel').where('company_id', '=', companyId).where('queue_id', '=', id).execute()
  await tx.deleteFrom('template_assignment').where('company_id', '=', companyId).where('queue_id', '=', id).execute()
  await tx
    .updateTable('queue')
    .set({ active: false, deleted_at: new Date() })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}
