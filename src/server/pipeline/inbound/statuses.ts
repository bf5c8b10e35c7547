import { sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import { lineKey } from '../../../rules/phone.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { announcementText } from '../../live/announce.ts'
import { announcementsOf, isTroubled, type Seen, SEEN, seenIn } from '../seen.ts'
import { tallied } from '../tally.ts'
import type { IncomingStatus } from './batch.ts'
import type { OptOut } from './plan.ts'
import { markOptOuts } from './write.ts'

const RANKS: Record<string, number> = {
  enqueued: RANK.accepted,
  sent: RANK.sent,
  failed: RANK.failed,
  delivered: RANK.delivered,
  read: RANK.read,
}

/** WS-9: "the person does not want marketing" counts like the preference that is told (POL-02). */
const NO_MARKETING = '131050'

/** What is known of one message by all its statuses together. */
export interface StatusFold {
  companyId: string
  channelId: string
  /** As the statuses name it: by the provider's id, or by WhatsApp's own where that is all they tell. */
  messageId: string
  wamid: string | null
  to: string | null
  rank: number
  /** The earliest time they tell. */
  at: Date
  sentAt: Date | null
  deliveredAt: Date | null
  readAt: Date | null
  code: string | null
  reason: string | null
  seqs: number[]
}

/** Which message it is about, and what it tells: columns of a table of folds. */
export const NAMED = {
  c: ['uuid', (f: StatusFold) => f.companyId],
  h: ['uuid', (f: StatusFold) => f.channelId],
  x: ['text', (f: StatusFold) => f.messageId],
} as const
export const TOLD = {
  sent: ['timestamptz', (f: StatusFold) => f.sentAt],
  delivered: ['timestamptz', (f: StatusFold) => f.deliveredAt],
  read: ['timestamptz', (f: StatusFold) => f.readAt],
  code: ['text', (f: StatusFold) => f.code],
  reason: ['text', (f: StatusFold) => f.reason],
  wamid: ['text', (f: StatusFold) => f.wamid],
} as const

/** WS-2: one update for the whole batch, only upwards. Returns those whose message we do not know (yet). */
export async function applyStatuses(
  tx: Tx,
  statuses: readonly IncomingStatus[],
  announce: Set<string>,
): Promise<StatusFold[]> {
  return applyFolds(tx, fold(statuses.filter((s) => s.event.status !== 'deleted')), announce)
}

/** By the provider's id, and what that does not lead to by WhatsApp's. Returns those whose message we do not know. */
export async function applyFolds(tx: Tx, folds: readonly StatusFold[], announce: Set<string>): Promise<StatusFold[]> {
  const unknown = await raise(tx, folds, announce)
  if (!unknown.some((f) => f.wamid !== null)) return unknown
  const named = await byWamid(tx, unknown)
  return [...unknown.filter((f) => !named.has(f)), ...(await raise(tx, [...named.values()], announce))]
}

const foldTable = (folds: readonly StatusFold[]) =>
  table('v', folds, { n: ['int4', (_, n) => n], ...NAMED, rank: ['int2', (f) => f.rank], ...TOLD })

/** What message `m` becomes by fold `v`. */
const raised = sql`status = greatest(m.status, v.rank), rank_before = m.status,
  sent_at = coalesce(m.sent_at, v.sent), delivered_at = coalesce(m.delivered_at, v.delivered), read_at = coalesce(m.read_at, v.read),
  error_code = case when v.rank <= m.status then m.error_code when v.rank = ${sql.lit(RANK.failed)} then v.code end,
  error_text = case when v.rank <= m.status then m.error_text when v.rank = ${sql.lit(RANK.failed)} then v.reason end,
  wamid = coalesce(m.wamid, v.wamid)`

/** Fold `v` tells something new of message `m`. A late one raises nothing, and still tells when it was sent or delivered, or
 *  WhatsApp's id. */
const isNews = sql`(m.status < v.rank or (m.sent_at is null and v.sent is not null) or (m.delivered_at is null and v.delivered is not null)
  or (m.wamid is null and v.wamid is not null))`

const isTold = sql`m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x and m.direction = 'out' and m.status >= 0 and ${isNews}`

/** Raises what can be raised; what was there already, or higher, is done too. Who wants no marketing is marked. */
export async function raise(tx: Tx, folds: readonly StatusFold[], announce: Set<string>): Promise<StatusFold[]> {
  if (folds.length === 0) return []
  const { rows } = await sql<Seen & { n: number; stopped: string | null }>`
    with risen as (update message m set ${raised} from ${foldTable(folds)}, interaction i where ${isTold}
      and i.company_id = m.company_id and i.id = m.interaction_id
    returning v.n, ${seenIn(sql`${isTroubled(sql`m.status`)} <> ${isTroubled(sql`m.rank_before`)}`)},
      m.company_id, m.contact_id, m.template_id, m.left_at, m.error_code, m.status, m.rank_before as was),
    ${tallied}
    select ${SEEN}, n,
      case when error_code = ${NO_MARKETING} and status = ${RANK.failed} and was < status then contact_id end as stopped from risen`.execute(
    tx,
  )
  for (const text of announcementsOf(rows)) announce.add(text)
  const optOuts: OptOut[] = []
  for (const { n, companyId, stopped } of rows) {
    if (stopped === null) continue
    optOuts.push({ companyId, contactId: stopped, at: folds[n]!.at, how: 'preference', source: '' })
    announce.add(announcementText(companyId, 'contacts', stopped))
  }
  await markOptOuts(tx, optOuts)
  const risen = new Set(rows.map(({ n }) => n))
  const others = folds.filter((_, n) => !risen.has(n))
  if (others.length === 0) return []
  await raiseLoose(tx, others)
  return stillUnknown(tx, others)
}

/** What was written from the phone's own app and belongs to no interaction. */
async function raiseLoose(tx: Tx, folds: readonly StatusFold[]): Promise<void> {
  await sql`update message m set ${raised} from ${foldTable(folds)} where ${isTold} and m.interaction_id is null`.execute(
    tx,
  )
}

/** A late status is no unknown one: its message stands as high already, and tells the same times. */
async function stillUnknown(tx: Tx, folds: readonly StatusFold[]): Promise<StatusFold[]> {
  const { rows } = await sql<{ key: string }>`
    select m.channel_id || ' ' || m.external_id as key
    from ${foldTable(folds)}
    join message m on m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x
    -- One that was recorded between the two statements: what is told of it is tried again, not taken for late.
    where m.direction <> 'out' or m.status < 0 or not ${isNews}`.execute(tx)
  const known = new Set(rows.map((r) => r.key))
  return folds.filter((x) => !known.has(keyOf(x)))
}

/** The same folds under the provider's id, for those that only WhatsApp's id leads to: looked for among what was sent to
 *  their recipient, since an index on it would cost every message's first status far more. */
async function byWamid(tx: Tx, folds: readonly StatusFold[]): Promise<Map<StatusFold, StatusFold>> {
  const f = folds.filter((x) => x.wamid !== null && x.to !== null)
  const { rows } = await sql<{ channel_id: string; wamid: string; external_id: string }>`
    select m.channel_id, m.wamid, m.external_id
    from ${table('v', f, { c: NAMED.c, h: NAMED.h, w: ['text', (x) => x.wamid], line: ['text', (x) => lineKey(x.to!)] })}
    join contact_address a on a.company_id = v.c and a.kind in ('whatsapp', 'phone') and a.value = v.line
    join interaction i on i.company_id = a.company_id and i.contact_id = a.contact_id and i.channel_id = v.h
    join message m on m.company_id = i.company_id and m.interaction_id = i.id and m.wamid = v.w and m.external_id is not null`.execute(
    tx,
  )
  const ids = new Map(rows.map((r) => [`${r.channel_id} ${r.wamid}`, r.external_id]))
  const named = new Map<StatusFold, StatusFold>()
  for (const x of f) {
    const messageId = ids.get(`${x.channelId} ${x.wamid}`)
    if (messageId !== undefined) named.set(x, { ...x, messageId })
  }
  return named
}

/** Highest rank per message, first time of each kind; sorted, so that two batches never lock each other out. */
function fold(statuses: readonly IncomingStatus[]): StatusFold[] {
  const folds = new Map<string, StatusFold>()
  for (const s of statuses) {
    const { messageId, externalId, status, code, reason, to } = s.event
    const at = new Date(s.event.at ?? s.receivedAt)
    const f = folds.get(keyOf({ channelId: s.channelId, messageId })) ?? {
      companyId: s.companyId,
      channelId: s.channelId,
      messageId,
      wamid: messageId.startsWith('wamid.') ? messageId : null,
      to: null,
      rank: 0,
      at,
      sentAt: null,
      deliveredAt: null,
      readAt: null,
      code: null,
      reason: null,
      seqs: [],
    }
    f.wamid ??= externalId ?? null
    f.to ??= to ?? null
    f.rank = Math.max(f.rank, RANKS[status]!)
    if (at < f.at) f.at = at
    if (status === 'sent') f.sentAt ??= at
    if (status === 'delivered') f.deliveredAt ??= at
    if (status === 'read') f.readAt ??= at
    if (status === 'failed') [f.code, f.reason] = [code ?? null, reason ?? null]
    f.seqs.push(s.seq)
    folds.set(keyOf(f), f)
  }
  return [...folds.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, f]) => f)
}

