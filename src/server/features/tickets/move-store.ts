import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'
import { seen, type Sight } from './store.ts'

export interface MovableTicket {
  id: string
  number: number
  contact_id: string
  campaign_id: string
  campaign_name: string
  queue_id: string | null
  queue_name: string | null
  agent_id: string | null
  agent_name: string | null
  closed_at: Date | null
  last_activity_at: Date
  last_channel_id: string
  last_text: string
  unread: number
}

const movable = sql`
  select t.id, t.number, t.contact_id, t.campaign_id, k.name as campaign_name, t.queue_id, q.name as queue_name, t.agent_id,
    (select p.name from person p where p.id = t.agent_id) as agent_name, t.closed_at, t.last_activity_at, t.last_channel_id,
    t.last_text, t.unread
  from ticket t join campaign k on k.company_id = t.company_id and k.id = t.campaign_id
  left join queue q on q.company_id = t.company_id and q.id = t.queue_id`

/** With the names of where it stands. Not found also for those who may not see it. */
export async function lockMovableRow(tx: Tx, sight: Sight, id: string, how: 'lock' | 'look'): Promise<MovableTicket> {
  const result = await sql<MovableTicket>`
    ${movable}
    where t.company_id = ${sight.companyId} and t.id = ${id} and ${seen(sight)}
    ${how === 'lock' ? sql`for update of t` : sql``}`.execute(tx)
  return found(first(result))
}

export interface Target {
  queueId: string
  queueName: string
  campaignId: string
  campaignName: string
  /** The queue and its campaign take tickets. */
  on: boolean
}

export interface Named {
  id: string
  name: string
}

/** A queue that is neither switched off nor deleted before this commits. Asked before tickets are locked, as whoever ends a
 *  queue or a campaign does. */
export async function lockTarget(tx: Tx, companyId: string, queueId: string): Promise<Target> {
  const queue = await sql<Target>`
    select q.id as "queueId", q.name as "queueName", k.id as "campaignId", k.name as "campaignName",
      q.active and k.active and q.deleted_at is null and k.deleted_at is null as "on"
    from queue q join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
    where q.company_id = ${companyId} and q.id = ${queueId} for share of q, k`.execute(tx)
  return found(first(queue))
}

/** Who serves the queue, and does not leave it before this commits; undefined when that person does not. After the tickets, as
 *  whoever gives them out does. */
export async function lockServer(
  tx: Tx,
  companyId: string,
  queueId: string,
  agentId: string,
): Promise<Named | undefined> {
  const agent = await sql<Named>`
    select m.user_id as id, (select p.name from person p where p.id = m.user_id) as name
    from member m join queue_agent a on a.company_id = m.company_id and a.user_id = m.user_id and a.queue_id = ${queueId}
    where m.company_id = ${companyId} and m.user_id = ${agentId} and m.active and (m.role = 'agent' or m.agent_mode)
    for share of m, a`.execute(tx)
  return first(agent)
}

/** No channel of the company is switched off or deleted before this commits; what comes in goes on coming in. */
export async function holdChannels(tx: Tx, companyId: string): Promise<void> {
  await sql`select id from channel where company_id = ${companyId} and deleted_at is null order by id for key share`.execute(
    tx,
  )
}

/** Where it stands and who holds it, or who gave it back there and is not given it again by distribution (WS-6); the time of
 *  being assigned is that of this holder. */
export async function placeTicket(
  tx: Tx,
  companyId: string,
  id: string,
  { queueId, agentId }: { queueId: string | null; agentId: string | null },
): Promise<void> {
  await sql`
    update ticket set queue_id = ${queueId}::uuid, agent_id = ${agentId}::uuid,
      given_back_by = case when ${agentId}::uuid is not null then '{}'
        else array_remove(array_append(case when queue_id = ${queueId}::uuid then given_back_by else '{}' end, agent_id), null) end,
      assigned_at = case when ${agentId}::uuid is null then null when agent_id is distinct from ${agentId}::uuid then clock_timestamp() else assigned_at end
    where company_id = ${companyId} and id = ${id}`.execute(tx)
}

/** The contact's open tickets of these campaigns, locked in one order. */
export async function lockOpenTickets(
  tx: Tx,
  companyId: string,
  contactId: string,
  campaignIds: string[],
): Promise<MovableTicket[]> {
  const { rows } = await sql<MovableTicket>`
    ${movable}
    where t.company_id = ${companyId} and t.contact_id = ${contactId} and t.campaign_id = any(${campaignIds}::uuid[])
      and t.closed_at is null order by t.id for update of t`.execute(tx)
  return rows
}

