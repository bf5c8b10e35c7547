import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { FAILURES, TAKEN } from './webhook-tally.ts'

/** More are not worth counting one by one. */
const COUNTED_AT_MOST = 1_000

export interface Arrivals {
  lastEventAt: Date | null
  eventsToday: number
  failures: { reason: (typeof FAILURES)[number]; count: number; lastAt: Date }[]
}

/** What came to a channel's door, from its tallies; days in the company's time zone. */
export async function readArrivals(tx: Tx, companyId: string, channelId: string): Promise<Arrivals> {
  const { rows } = await sql<{ outcome: string; today: number; week: number; last_at: Date }>`
    select t.outcome, max(t.last_at) as last_at, coalesce(sum(t.count) filter (where t.hour > now() - interval '7 days'), 0)::float8 as week,
      coalesce(sum(t.count) filter (where t.hour >= date_trunc('day', now(), k.time_zone)), 0)::float8 as today
    from webhook_tally t join company k on k.id = t.company_id
    where t.company_id = ${companyId} and t.channel_id = ${channelId} group by 1`.execute(tx)
  const taken = rows.filter((r) => TAKEN.some((outcome) => outcome === r.outcome))
  return {
    lastEventAt: taken.map((r) => r.last_at).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null,
    eventsToday: taken.reduce((sum, r) => sum + r.today, 0),
    failures: FAILURES.flatMap((reason) => {
      const row = rows.find((r) => r.outcome === reason && r.week > 0)
      return row ? [{ reason, count: row.week, lastAt: row.last_at }] : []
    }),
  }
}

/** What lies about: set aside, not handled yet, waiting for its message. */
export async function readLeft(tx: Tx, companyId: string, channelId: string) {
  const row = first(
    await sql<{ set_aside: number; oldest: Date | null; waiting: number }>`
      select (select count(*)::int from (select from event_set_aside s where s.company_id = ${companyId} and s.channel_id = ${channelId} limit ${COUNTED_AT_MOST}) x) as set_aside,
        (select min(r.received_at) from (select received_at from raw_event where company_id = ${companyId} and channel_id = ${channelId} limit ${COUNTED_AT_MOST}) r) as oldest,
        (select count(*)::int from (select from early_status e where e.company_id = ${companyId} and e.channel_id = ${channelId} limit ${COUNTED_AT_MOST}) x) as waiting`.execute(
      tx,
    ),
  )!
  return { setAside: row.set_aside, oldestUnprocessedAt: row.oldest, statusesWaiting: row.waiting }
}

export async function findLastFault(tx: Tx, companyId: string, channelId: string) {
  return tx
    .selectFrom('provider_exchange')
    .select(['at', 'path', 'verdict', 'error'])
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('verdict', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function listSetAsideRows(
  tx: Tx,
  companyId: string,
  channelId: string,
  { before, limit }: { before: { at: string; id: string } | null; limit: number },
) {
  let query = tx
    .selectFrom('event_set_aside')
    .select(['id', 'received_at', 'reason'])
    .select([sql<string>`received_at::text`.as('sort_at'), sql<number>`octet_length(raw)`.as('bytes')])
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  if (before) query = query.where(sql<boolean>`(received_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`)
  return query.execute()
}

export async function findSetAside(tx: Tx, companyId: string, id: string) {
  return tx
    .selectFrom('event_set_aside')
    .select(['id', 'received_at', 'reason', 'raw'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
}
