import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'

/** The two contacts, the older one first: it stays (TK-2). Locked, where they are about to become one. */
export interface Side {
  id: string
  name: string
  attributes: Record<string, string>
  marketing_opt_out_at: Date | null
  primary_line: string | null
  active_on: string | null
  created_at: Date
}

export async function readSides(tx: Tx, companyId: string, ids: [string, string], lock: boolean): Promise<Side[]> {
  const { rows } = await sql<Side>`
    select id, name, attributes, marketing_opt_out_at, primary_line, active_on::text as active_on, created_at from contact
    where company_id = ${companyId} and id = any(${ids}::uuid[]) and merged_into is null and erased_at is null
    order by created_at, id ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows
}

export async function addressesOf(tx: Tx, companyId: string, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ shown: string }>`
    select distinct on (a.value) a.shown from contact_address a where a.company_id = ${companyId} and a.contact_id = ${contactId}
    order by a.value, a.kind`.execute(tx)
  return rows.map((r) => r.shown)
}

export interface Clashing {
  campaign: string
  campaign_id: string
  kept_id: string
  kept: number
  closed_id: string
  closed: number
}

/** Campaigns in which both have an open ticket. */
export async function clashingTickets(tx: Tx, companyId: string, kept: string, gone: string): Promise<Clashing[]> {
  const { rows } = await sql<Clashing>`
    select k.name as campaign, k.id as campaign_id, a.id as kept_id, a.number::int as kept, b.id as closed_id, b.number::int as closed
    from ticket a
    join ticket b on b.company_id = a.company_id and b.campaign_id = a.campaign_id and b.closed_at is null and b.contact_id = ${gone}
    join campaign k on k.company_id = a.company_id and k.id = a.campaign_id
    where a.company_id = ${companyId} and a.contact_id = ${kept} and a.closed_at is null order by a.number`.execute(tx)
  return rows
}

/** Of the tickets that were closed: whoever held one may take another. */
export async function queuesOf(tx: Tx, companyId: string, clashes: readonly Clashing[]): Promise<string[]> {
  const { rows } = await sql<{ queue_id: string }>`
    select distinct t.queue_id from ticket t where t.company_id = ${companyId} and t.queue_id is not null
      and t.id = any(${clashes.map((c) => c.closed_id)}::uuid[])`.execute(tx)
  return rows.map((r) => r.queue_id)
}

export async function countMoved(tx: Tx, companyId: string, gone: string) {
  const result = await sql<{ tickets: number; interactions: number; waiting: number }>`
    select (select count(*)::int from ticket where company_id = ${companyId} and contact_id = ${gone}) as tickets,
      (select count(*)::int from interaction where company_id = ${companyId} and contact_id = ${gone}) as interactions,
      (select count(*)::int from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
        where i.company_id = ${companyId} and i.contact_id = ${gone} and m.outbox = 0) as waiting`.execute(tx)
  return first(result)!
}

/** Locked in the order in which everybody locks: tickets by id, then what is open in them. */
export async function lockConversations(tx: Tx, companyId: string, ids: [string, string]): Promise<void> {
  await sql`select id from ticket where company_id = ${companyId} and contact_id = any(${ids}::uuid[]) order by id for update`.execute(
    tx,
  )
  await sql`select id from interaction where company_id = ${companyId} and contact_id = any(${ids}::uuid[]) order by id for update`.execute(
    tx,
  )
}

/** What waits goes to the number it was written to; it, and what belongs to no interaction, moves at once. The rest shows
 *  under its interaction, and follows by job (`moveSome`), however much it is. */
export async function moveMessages(tx: Tx, companyId: string, kept: string, gone: string): Promise<void> {
  await sql`
    update message m set contact_id = ${kept}, recipient = coalesce(m.recipient,
      (select a.shown from contact_address a join contact c on c.company_id = a.company_id and c.id = a.contact_id
        where a.company_id = ${companyId} and a.contact_id = ${gone} and a.kind in ('whatsapp', 'phone')
        order by a.value = c.primary_line desc nulls last, a.kind = 'whatsapp' desc, a.created_at limit 1))
    from interaction i
    where i.company_id = ${companyId} and i.contact_id = ${gone} and m.company_id = i.company_id and m.interaction_id = i.id
      and m.outbox is not null`.execute(tx)
  await sql`update message set contact_id = ${kept} where company_id = ${companyId} and contact_id = ${gone} and interaction_id is null`.execute(
    tx,
  )
}

/** Up to `limit` messages that stand in the contact's interactions and still name one that was joined with it. */
export async function moveSome(tx: Tx, companyId: string, kept: string, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update message set contact_id = ${kept} where company_id = ${companyId} and id in (
      select m.id from interaction i join message m on m.company_id = i.company_id and m.interaction_id = i.id
      where i.company_id = ${companyId} and i.contact_id = ${kept} and m.contact_id <> ${kept} limit ${limit})`.execute(
    tx,
  )
  return Number(numAffectedRows)
}

