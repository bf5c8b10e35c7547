import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { type StoredEvent, unbundle } from '../../pipeline/inbound/archive.ts'
import { insertRaw, UNCLAIMED_CHANNEL } from '../../pipeline/inbound/intake.ts'
import type { Place } from '../../paging.ts'
import { found } from '../../refusal.ts'

export interface Span {
  from: Date
  to: Date
}

export async function mustKnowChannel(tx: Tx, companyId: string, channelId: string): Promise<void> {
  found(
    await tx
      .selectFrom('channel')
      .select('id')
      .where('company_id', '=', companyId)
      .where('id', '=', channelId)
      .executeTakeFirst(),
  )
}

interface BatchRow {
  id: string
  /** As PostgreSQL writes it, for paging. */
  sort_at: string
  body: Buffer
}

/** Whole batches that touch the span, newest first. */
export async function listBatches(
  tx: Tx,
  companyId: string,
  channelId: string,
  { from, to }: Span,
  after: { place: Place | null; inclusive?: boolean },
  limit: number,
): Promise<{ id: string; sortAt: string; events: StoredEvent[] }[]> {
  const { place, inclusive } = after
  const beyond = place
    ? sql`and (received_to, id) ${inclusive ? sql`<=` : sql`<`} (${place.at}::timestamptz, ${place.id}::uuid)`
    : sql``
  const { rows } = await sql<BatchRow>`
    select id, received_to::text as sort_at, body from event_batch
    where company_id = ${companyId} and channel_id = ${channelId} and received_to >= ${from} and received_from <= ${to} ${beyond}
    order by received_to desc, id desc limit ${limit}`.execute(tx)
  return Promise.all(rows.map(async (r) => ({ id: r.id, sortAt: r.sort_at, events: await unbundle(r.body) })))
}

/** Exactly: of batches that reach over an edge the events are looked at. */
export async function countEvents(tx: Tx, companyId: string, channelId: string, span: Span): Promise<number> {
  const { from, to } = span
  const row = await tx
    .selectFrom('event_batch')
    .select(sql<number>`coalesce(sum(events), 0)::float8`.as('events'))
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('received_from', '>=', from)
    .where('received_to', '<=', to)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ body: Buffer }>`
    select body from event_batch where company_id = ${companyId} and channel_id = ${channelId}
      and received_to >= ${from} and received_from <= ${to} and not (received_from >= ${from} and received_to <= ${to})`.execute(
    tx,
  )
  const edges = await Promise.all(rows.map(({ body }) => unbundle(body)))
  return row.events + edges.flat().filter((e) => within(e, span)).length
}

/** Times from a screen have no fractions of a millisecond. */
export const within = (e: Pick<StoredEvent, 'receivedAt'>, { from, to }: Span): boolean =>
  e.receivedAt >= from.getTime() && e.receivedAt < to.getTime() + 1

/** Puts events before their lane's owner once more, as if they had just come in. What they did already is not done
 *  twice: a message is stored once, a status never goes back. */
export async function insertAgain(
  tx: Tx,
  companyId: string,
  channelId: string,
  events: readonly Pick<StoredEvent, 'dedupeKey' | 'lane' | 'raw'>[],
): Promise<void> {
  if (events.length === 0) return
  const block = first(await sql<{ n: number }>`select nextval('raw_event_block') as n`.execute(tx))!.n
  await insertRaw(
    tx,
    events.map((e, i) => ({ ...e, seq: block + i, companyId, channelId })),
  )
  await sql`select pg_notify(${UNCLAIMED_CHANNEL}, '')`.execute(tx)
}

export async function takeSetAside(tx: Tx, companyId: string, id: string) {
  return tx
    .deleteFrom('event_set_aside')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .returning(['channel_id', 'dedupe_key', 'lane', 'raw', 'reason'])
    .executeTakeFirst()
}
