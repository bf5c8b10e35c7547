import { type RawBuilder, sql } from 'kysely'
import type * as z from 'zod'
import type { TicketRow } from '../../../contract/workspace.ts'
import { RANK } from '../../../rules/message-status.ts'
import { choosable } from '../../../rules/dispositions.ts'
import { first, type Tx } from '../../database/doors.ts'
import { byKey } from '../../database/prepared.ts'
import { isTroubled } from '../../pipeline/seen.ts'
import { found } from '../../refusal.ts'
import { phoneOf } from '../contacts/phone-of.ts'

/** Whose tickets: an agent's own queues and tickets, or all of the company for owners and admins. */
export interface Sight {
  companyId: string
  userId: string
  supervises: boolean
}

export interface TicketRecord {
  id: string
  number: number
  opened_at: Date
  assigned_at: Date | null
  first_answer_at: Date | null
  last_activity_at: Date
  last_text: string
  unread: number
  closed_at: Date | null
  close_reason: string | null
  contact_id: string
  contact_name: string
  contact_phone: string | null
  campaign_id: string
  campaign_name: string
  disposition_required: boolean
  queue_id: string | null
  queue_name: string | null
  agent_id: string | null
  agent_name: string | null
  channel_id: string
  channel_alias: string
  channel_identifier: string | null
  /** What became of its last words, where they are ours and may not have got there. */
  trouble: 'failed' | 'uncertain' | null
  sort_at: string
  sorted_by: string
}

// Literals, for the index of these alone. Most tickets that wait nobody has answered: in those there is nothing to look for.
const trouble = sql`case when (t.agent_id is not null or t.first_answer_at is not null) and t.closed_at is null then (select case m.status when ${sql.lit(RANK.failed)} then 'failed' else 'uncertain' end
    from interaction i cross join lateral (
      select m.status, m.at from message m where m.company_id = i.company_id and m.interaction_id = i.id
        and ${isTroubled(sql`m.status`)}
        and m.retried_as is null and not exists (select from message n where n.company_id = m.company_id and n.interaction_id = m.interaction_id
          and (n.at, n.id) > (m.at, m.id) and n.direction <> 'note')
      order by m.at desc limit 1) m
    where i.company_id = t.company_id and i.ticket_id = t.id
    order by m.at desc limit 1) end`

/** What an agent may see of a row `t` with a queue: own queues, own tickets. */
export const seen = ({ companyId, userId, supervises }: Sight): RawBuilder<boolean> =>
  supervises
    ? sql`true`
    : sql`(t.agent_id = ${userId} or t.queue_id in (select queue_id from queue_agent a where a.company_id = ${companyId} and a.user_id = ${userId}))`

/** What a row of a list shows; `from` gives the tickets under the alias `t`. */
export const columns = (
  sort: RawBuilder<unknown>,
  from: RawBuilder<unknown> = sql`ticket t`,
): RawBuilder<unknown> => sql`
  select t.id, t.number, t.opened_at, t.assigned_at, t.first_answer_at, t.last_activity_at, t.last_text, t.unread, t.closed_at, t.close_reason,
    t.contact_id, c.name as contact_name, ${phoneOf('c')} as contact_phone,
    t.campaign_id, k.name as campaign_name, k.disposition_required, t.queue_id, q.name as queue_name, t.agent_id,
    (select p.name from person p where p.id = t.agent_id) as agent_name,
    h.id as channel_id, h.alias as channel_alias, h.identifier as channel_identifier, ${trouble} as trouble, ${sort}::text as sort_at,
    to_char(${sort} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sorted_by
  from ${from}
  join contact c on c.company_id = t.company_id and c.id = t.contact_id
  join campaign k on k.company_id = t.company_id and k.id = t.campaign_id
  join channel h on h.company_id = t.company_id and h.id = t.last_channel_id
  left join queue q on q.company_id = t.company_id and q.id = t.queue_id`

export async function getTicketRecord(tx: Tx, sight: Sight, id: string): Promise<TicketRecord> {
  const result =
    await sql<TicketRecord>`${byKey}${columns(sql`t.last_activity_at`)} where t.company_id = ${sight.companyId} and t.id = ${id} and ${seen(sight)}`.execute(
      tx,
    )
  return found(first(result))
}

/** Locked, for whoever changes it. Not found also for those who may not see it. */
export async function lockTicket(tx: Tx, sight: Sight, id: string) {
  const result = await sql<{
    id: string
    contact_id: string
    campaign_id: string
    queue_id: string | null
    agent_id: string | null
    agent_name: string | null
    closed_at: Date | null
    last_channel_id: string
    unread: number
  }>`
    select t.id, t.contact_id, t.campaign_id, t.queue_id, t.agent_id, (select p.name from person p where p.id = t.agent_id) as agent_name, t.closed_at, t.last_channel_id, t.unread
    from ticket t where t.company_id = ${sight.companyId} and t.id = ${id} and ${seen(sight)} for update of t`.execute(
    tx,
  )
  return found(first(result))
}

