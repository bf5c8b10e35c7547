import { sql } from 'kysely'
import type * as z from 'zod'
import type { ChannelHealthRow } from '../../../contract/health.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'
import { first, type Tx } from '../../database/doors.ts'
import { interruptionsSql, stateSql, toInterruption } from './state.ts'
import { FAILURES, TAKEN } from './webhook-tally.ts'

type Row = z.infer<typeof ChannelHealthRow>

/** What needs a person comes first: an alarm, an interruption, calls turned away; then the newest. */
export interface HealthPlace {
  rank: number
  id: string
}

export interface HealthFilter {
  search?: string | undefined
  state?: ChannelState[] | undefined
  after: HealthPlace | null
  limit: number
}

/** The operator's list: every live number of every company. */
export async function listHealthRows(tx: Tx, filter: HealthFilter): Promise<{ rank: number; row: Row }[]> {
  const { after } = filter
  const { rows } = await sql<HealthRecord>`
    with live as materialized (
      select c.*, k.name as company_name, k.time_zone, ${stateSql} as state,
        case when exists (select from alarm a where a.company_id = c.company_id and a.channel_id = c.id and a.closed_at is null) then 0
          when exists (select from channel_interruption i where i.company_id = c.company_id and i.channel_id = c.id and i.closed_at is null) then 1
          when exists (select from webhook_tally w where w.company_id = c.company_id and w.channel_id = c.id
            and w.outcome = any(${[...FAILURES]}::text[]) and w.hour > now() - interval '24 hours') then 2
          else 3 end as rank
      from channel c join company k on k.id = c.company_id
      where c.deleted_at is null and c.identifier is not null ${matching(filter)}),
    shown as (
      select * from live ${after ? sql`where rank > ${after.rank} or (rank = ${after.rank} and id < ${after.id}::uuid)` : sql``}
      order by rank, id desc limit ${filter.limit})
    select c.id, c.rank, c.company_name, c.business_name, c.identifier, c.state, c.quality, c.messaging_limit,
      ${interruptionsSql} as interruptions, h.made_at, coalesce(h.secret_carried, false) as carried,
      exists (select from channel_hook x where x.company_id = c.company_id and x.channel_id = c.id and x.state = 'next') as renewing,
      n.wallet_balance::float8 as balance, n.wallet_currency as currency, n.wallet_at, t.last_event_at, t.today, t.failures,
      (select count(*)::int from event_set_aside s where s.company_id = c.company_id and s.channel_id = c.id) as set_aside,
      (select min(received_at) from raw_event r where r.company_id = c.company_id and r.channel_id = c.id) as oldest,
      (select count(*)::int from early_status e where e.company_id = c.company_id and e.channel_id = c.id) as waiting,
      (select count(*)::int from alarm a where a.company_id = c.company_id and a.channel_id = c.id and a.closed_at is null) as alarms
    from shown c
    left join channel_connection n on n.company_id = c.company_id and n.channel_id = c.id
    left join channel_hook h on h.company_id = c.company_id and h.channel_id = c.id and h.state = 'current'
    left join lateral (
      select max(w.last_at) filter (where w.outcome = any(${[...TAKEN]}::text[])) as last_event_at,
        coalesce(sum(w.count) filter (where w.outcome = any(${[...TAKEN]}::text[]) and w.hour >= date_trunc('day', now(), c.time_zone)), 0)::float8 as today,
        coalesce(sum(w.count) filter (where w.outcome = any(${[...FAILURES]}::text[]) and w.hour > now() - interval '24 hours'), 0)::float8 as failures
      from webhook_tally w where w.company_id = c.company_id and w.channel_id = c.id) t on true
    order by c.rank, c.id desc`.execute(tx)
  return rows.map((r) => ({ rank: r.rank, row: toRow(r) }))
}

export async function countHealth(tx: Tx): Promise<{ total: number; interrupted: number }> {
  return first(
    await sql<{ total: number; interrupted: number }>`
      select count(*)::int as total, (count(*) filter (where ${stateSql} = 'interrupted'))::int as interrupted
      from channel c where c.deleted_at is null and c.identifier is not null`.execute(tx),
  )!
}

function matching({ search, state }: HealthFilter) {
  const named = search
    ? sql`and plain(c.business_name || ' ' || c.alias || ' ' || coalesce(c.identifier, '') || ' ' || k.name) like '%' || plain(${search}) || '%'`
    : sql``
  return state?.length ? sql`${named} and ${stateSql} = any(${state}::text[])` : named
}

interface HealthRecord {
  id: string
  rank: number
  company_name: string
  business_name: string
  identifier: string | null
  state: ChannelState
  quality: string | null
  messaging_limit: string | null
  interruptions: Parameters<typeof toInterruption>[0][]
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

const toRow = (r: HealthRecord): Row => ({
  channelId: r.id,
  companyName: r.company_name,
  businessName: r.business_name,
  identifier: r.identifier,
  state: r.state,
  interruptions: r.interruptions.map(toInterruption),
  quality: r.quality,
  messagingLimit: r.messaging_limit,
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
})
