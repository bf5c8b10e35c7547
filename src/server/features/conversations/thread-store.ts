import { hash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { byKey } from '../../database/prepared.ts'
import { found } from '../../refusal.ts'
import type { MediaRecord } from '../media/present-media.ts'

export interface MessageRecord {
  id: string
  direction: 'in' | 'out' | 'note'
  kind: string
  text: string
  content: Record<string, unknown> | null
  at: Date
  sort_at: string
  status: number | null
  error_code: string | null
  error_text: string | null
  sender_id: string | null
  sender_name: string | null
  channel_id: string
  channel_alias: string
  external_id: string | null
  wamid: string | null
  reply_to: string | null
  retried_as: string | null
  /** The name. */
  settled_by: string | null
  media: MediaRecord | null
  loose: boolean
}

/** Whose messages: those of its interactions, and those of its contact over their channels that belong to no ticket. */
export interface Thread {
  companyId: string
  contactId: string
  interactions: string[]
  /** Of which what belongs to no ticket is shown; empty for a send, which is no ticket yet. */
  channels: string[]
  /** Names this state: all that changes afterwards is told by `listChanged`. */
  version: string
}

interface Head {
  contact_id: string
  interactions: string[]
  channels: string[]
  xid: string
}

const now = sql`pg_snapshot_xmin(pg_current_snapshot())::text as xid`

/** Its own interactions, and those that a transfer carried to it (TK-9). `seen`: whether the caller may see ticket `t`. Not found for all others. */
export async function getTicketThread(
  tx: Tx,
  companyId: string,
  id: string,
  seen: RawBuilder<unknown>,
): Promise<Thread> {
  const of = sql`from interaction i where i.company_id = t.company_id and (i.ticket_id = t.id or i.carried_to = t.id)`
  const result = await sql<Head>`${byKey}
    select t.contact_id, array(select i.id ${of} order by i.id) as interactions, array(select distinct i.channel_id ${of}) as channels, ${now}
    from ticket t where t.company_id = ${companyId} and t.id = ${id} and ${seen}`.execute(tx)
  return threadOf(companyId, found(first(result)))
}

/** The same for a send without answer, interaction `i`. */
export async function getSendThread(tx: Tx, companyId: string, id: string, seen: RawBuilder<unknown>): Promise<Thread> {
  const result = await sql<Head>`${byKey}
    select i.contact_id, array[i.id] as interactions, '{}'::uuid[] as channels, ${now}
    from interaction i where i.company_id = ${companyId} and i.id = ${id} and ${seen}`.execute(tx)
  return threadOf(companyId, found(first(result)))
}

function threadOf(companyId: string, { contact_id, interactions, channels, xid }: Head): Thread {
  const version = `${xid}.${hash('sha1', interactions.join()).slice(0, 8)}`
  return { companyId, contactId: contact_id, interactions, channels, version }
}

/** Where a message stands in its order; undefined for one of another contact, or none. `moved`: it has left late since that
 *  transaction, and stood elsewhere before (TK-11). */
export async function findPlace(tx: Tx, { companyId, contactId }: Thread, id: string, since?: string) {
  const moved =
    since === undefined ? sql`false` : sql`coalesce(m.at = m.left_at, false) and ${writtenSince('m', since)}`
  const result = await sql<{ at: string; id: string; moved: boolean }>`${byKey}
    select m.at::text as at, m.id, ${moved} as moved from message m
    where m.company_id = ${companyId} and m.id = ${id} and m.contact_id = ${contactId}`.execute(tx)
  return first(result)
}

/** PostgreSQL keeps with each row who wrote it last. */
const writtenSince = (row: string, xid: string) => sql`age(${sql.ref(`${row}.xmin`)}) <= age(${xid}::xid8::xid)`

export interface Part {
  /** Condition on the message `m`. */
  where: RawBuilder<unknown>
  order: 'newest' | 'oldest'
  limit: number
  /** Between two messages that are known, which is never many. */
  bounded?: boolean
}

/** Each interaction, and what belongs to no ticket, is read by its own index, no more of it than the page holds. */
export async function listMessageRecords(
  tx: Tx,
  thread: Thread,
  { where, order, limit, bounded = false }: Part,
): Promise<MessageRecord[]> {
  const { companyId, contactId, interactions, channels } = thread
  const sorted = order === 'newest' ? sql`order by m.at desc, m.id desc` : sql`order by m.at, m.id`
  const loose = sql`union all (select m.* from message m where m.company_id = ${companyId} and m.contact_id = ${contactId}
      and m.interaction_id is null and m.channel_id = any(${channels}::uuid[]) and ${where} ${sorted} limit ${limit})`
  const { rows } = await sql<MessageRecord>`${bounded ? byKey : sql``}
    select m.id, m.direction, m.kind, m.text, m.content, m.at, m.at::text as sort_at, m.status, m.error_code, m.error_text, m.sender_id,
      m.channel_id, m.external_id, m.wamid, m.reply_to, m.retried_as, m.interaction_id is null as loose, c.alias as channel_alias,
      (select p.name from person p where p.id = m.sender_id) as sender_name,
      (select p.name from person p where p.id = m.settled_by) as settled_by,
      case when m.file_id is null
        then (select to_jsonb(f) from (select id, kind, state, file_name, detected_type, bytes, error, false as ours from media
          where company_id = m.company_id and message_id = m.id) f)
        else (select to_jsonb(f) from (select id, kind, 'stored' as state, coalesce(m.content->'file'->>'name', file_name) as file_name,
          mime as detected_type, bytes, null as error, true as ours from file where company_id = m.company_id and id = m.file_id) f)
      end as media
    from (select m.* from unnest(${interactions}::uuid[]) i(id) cross join lateral (
        select m.* from message m where m.company_id = ${companyId} and m.interaction_id = i.id and ${where} ${sorted} limit ${limit}) m
      ${channels.length > 0 ? loose : sql``}) m
    join channel c on c.company_id = m.company_id and c.id = m.channel_id
    ${sorted} limit ${limit}`.execute(tx)
  return order === 'newest' ? rows : rows.toReversed()
}

/** Whether a message `m` was written since that transaction, or its file, or a reaction to it: nothing need be stored for this,
 *  and no index be changed on the hot paths. */
export function changedSince({ companyId, contactId }: Thread, xid: string): RawBuilder<unknown> {
  const since = (row: string) => writtenSince(row, xid)
  const targets = sql`select r.content ->> 'target' from message r
    where r.company_id = ${companyId} and r.contact_id = ${contactId} and r.kind = 'reaction' and ${since('r')}`
  return sql`(${since('m')} or m.external_id in (${targets}) or m.wamid in (${targets})
    or exists (select from media f where f.company_id = m.company_id and f.message_id = m.id and ${since('f')}))`
}