const keyOf = (f: Pick<StatusFold, 'channelId' | 'messageId'>) => `${f.channelId} ${f.messageId}`

/** The contact took back a message of its own: marked, and ranked nowhere (section 11). Returns those that are not here yet. */
export async function markDeleted(
  tx: Tx,
  deleted: readonly IncomingStatus[],
  announce: Set<string>,
): Promise<IncomingStatus[]> {
  if (deleted.length === 0) return []
  const { rows } = await sql<{ company_id: string; key: string; places: string[] | null }>`
    update message m set content = coalesce(m.content, '{}') || '{"deleted": true}'
    from ${table('v', deleted, { c: ['uuid', (d) => d.companyId], h: ['uuid', (d) => d.channelId], x: ['text', idOfDeleted] })}
    where m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x and m.direction = 'in'
    returning m.company_id, m.channel_id || ' ' || m.external_id as key,
      (select array_remove(array[coalesce(i.ticket_id, i.id), i.carried_to], null) from interaction i where i.company_id = m.company_id and i.id = m.interaction_id) as places`.execute(
    tx,
  )
  for (const r of rows)
    for (const place of r.places ?? []) announce.add(announcementText(r.company_id, 'messages', place))
  const marked = new Set(rows.map((r) => r.key))
  return deleted.filter((d) => !marked.has(`${d.channelId} ${idOfDeleted(d)}`))
}

/** The deleted message's, as WhatsApp calls it. */
export const idOfDeleted = (d: IncomingStatus): string => d.event.externalId ?? d.event.messageId