export async function moveTickets(
  tx: Tx,
  companyId: string,
  kept: string,
  gone: string,
  clashes: readonly Clashing[],
): Promise<void> {
  for (const c of clashes) {
    // Nobody has to wait anew, and nothing that was unread is read by it.
    await sql`
      update ticket a set unread = a.unread + b.unread, last_activity_at = greatest(a.last_activity_at, b.last_activity_at),
        opened_at = least(a.opened_at, b.opened_at), first_answer_at = least(a.first_answer_at, b.first_answer_at),
        first_taken_at = least(a.first_taken_at, b.first_taken_at), queue_id = coalesce(a.queue_id, b.queue_id),
        last_text = case when b.last_activity_at > a.last_activity_at then b.last_text else a.last_text end,
        last_channel_id = case when b.last_activity_at > a.last_activity_at then b.last_channel_id else a.last_channel_id end,
        agent_id = coalesce(a.agent_id, b.agent_id), assigned_at = case when a.agent_id is null then b.assigned_at else a.assigned_at end
      from ticket b where a.company_id = ${companyId} and a.id = ${c.kept_id} and b.company_id = a.company_id and b.id = ${c.closed_id}`.execute(
      tx,
    )
    await sql`update ticket set closed_at = now(), close_reason = 'merged', merged_into = ${c.kept_id}, unread = 0
      where company_id = ${companyId} and id = ${c.closed_id}`.execute(tx)
    await sql`update interaction set ticket_id = ${c.kept_id} where company_id = ${companyId} and ticket_id = ${c.closed_id}`.execute(
      tx,
    )
    await sql`update interaction set carried_to = ${c.kept_id} where company_id = ${companyId} and carried_to = ${c.closed_id}`.execute(
      tx,
    )
  }
  await sql`update ticket set contact_id = ${kept} where company_id = ${companyId} and contact_id = ${gone}`.execute(tx)
}

/** TK-3: of two open ones per channel and campaign one stays: the one with a ticket, else the kept contact's. The other ends,
 *  and what was said in it stands in the same ticket. */
export async function moveInteractions(tx: Tx, companyId: string, kept: string, gone: string): Promise<void> {
  await sql`
    with pair as (
      select a.id as a, b.id as b, a.ticket_id as at, b.ticket_id as bt from interaction a
      join interaction b on b.company_id = a.company_id and b.channel_id = a.channel_id and b.campaign_id = a.campaign_id
        and b.contact_id = ${gone} and b.ended_at is null
      where a.company_id = ${companyId} and a.contact_id = ${kept} and a.ended_at is null),
    chosen as (select case when at is null and bt is not null then b else a end as stays,
      case when at is null and bt is not null then a else b end as ends, coalesce(at, bt) as ticket from pair),
    ended as (update interaction i set ended_at = now(), end_reason = 'merged', ticket_id = coalesce(i.ticket_id, c.ticket)
      from chosen c where i.company_id = ${companyId} and i.id = c.ends returning i.last_activity_at, i.last_sent_at, c.stays)
    update interaction i set last_activity_at = greatest(i.last_activity_at, e.last_activity_at), last_sent_at = greatest(i.last_sent_at, e.last_sent_at)
    from ended e where i.company_id = ${companyId} and i.id = e.stays`.execute(tx)
  await sql`update interaction set contact_id = ${kept} where company_id = ${companyId} and contact_id = ${gone}`.execute(
    tx,
  )
}

