import { sql } from 'kysely'
import type * as z from 'zod'
import type { ChannelHealthRow } from '../../../contract/health.ts'
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

/** The operator's list: every live number, those of whom nothing was heard first. */
export async function listHealthRows(tx: Tx): Promise<z.infer<typeof ChannelHealthRow>[]> {
  const { rows } = await sql<HealthRecord>`
    select c.id, k.name as company_name, c.business_name, c.identifier, h.made_at, coalesce(h.secret_carried, false) as carried,
      exists (select from channel_hook x where x.company_id = c.company_id and x.channel_id = c.id and x.state = 'next') as renewing,
      n.wallet_balance::float8 as balance, n.wallet_currency as currency, n.wallet_at, t.last_event_at, t.today, t.failures,
      (select count(*)::int from event_set_aside s where s.company_id = c.company_id and s.channel_id = c.id) as set_aside,
      r.oldest, (select count(*)::int from early_status e where e.company_id = c.company_id and e.channel_id = c.id) as waiting,
      (select count(*)::int from alarm a where a.company_id = c.company_id and a.channel_id = c.id and a.closed_at is null) as alarms
    from channel c join company k on k.id = c.company_id
    join channel_connection n on n.company_id = c.company_id and n.channel_id = c.id
    left join channel_hook h on h.company_id = c.company_id and h.channel_id = c.id and h.state = 'current'
    left join (select channel_id, min(received_at) as oldest from (select channel_id, received_at from raw_event limit 100000) x group by 1) r
      on r.channel_id = c.id
    left join lateral (
      select max(w.last_at) filter (where w.outcome = any(${[...TAKEN]}::text[])) as last_event_at,
        coalesce(sum(w.count) filter (where w.outcome = any(${[...TAKEN]}::text[]) and w.hour >= date_trunc('day', now(), k.time_zone)), 0)::float8 as today,
        coalesce(sum(w.count) filter (where w.outcome = any(${[...FAILURES]}::text[]) and w.hour > now() - interval '24 hours'), 0)::float8 as failures
      from webhook_tally w where w.company_id = c.company_id and w.channel_id = c.id) t on true
    where c.deleted_at is null and c.identifier is not null
    order by alarms desc, t.failures desc, t.last_event_at nulls first limit 1000`.execute(tx)
  return rows.map((r) => ({
    channelId: r.id,
    companyName: r.company_name,
    businessName: r.business_name,
    identifier: r.identifier,
    lastEventAt: r.last_event_at?.toISOString() ?? null,
    eventsToday: r.today,
    failures: r.failures,
    setAside: r.set_aside,
    oldestUnprocessedAt: r.oldest?.toISOString() ?? null,
    statusesWaiting: r.waiting,
    hookMadeAt: r.made_at?.toISOString() ?? null,
    carried: r.carried,
    renewing: r.renewing,
    wallet:
      r.balance === null || r.wallet_at === null
        ? null
        : { balance: r.balance, currency: r.currency ?? '', at: r.wallet_at.toISOString() },
    openAlarms: r.alarms,
  }))
}

interface HealthRecord {
  id: string
  company_name: string
  business_name: string
  identifier: string | null
  made_at: Date | null
  carried: boolean
  renewing: boolean
  balance: number | null
  currency: string | null
  wallet_at: Date | null
  last_event_at: Date | null
  today: number
  failures: number
  set_aside: number
  oldest: Date | null
  waiting: number
  alarms: number
}
