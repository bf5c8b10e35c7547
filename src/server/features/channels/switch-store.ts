import { sql } from 'kysely'
import type * as z from 'zod'
import type { SwitchOffFigures } from '../../../contract/channels.ts'
import { first, type Tx } from '../../database/doors.ts'

type Figures = z.infer<typeof SwitchOffFigures>

/** Exact at this moment. One statement, so that all its figures are of one moment. */
export async function getSwitchOffFigures(tx: Tx, companyId: string, channelId: string): Promise<Figures> {
  const result = await sql<Figures>`
    with open as (
      select i.ticket_id from interaction i
      where i.company_id = ${companyId} and i.channel_id = ${channelId} and i.ended_at is null)
    select
      (select count(*)::int from open where ticket_id is not null) as "interactionsWithTicket",
      (select count(*)::int from open where ticket_id is null) as "sendsWithoutAnswer",
      (select count(distinct t.id)::int from ticket t join open on open.ticket_id = t.id
        where t.company_id = ${companyId} and t.closed_at is null and not exists (
          select from interaction o where o.company_id = t.company_id and o.ticket_id = t.id
            and o.ended_at is null and o.channel_id <> ${channelId})) as "ticketsThatClose",
      (select count(*)::int from message m where m.channel_id = ${channelId} and m.company_id = ${companyId} and m.outbox = 0) as "waitingMessages",
      (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name, 'campaignName', k.name) order by k.name, q.name), '[]')
        from queue_channel l join queue q on q.company_id = l.company_id and q.id = l.queue_id
        join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
        where l.company_id = ${companyId} and l.channel_id = ${channelId} and not l.switched_off) as queues`.execute(tx)
  return first(result)!
}

/** One channel of a company ends at a time. Two at once would each take a ticket they share for one that the other leaves
 *  open, and so leave it open without any interaction. */
export async function lockEnding(tx: Tx, companyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${companyId}, 7302414))`.execute(tx)
}

/** CH-8: ends this channel's interactions, closes the tickets that have no other open one, answers the others over the
 *  channel that was busy last, takes the queue links, cancels what waits to leave. A constant number of statements, whatever
 *  the counts. Returns what it ended, which may be less than was counted just before: agents close, and messages leave, until
 *  their rows are locked; and the queues in which hands became free. */
export async function endEverything(
  tx: Tx,
  companyId: string,
  channelId: string,
  reason: 'channel_off' | 'channel_deleted',
): Promise<{ done: Omit<Figures, 'queues'>; freed: string[] }> {
  const result = await sql<Omit<Figures, 'queues' | 'waitingMessages'> & { freed: string[] }>`
    with ended as (
      update interaction set ended_at = clock_timestamp(), end_reason = ${reason}
      where company_id = ${companyId} and channel_id = ${channelId} and ended_at is null
      returning ticket_id),
    closed as (update ticket t set closed_at = clock_timestamp(), close_reason = ${reason}
    where t.company_id = ${companyId} and t.closed_at is null
      and t.id in (select ticket_id from ended)
      and not exists (
        select from interaction o where o.company_id = t.company_id and o.ticket_id = t.id and o.ended_at is null and o.channel_id <> ${channelId})
      returning t.queue_id, t.agent_id),
    turned as (update ticket t set last_channel_id = n.channel_id
    from (select distinct on (o.ticket_id) o.ticket_id, o.channel_id from ended e
      join interaction o on o.company_id = ${companyId} and o.ticket_id = e.ticket_id and o.ended_at is null and o.channel_id <> ${channelId}
      order by o.ticket_id, o.last_activity_at desc, o.id desc) n
    where t.company_id = ${companyId} and t.id = n.ticket_id and t.closed_at is null and t.last_channel_id = ${channelId})
    select (select count(*)::int from ended where ticket_id is not null) as "interactionsWithTicket",
      (select count(*)::int from ended where ticket_id is null) as "sendsWithoutAnswer",
      (select count(*)::int from closed) as "ticketsThatClose",
      array(select distinct queue_id from closed where queue_id is not null and agent_id is not null) as freed`.execute(
    tx,
  )
  const { freed, ...ended } = first(result)!
  await tx
    .updateTable('queue_channel')
    .set({ switched_off: true })
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('switched_off', '=', false)
    .execute()
  const cancelled = await tx
    .updateTable('message')
    .set({ status: -1, error_code: reason })
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    // As the outbox's index has it: by status it would be a walk over all messages.
    .where('outbox', '=', 0)
    .executeTakeFirstOrThrow()
  return { done: { ...ended, waitingMessages: Number(cancelled.numUpdatedRows) }, freed }
}

/** Gives back the links that the switch took; those removed by hand are gone. Returns how many. */
export async function restoreQueueLinks(tx: Tx, companyId: string, channelId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('queue_channel')
    .set({ switched_off: false })
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('switched_off', '=', true)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

export async function setEnabled(tx: Tx, companyId: string, channelId: string, enabled: boolean): Promise<void> {
  await tx
    .updateTable('channel')
    .set({ enabled })
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .execute()
}