/** The later of both windows, with the number from which it was opened. */
export async function moveWindows(tx: Tx, companyId: string, kept: string, gone: string): Promise<void> {
  await sql`
    insert into contact_channel (company_id, contact_id, channel_id, last_inbound_at, last_line)
    select company_id, ${kept}, channel_id, last_inbound_at, coalesce(last_line, (
      select a.value from contact_address a where a.company_id = w.company_id and a.contact_id = ${gone} and a.kind = 'whatsapp' order by a.created_at limit 1))
    from contact_channel w where w.company_id = ${companyId} and w.contact_id = ${gone}
    on conflict (company_id, contact_id, channel_id) do update set
      last_line = case when excluded.last_inbound_at > contact_channel.last_inbound_at then excluded.last_line else contact_channel.last_line end,
      last_inbound_at = greatest(contact_channel.last_inbound_at, excluded.last_inbound_at)`.execute(tx)
  await sql`delete from contact_channel where company_id = ${companyId} and contact_id = ${gone}`.execute(tx)
}

/** Pairs with others go on as pairs with the kept one; the pair of these two is settled. */
export async function moveDuplicates(tx: Tx, companyId: string, kept: string, gone: string): Promise<void> {
  await sql`
    delete from possible_duplicate d where d.company_id = ${companyId} and ${gone}::uuid in (d.contact_id, d.other_id) and (
      ${kept}::uuid in (d.contact_id, d.other_id) or exists (select from possible_duplicate o where o.company_id = d.company_id
        and least(o.contact_id, o.other_id) = least(${kept}::uuid, case when d.contact_id = ${gone} then d.other_id else d.contact_id end)
        and greatest(o.contact_id, o.other_id) = greatest(${kept}::uuid, case when d.contact_id = ${gone} then d.other_id else d.contact_id end)))`.execute(
    tx,
  )
  await sql`
    update possible_duplicate set contact_id = case when contact_id = ${gone} then ${kept}::uuid else contact_id end,
      other_id = case when other_id = ${gone} then ${kept}::uuid else other_id end
    where company_id = ${companyId} and ${gone}::uuid in (contact_id, other_id)`.execute(tx)
}

export async function moveAddresses(tx: Tx, companyId: string, kept: Side, gone: Side): Promise<void> {
  // The kept one's first number goes on being it, also where nobody has chosen one.
  await sql`
    update contact c set primary_line = coalesce(c.primary_line, (select a.value from contact_address a
      where a.company_id = c.company_id and a.contact_id = c.id and a.kind = 'phone' order by a.created_at, a.value limit 1), ${gone.primary_line})
    where c.company_id = ${companyId} and c.id = ${kept.id}`.execute(tx)
  await sql`update contact_address set contact_id = ${kept.id} where company_id = ${companyId} and contact_id = ${gone.id}`.execute(
    tx,
  )
}

/** What is left of the second: a row that says where it went, and those that went into it before. */
export async function retireContact(tx: Tx, companyId: string, kept: string, gone: string): Promise<void> {
  await sql`update contact set merged_into = ${kept} where company_id = ${companyId} and merged_into = ${gone}`.execute(
    tx,
  )
  await sql`update contact set merged_into = ${kept}, name = '', attributes = '{}', primary_line = null, marketing_opt_out_at = null
    where company_id = ${companyId} and id = ${gone}`.execute(tx)
}
