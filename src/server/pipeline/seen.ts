import { type RawBuilder, sql } from 'kysely'
import { RANK } from '../../rules/message-status.ts'
import type { Tx } from '../database/doors.ts'
import { announceAll, announcementText } from '../live/announce.ts'

/** Where a message is seen: in a ticket, or among the sends without answer. */
export interface Seen {
  companyId: string
  place: string
  /** The ticket in which it is read too, after a transfer (TK-9). */
  carriedTo: string | null
  isSend: boolean
  /** In whose lists it shows; null where it shows in none. */
  concerned: string[] | null
}

/** Who sees send `i`, an interaction without ticket: its sender, its queue, and whoever sent in it before (decision 020). */
export const seersOfSend = sql`array_remove(array[i.sender_id, i.queue_id] || array(
  select e.seen_by from earlier_sender e where e.company_id = i.company_id and e.interaction_id = i.id), null)`

/** Tells those who see them that something became of sends. */
export async function announceSends(tx: Tx, companyId: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; seers: string[] }>`
    select i.id, ${seersOfSend} as seers from interaction i where i.company_id = ${companyId} and i.id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await announceAll(tx, new Set(rows.map(({ id, seers }) => announcementText(companyId, 'sends', id, seers))))
}

/** It did not get there, or nobody knows: somebody has to look. */
export const isTroubled = (rank: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${rank} in (${sql.lit(RANK.uncertain)}, ${sql.lit(RANK.failed)}))`

/** Columns of `Seen`, of a message in interaction `i`. Sends show how the message fares; lists of tickets that it is in trouble, or no
 *  longer, if that has `changed`: of concern to the ticket's agent, and to its queue, from which somebody may be taking it now. */
export const seenIn = (changed: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  coalesce(i.ticket_id, i.id) as place, i.carried_to, i.ticket_id is null as is_send,
  case when i.ticket_id is null then ${seersOfSend} when ${changed} then (
    select array_remove(array[t.agent_id, t.queue_id], null) from ticket t where t.company_id = i.company_id and t.id = i.ticket_id) end as concerned`

/** The same, of a row that has them. */
export const SEEN = sql`company_id as "companyId", place, carried_to as "carriedTo", is_send as "isSend", concerned`

/** What the screens that show them are told. */
export function announcementsOf(seen: readonly Seen[]): Set<string> {
  const texts = new Set<string>()
  for (const { companyId, place, carriedTo, isSend, concerned } of seen) {
    texts.add(announcementText(companyId, 'messages', place))
    if (carriedTo) texts.add(announcementText(companyId, 'messages', carriedTo))
    if (concerned) texts.add(announcementText(companyId, isSend ? 'sends' : 'tickets', place, concerned))
  }
  return texts
}