/** Whether the person still serves the queue, or supervises all; neither ends before this commits (TK-12). */
export async function mayHold(tx: Tx, companyId: string, userId: string, queueId: string | null): Promise<boolean> {
  const served = await sql`
    select from queue_agent where company_id = ${companyId} and queue_id = ${queueId} and user_id = ${userId} for key share`.execute(
    tx,
  )
  const { rows } = await sql`
    select from member where company_id = ${companyId} and user_id = ${userId} and active
      and (role <> 'agent' or ${served.rows.length > 0}) for share`.execute(tx)
  return rows.length > 0
}

/** False when the person has been deactivated a moment ago (TK-12). */
export async function assignTicket(tx: Tx, companyId: string, id: string, agentId: string): Promise<boolean> {
  const { rows } = await sql`
    update ticket set agent_id = m.user_id, assigned_at = now(), given_back_by = '{}'
    from (select user_id from member where company_id = ${companyId} and user_id = ${agentId} and active for share) m
    where company_id = ${companyId} and id = ${id} returning id`.execute(tx)
  return rows.length === 1
}

/** Closes the ticket, and ends what was open in it. */
export async function closeTicketRow(
  tx: Tx,
  companyId: string,
  id: string,
  by: { userId: string; dispositionId: string | null; note: string | null },
): Promise<void> {
  await tx
    .updateTable('ticket')
    .set({
      closed_at: sql`clock_timestamp()`,
      close_reason: 'agent',
      closed_by: by.userId,
      disposition_id: by.dispositionId,
      close_note: by.note,
      unread: 0,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('interaction')
    .set({ ended_at: sql`clock_timestamp()`, end_reason: 'ticket_closed' })
    .where('company_id', '=', companyId)
    .where('ticket_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** TK-4: a send without answer is seen by its sender and the queue's people, of an earlier one in the same interaction too. */
export const seenSend = ({ companyId, userId, supervises }: Sight): RawBuilder<boolean> =>
  supervises
    ? sql`true`
    : sql`(i.sender_id = ${userId} or i.queue_id in (select queue_id from queue_agent a where a.company_id = ${companyId} and a.user_id = ${userId})
        or exists (select from message s where s.company_id = i.company_id and s.interaction_id = i.id and s.direction = 'out'
          and (s.sender_id = ${userId} or s.queue_id in (select queue_id from queue_agent a where a.company_id = ${companyId} and a.user_id = ${userId}))))`

/** The contact's other tickets, as far as one sees them. */
export async function listEarlierTickets(tx: Tx, sight: Sight, contactId: string, exceptId: string) {
  const rows = await tx
    .selectFrom('ticket as t')
    .innerJoin('campaign as k', (j) => j.onRef('k.company_id', '=', 't.company_id').onRef('k.id', '=', 't.campaign_id'))
    .select(['t.id', 't.number', 't.opened_at', 't.closed_at', 'k.name'])
    .where('t.company_id', '=', sight.companyId)
    .where('t.contact_id', '=', contactId)
    .where('t.id', '<>', exceptId)
    .where(seen(sight))
    .orderBy('t.number', 'desc')
    .limit(20)
    .execute()
  return rows.map((t) => ({
    id: t.id,
    number: t.number,
    openedAt: t.opened_at.toISOString(),
    closedAt: t.closed_at?.toISOString() ?? null,
    campaignName: t.name,
  }))
}

/** WS-6: what a ticket of this campaign can be closed with, and the ways to it, in the order of the tree. */
export async function listDispositions(tx: Tx, companyId: string, campaignId: string) {
  const rows = await tx
    .selectFrom('disposition')
    .select(['id', 'name', 'parent_id as parentId', 'active'])
    .where('company_id', '=', companyId)
    .where('campaign_id', '=', campaignId)
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return choosable(rows).map(({ id, name, parentId, leaf }) => ({ id, name, parentId, leaf }))
}

export function presentTicket(t: TicketRecord): z.infer<typeof TicketRow> {
  return {
    id: t.id,
    number: t.number,
    contact: { id: t.contact_id, name: t.contact_name, phone: t.contact_phone },
    campaign: { id: t.campaign_id, name: t.campaign_name },
    queue: t.queue_id === null ? null : { id: t.queue_id, name: t.queue_name ?? '' },
    agent: t.agent_id === null ? null : { id: t.agent_id, name: t.agent_name ?? '' },
    channel: { id: t.channel_id, alias: t.channel_alias, identifier: t.channel_identifier },
    openedAt: t.opened_at.toISOString(),
    answeredAt: t.first_answer_at?.toISOString() ?? null,
    lastActivityAt: t.last_activity_at.toISOString(),
    lastText: t.last_text,
    unread: t.unread,
    closedAt: t.closed_at?.toISOString() ?? null,
    trouble: t.trouble,
  }
}
