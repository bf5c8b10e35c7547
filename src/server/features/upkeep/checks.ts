import { sql } from 'kysely'
import type { Config } from '../../config.ts'
import type { Tx } from '../../database/doors.ts'
import { FAILURES, TAKEN } from '../channels/webhook-tally.ts'
import type { Finding } from './alarms.ts'

const UNPROCESSED_SECONDS = 60
const STATUSLESS_MINUTES = 15
const STATUSLESS_AT_LEAST = 3
const FAILURES_AT_LEAST = 20
const FAILURES_SHARE = 0.05
/** As the processes lock them: see pipeline/process.ts. */
const PROCESS_LOCK = 7302

const taken = sql`${[...TAKEN]}::text[]`

/** The oldest event that came in and is not handled yet. */
export async function oldestEvent(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<{ seconds: number }>`
    select floor(extract(epoch from now() - min(received_at)))::float8 as seconds
    from (select received_at from raw_event order by seq limit 1000) r`.execute(tx)
  const seconds = rows[0]?.seconds ?? 0
  return seconds > UNPROCESSED_SECONDS ? [{ subject: '', data: { seconds } }] : []
}

/** Whether anybody works, and who died without being buried. */
export async function readProcesses(tx: Tx): Promise<{ workers: number; dead: string[] }> {
  const { rows } = await sql<{ id: string; worker: boolean; alive: boolean }>`
    select p.id, p.worker, exists (select from pg_locks l where l.locktype = 'advisory' and l.granted
      and l.database = (select oid from pg_database where datname = current_database())
      and l.classid = ${PROCESS_LOCK} and l.objid = p.lock_key) as alive
    from process p`.execute(tx)
  return {
    workers: rows.filter((p) => p.worker && p.alive).length,
    dead: rows.filter((p) => !p.alive).map((p) => p.id),
  }
}

interface ChannelRow {
  company_id: string
  channel_id: string
  business_name: string
}

const about = <R extends ChannelRow>(row: R, data: Finding['data']): Finding => ({
  subject: row.channel_id,
  companyId: row.company_id,
  channelId: row.channel_id,
  data: { businessName: row.business_name, ...data },
})

const working = sql`c.identifier is not null and c.enabled and c.deleted_at is null and not exists (
  select from channel_interruption i where i.company_id = c.company_id and i.channel_id = c.id and i.closed_at is null)`

/** A number that heard something on five of seven days, and nothing for hours. */
export async function silentChannels(tx: Tx, { SILENT_HOURS }: Config): Promise<Finding[]> {
  const { rows } = await sql<ChannelRow & { hours: number }>`
    select c.company_id, c.id as channel_id, c.business_name, floor(extract(epoch from now() - l.last_at) / 3600)::float8 as hours
    from channel c
    join lateral (select max(t.last_at) as last_at from webhook_tally t
      where t.company_id = c.company_id and t.channel_id = c.id and t.outcome = any(${taken})) l on true
    where ${working} and l.last_at between now() - interval '30 days' and now() - make_interval(hours => ${SILENT_HOURS})
      and (select count(distinct (t.hour at time zone 'UTC')::date) from webhook_tally t
        where t.company_id = c.company_id and t.channel_id = c.id and t.outcome = any(${taken}) and t.hour > l.last_at - interval '7 days') >= 5`.execute(
    tx,
  )
  return rows.map((row) => about(row, { hours: row.hours }))
}

/** Messages were accepted a while ago, and no status of any has come: the events do not reach us. */
export async function statuslessChannels(tx: Tx): Promise<Finding[]> {
  const [from, until] = [idAt(Date.now() - 2 * 3_600_000), idAt(Date.now() - STATUSLESS_MINUTES * 60_000)]
  const { rows } = await sql<ChannelRow & { sends: number }>`
    select c.company_id, c.id as channel_id, c.business_name, s.sends
    from channel c
    join lateral (
      select count(*)::float8 as sends, count(*) filter (where m.status > 3) as told
      from (select channel_id, direction, status, left_at from message where company_id = c.company_id and id between ${from} and ${until}
        order by id desc limit 2000) m
      where m.channel_id = c.id and m.direction = 'out' and m.status >= 3
        and coalesce(m.left_at, now() - interval '1 hour') < now() - make_interval(mins => ${STATUSLESS_MINUTES})) s on true
    where ${working} and s.sends >= ${STATUSLESS_AT_LEAST} and s.told = 0
      and not exists (select from webhook_tally t where t.company_id = c.company_id and t.channel_id = c.id
        and t.outcome = 'status' and t.last_at > now() - make_interval(mins => ${STATUSLESS_MINUTES}))`.execute(tx)
  return rows.map((row) => about(row, { sends: row.sends, minutes: STATUSLESS_MINUTES }))
}

/** Calls that are turned away again and again. */
export async function failingWebhooks(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<ChannelRow & { failures: number }>`
    select c.company_id, c.id as channel_id, c.business_name, t.failures
    from (
      select company_id, channel_id, sum(count) filter (where outcome = any(${[...FAILURES]}::text[]))::float8 as failures,
        sum(count) filter (where outcome = any(${taken}))::float8 as taken,
        max(last_at) filter (where outcome = any(${[...FAILURES]}::text[])) as last_at
      from webhook_tally where hour >= date_trunc('hour', now() - interval '15 minutes', 'UTC') group by 1, 2) t
    join channel c on c.company_id = t.company_id and c.id = t.channel_id
    where c.deleted_at is null and t.last_at > now() - interval '15 minutes' and t.failures >= ${FAILURES_AT_LEAST}
      and t.failures >= coalesce(t.taken, 0) * ${FAILURES_SHARE}`.execute(tx)
  return rows.map((row) => about(row, { failures: row.failures }))
}

/** Jobs that were given up in the last day. */
export async function deadJobs(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<{ name: string; jobs: number }>`
    select name, count(*)::float8 as jobs from pgboss.job
    where state = 'failed' and completed_on > now() - interval '1 day' group by 1`.execute(tx)
  return rows.map(({ name, jobs }) => ({ subject: name, data: { job: name, jobs } }))
}

/** Concerns the provider alone: the wallet is its own. */
export async function lowWallets(tx: Tx, { WALLET_LOW }: Config): Promise<Finding[]> {
  const { rows } = await sql<ChannelRow & { balance: number; currency: string }>`
    select c.company_id, c.id as channel_id, c.business_name, n.wallet_balance::float8 as balance, n.wallet_currency as currency
    from channel_connection n join channel c on c.company_id = n.company_id and c.id = n.channel_id
    where c.deleted_at is null and n.wallet_at > now() - interval '1 day' and n.wallet_balance < ${WALLET_LOW}`.execute(
    tx,
  )
  return rows.map(({ channel_id: channelId, business_name: businessName, balance, currency }) => ({
    subject: channelId,
    channelId,
    data: { businessName, balance, currency },
  }))
}

/** The smallest id of its millisecond: see database/id.ts. */
function idAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
