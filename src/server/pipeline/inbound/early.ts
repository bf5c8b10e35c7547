import { sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import { lineKey } from '../../../rules/phone.ts'
import { table } from '../../database/arrays.ts'
import type { Database, Tx } from '../../database/doors.ts'
import { announceAll } from '../../live/announce.ts'
import { UNCERTAIN } from '../outbound/outbox-store.ts'
import { announcementsOf, type Seen, SEEN, seenIn } from '../seen.ts'
import { tallied } from '../tally.ts'
import type { IncomingStatus } from './batch.ts'
import { applyFolds, idOfDeleted, NAMED, raise, type StatusFold, TOLD } from './statuses.ts'

/** How long a status waits for its message (BU-3). */
const WAITS = '15 minutes'
/** How near to our sending its time must be to settle an uncertain message (BU-3). */
const NEAR = '2 minutes'
const AT_ONCE = 1000

/** Puts statuses down whose message is not known: one row per message, rising like the message itself. */
export async function parkStatuses(tx: Tx, folds: readonly StatusFold[]): Promise<void> {
  if (folds.length === 0) return
  await sql`
    insert into early_status as e (company_id, channel_id, message_id, to_address, rank, at, sent_at, delivered_at, read_at, code, reason, wamid)
    select * from ${table('v', folds, {
      ...NAMED,
      recipient: ['text', (f) => f.to],
      rank: ['int2', (f) => f.rank],
      at: ['timestamptz', (f) => f.at],
      ...TOLD,
    })}
    on conflict (company_id, channel_id, message_id) do update set
      rank = greatest(e.rank, excluded.rank), at = least(e.at, excluded.at), to_address = coalesce(e.to_address, excluded.to_address),
      sent_at = coalesce(e.sent_at, excluded.sent_at), delivered_at = coalesce(e.delivered_at, excluded.delivered_at),
      read_at = coalesce(e.read_at, excluded.read_at), code = coalesce(e.code, excluded.code),
      reason = coalesce(e.reason, excluded.reason), wamid = coalesce(e.wamid, excluded.wamid)`.execute(tx)
}

/** How long it is remembered that a message was taken back which has not come yet. */
const REMEMBERED = '1 day'

/** Messages that were taken back before they came. */
export async function parkDeletions(tx: Tx, deleted: readonly IncomingStatus[]): Promise<void> {
  if (deleted.length === 0) return
  await sql`
    insert into early_deletion (company_id, channel_id, external_id)
    select distinct v.c, v.h, v.x from ${table('v', deleted, {
      c: ['uuid', (d) => d.companyId],
      h: ['uuid', (d) => d.channelId],
      x: ['text', idOfDeleted],
    })} on conflict do nothing`.execute(tx)
}

/** These have just come. */
export async function markEarlyDeleted(
  tx: Tx,
  come: readonly { companyId: string; channelId: string; event: { externalId: string } }[],
): Promise<void> {
  if (come.length === 0) return
  await sql`
    with due as (delete from early_deletion e
      using ${table('v', come, { c: ['uuid', (m) => m.companyId], h: ['uuid', (m) => m.channelId], x: ['text', (m) => m.event.externalId] })}
      where e.company_id = v.c and e.channel_id = v.h and e.external_id = v.x returning e.company_id, e.channel_id, e.external_id)
    update message m set content = coalesce(m.content, '{}') || '{"deleted": true}'
    from due d where m.company_id = d.company_id and m.channel_id = d.channel_id and m.external_id = d.external_id and m.direction = 'in'`.execute(
    tx,
  )
}

type Row = Omit<StatusFold, 'seqs'>

const COLUMNS = sql`company_id as "companyId", channel_id as "channelId", message_id as "messageId", wamid, to_address as "to", rank, at,
  sent_at as "sentAt", delivered_at as "deliveredAt", read_at as "readAt", code, reason`

/** The provider's ids of these messages have just been recorded: what was told of them before holds now. */
export async function applyEarly(
  tx: Tx,
  recorded: readonly { companyId: string; channelId: string; externalId: string }[],
  announce: Set<string>,
): Promise<void> {
  if (recorded.length === 0) return
  const { rows } = await sql<Row>`
    delete from early_status e
    using ${table('v', recorded, { c: ['uuid', (r) => r.companyId], h: ['uuid', (r) => r.channelId], x: ['text', (r) => r.externalId] })}
    where e.company_id = v.c and e.channel_id = v.h and e.message_id = v.x returning ${COLUMNS}`.execute(tx)
  await raise(tx, rows.map(asFold), announce)
}

/** BU-3: after 15 minutes each is looked at once more. Its message may have been recorded in the very moment it was put
 *  down; else, if exactly one uncertain message went to its recipient over its channel within two minutes, it is that one. */
export async function settleOldStatuses(db: Database): Promise<void> {
  for (let rows: Row[] = []; ;) {
    rows = await db.asSystem('inbound', settleSome)
    if (rows.length < AT_ONCE) break
  }
  await db.asSystem('inbound', (tx) =>
    sql`delete from early_deletion where at < now() - ${REMEMBERED}::interval`.execute(tx),
  )
}

async function settleSome(tx: Tx): Promise<Row[]> {
  const { rows } = await sql<Row>`
    delete from early_status where ctid in (
      select ctid from early_status where received_at < now() - ${WAITS}::interval
      order by received_at limit ${AT_ONCE} for update skip locked) returning ${COLUMNS}`.execute(tx)
  const announce = new Set<string>()
  const unknown = await applyFolds(tx, rows.map(asFold), announce)
  // One after the other: what the first one settles is not uncertain any more for the second.
  for (const status of unknown.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (await settleUncertain(tx, status, announce)) await raise(tx, [status], announce)
  }
  await announceAll(tx, announce)
  return rows
}

async function settleUncertain(tx: Tx, status: StatusFold, announce: Set<string>): Promise<boolean> {
  if (status.to === null) return false
  const { rows } = await sql<Seen>`
    with candidates as (
      select m.id from message m
      where m.company_id = ${status.companyId} and m.channel_id = ${status.channelId} and m.outbox = ${UNCERTAIN}
        and m.left_at between ${status.at}::timestamptz - ${NEAR}::interval and ${status.at}::timestamptz + ${NEAR}::interval
        and m.contact_id in (
          select a.contact_id from contact_address a
          where a.company_id = m.company_id and a.kind in ('whatsapp', 'phone') and a.value = ${lineKey(status.to)})
      limit 2),
    risen as (update message m set status = ${RANK.accepted}, external_id = ${status.messageId}, error_code = null, error_text = null
    from interaction i
    where m.company_id = ${status.companyId} and m.id = (select id from candidates) and (select count(*) from candidates) = 1
      and m.outbox = ${UNCERTAIN} and i.company_id = m.company_id and i.id = m.interaction_id
    returning ${seenIn(sql`true`)}, m.company_id, m.template_id, m.left_at, m.error_code, m.status,
      ${UNCERTAIN}::smallint as was),
    ${tallied}
    select ${SEEN} from risen`.execute(tx)
  for (const text of announcementsOf(rows)) announce.add(text)
  return rows.length > 0
}

const asFold = (row: Row): StatusFold => ({ ...row, seqs: [] })
