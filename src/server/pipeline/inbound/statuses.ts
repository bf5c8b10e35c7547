import { sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import type { Tx } from '../../database/doors.ts'
import { announcementText } from '../../live/announce.ts'
import type { IncomingStatus } from './batch.ts'

const RANKS: Record<string, number> = {
  enqueued: RANK.accepted,
  sent: RANK.sent,
  failed: RANK.failed,
  delivered: RANK.delivered,
  read: RANK.read,
}

interface Folded {
  companyId: string
  channelId: string
  messageId: string
  rank: number
  times: Partial<Record<'sent' | 'delivered' | 'read', Date>>
  code: string | null
  reason: string | null
  events: IncomingStatus[]
}

/** WS-2: one update for the whole batch, only upwards. Returns the statuses whose message we do not know (yet). */
export async function applyStatuses(
  tx: Tx,
  statuses: readonly IncomingStatus[],
  announce: Set<string>,
): Promise<IncomingStatus[]> {
  await markDeleted(
    tx,
    statuses.filter((s) => s.event.status === 'deleted'),
    announce,
  )
  const folded = fold(statuses.filter((s) => s.event.status !== 'deleted'))
  if (folded.length === 0) return []
  const { rows } = await sql<{
    company_id: string
    channel_id: string
    external_id: string
    place: string
    is_send: boolean
  }>`
    update message m set status = v.rank,
      sent_at = coalesce(m.sent_at, v.sent), delivered_at = coalesce(m.delivered_at, v.delivered), read_at = coalesce(m.read_at, v.read),
      error_code = case when v.rank = ${RANK.failed} then v.code end, error_text = case when v.rank = ${RANK.failed} then v.reason end
    from unnest(${folded.map((f) => f.companyId)}::uuid[], ${folded.map((f) => f.channelId)}::uuid[], ${folded.map((f) => f.messageId)}::text[],
      ${folded.map((f) => f.rank)}::int2[], ${folded.map((f) => f.times.sent ?? null)}::timestamptz[], ${folded.map((f) => f.times.delivered ?? null)}::timestamptz[],
      ${folded.map((f) => f.times.read ?? null)}::timestamptz[], ${folded.map((f) => f.code)}::text[], ${folded.map((f) => f.reason)}::text[])
      v(c, h, x, rank, sent, delivered, read, code, reason), interaction i
    where m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x and m.direction = 'out' and m.status < v.rank and m.status >= 0
      and i.company_id = m.company_id and i.id = m.interaction_id
    returning m.company_id, m.channel_id, m.external_id, coalesce(i.ticket_id, i.id) as place, i.ticket_id is null as is_send`.execute(
    tx,
  )
  for (const r of rows) {
    announce.add(announcementText(r.company_id, 'messages', r.place))
    if (r.is_send) announce.add(announcementText(r.company_id, 'sends', r.place))
  }
  const risen = new Set(rows.map((r) => `${r.channel_id} ${r.external_id}`))
  const others = folded.filter((f) => !risen.has(`${f.channelId} ${f.messageId}`))
  if (others.length === 0) return []
  const known = await sql<{ key: string }>`
    select m.channel_id || ' ' || m.external_id as key
    from unnest(${others.map((f) => f.companyId)}::uuid[], ${others.map((f) => f.channelId)}::uuid[], ${others.map((f) => f.messageId)}::text[], ${others.map((f) => f.rank)}::int2[]) v(c, h, x, rank)
    join message m on m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x
    -- One of a lower rank was recorded between the two statements: that status is tried again, not taken for a late one.
    where m.direction <> 'out' or m.status >= v.rank or m.status < 0`.execute(tx)
  const late = new Set(known.rows.map((r) => r.key))
  return others.filter((f) => !late.has(`${f.channelId} ${f.messageId}`)).flatMap((f) => f.events)
}

/** Highest rank per message, first time of each kind. */
function fold(statuses: readonly IncomingStatus[]): Folded[] {
  const perMessage = new Map<string, Folded>()
  for (const s of statuses) {
    const { messageId, status, code, reason, at } = s.event
    const key = `${s.channelId} ${messageId}`
    const rank = RANKS[status]!
    const f = perMessage.get(key) ?? {
      companyId: s.companyId,
      channelId: s.channelId,
      messageId,
      rank,
      times: {},
      code: null,
      reason: null,
      events: [],
    }
    f.rank = Math.max(f.rank, rank)
    f.events.push(s)
    if (status === 'failed') [f.code, f.reason] = [code ?? null, reason ?? null]
    if (status === 'sent' || status === 'delivered' || status === 'read')
      f.times[status] ??= new Date(at ?? s.receivedAt)
    perMessage.set(key, f)
  }
  return [...perMessage.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, f]) => f)
}

/** The contact took back a message of its own: marked, and ranked nowhere (section 11). */
async function markDeleted(tx: Tx, deleted: readonly IncomingStatus[], announce: Set<string>): Promise<void> {
  if (deleted.length === 0) return
  const { rows } = await sql<{ company_id: string; place: string }>`
    update message m set content = coalesce(m.content, '{}') || '{"deleted": true}'
    from unnest(${deleted.map((d) => d.companyId)}::uuid[], ${deleted.map((d) => d.channelId)}::uuid[], ${deleted.map((d) => d.event.externalId ?? d.event.messageId)}::text[]) v(c, h, x),
      interaction i
    where m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x and m.direction = 'in' and i.company_id = m.company_id and i.id = m.interaction_id
    returning m.company_id, coalesce(i.ticket_id, i.id) as place`.execute(tx)
  for (const r of rows) announce.add(announcementText(r.company_id, 'messages', r.place))
}