/** Opens the ticket that another goes on in; null when the contact has an open one there since a moment ago. */
export async function openFrom(
  tx: Tx,
  companyId: string,
  from: MovableTicket,
  to: { campaignId: string; queueId: string; agentId: string | null },
): Promise<{ id: string; number: number } | null> {
  const result = await sql<{ id: string; number: number }>`
    insert into ticket (company_id, id, contact_id, campaign_id, queue_id, agent_id, assigned_at, opened_at, last_activity_at,
      last_channel_id, last_text, unread, opened_because)
    select t.company_id, ${newId()}::uuid, t.contact_id, ${to.campaignId}::uuid, ${to.queueId}::uuid, ${to.agentId}::uuid,
      case when ${to.agentId}::uuid is not null then clock_timestamp() end, clock_timestamp(), t.last_activity_at,
      t.last_channel_id, t.last_text, t.unread, 'transfer'
    from ticket t where t.company_id = ${companyId} and t.id = ${from.id}
    on conflict (company_id, contact_id, campaign_id) where closed_at is null do nothing
    returning id, number`.execute(tx)
  return first(result) ?? null
}

/** The open ticket there takes over what is unread, and the newer of the two last words. */
export async function joinFrom(tx: Tx, companyId: string, fromId: string, toId: string): Promise<void> {
  await sql`
    update ticket t set unread = t.unread + f.unread, last_activity_at = greatest(t.last_activity_at, f.last_activity_at),
      last_text = case when f.last_activity_at >= t.last_activity_at then f.last_text else t.last_text end,
      last_channel_id = case when f.last_activity_at >= t.last_activity_at then f.last_channel_id else t.last_channel_id end
    from ticket f where t.company_id = ${companyId} and t.id = ${toId} and f.company_id = t.company_id and f.id = ${fromId}`.execute(
    tx,
  )
}

/** TK-5 (3): over each channel that was open in the one, the other is now where something happened last. What was said
 *  stays with the ticket that it was said in, and is read in both (`carried_to`). Returns sends that got their ticket. */
export async function carryInteractions(
  tx: Tx,
  companyId: string,
  fromId: string,
  to: { ticketId: string; campaignId: string; queueId: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ channel_id: string; contact_id: string }>`
    update interaction set ended_at = clock_timestamp(), end_reason = 'transferred'
    where company_id = ${companyId} and ticket_id = ${fromId} and ended_at is null returning channel_id, contact_id`.execute(
    tx,
  )
  await sql`
    update interaction set carried_to = ${to.ticketId}::uuid
    where company_id = ${companyId} and (ticket_id = ${fromId} or carried_to = ${fromId})`.execute(tx)
  if (rows.length === 0) return []
  const fresh = rows.map(() => newId())
  const joined = await sql<{ id: string }>`
    insert into interaction as o (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at)
    select ${companyId}::uuid, v.id, v.channel, v.contact, ${to.campaignId}::uuid, ${to.queueId}::uuid, ${to.ticketId}::uuid, 'us', clock_timestamp(), clock_timestamp()
    from unnest(${fresh}::uuid[], ${rows.map((r) => r.channel_id)}::uuid[], ${rows.map((r) => r.contact_id)}::uuid[]) v(id, channel, contact)
    on conflict (company_id, contact_id, channel_id, campaign_id) where ended_at is null
    do update set ticket_id = excluded.ticket_id, last_activity_at = greatest(o.last_activity_at, excluded.last_activity_at)
    returning o.id`.execute(tx)
  return joined.rows.map((r) => r.id).filter((id) => !fresh.includes(id))
}

/** TK-10: closed with the reason; nobody is asked for a disposition. */
export async function closeAsTransferred(tx: Tx, companyId: string, id: string, userId: string): Promise<void> {
  await sql`
    update ticket set closed_at = clock_timestamp(), close_reason = 'transferred', closed_by = ${userId}, unread = 0
    where company_id = ${companyId} and id = ${id}`.execute(tx)
}

/** What was said to whoever receives it, as a note in the conversation. */
export async function insertNote(
  tx: Tx,
  companyId: string,
  ticketId: string,
  by: { userId: string; text: string },
): Promise<void> {
  await sql`
    insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, sender_id)
    select i.company_id, ${newId()}::uuid, i.channel_id, i.contact_id, i.id, 'note', 'text', ${by.text}, clock_timestamp(), ${by.userId}
    from interaction i where i.company_id = ${companyId} and i.ticket_id = ${ticketId}
    order by i.ended_at is not null, i.last_activity_at desc limit 1`.execute(tx)
}

/** Who did what last, locked by the ticket. */
export async function lastEvent(tx: Tx, companyId: string, ticketId: string) {
  return tx
    .selectFrom('ticket_event')
    .select(['id', 'kind', 'actor_id', 'data', 'at'])
    .where('company_id', '=', companyId)
    .where('ticket_id', '=', ticketId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whether anybody else has written to the contact or to colleagues since. */
export async function hasWritten(
  tx: Tx,
  companyId: string,
  ticketId: string,
  { since, butBy }: { since: Date; butBy: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from interaction i join message m on m.company_id = i.company_id and m.interaction_id = i.id
    where i.company_id = ${companyId} and i.ticket_id = ${ticketId} and m.direction in ('out', 'note') and m.at > ${since}
      and m.sender_id <> ${butBy} limit 1`.execute(tx)
  return rows.length > 0
}
