import { sql } from 'kysely'
import { type Database, first } from '../../database/doors.ts'
import { metrics } from '../../metrics.ts'
import { alarmKind } from '../../../contract/alarms.ts'
import { RANK } from '../../../rules/message-status.ts'

const FRESH_MS = 5_000
/** Beyond it "many" says enough, and counting would cost what is measured. */
const COUNTED_AT_MOST = 100_000
const STATEMENT_MS = 2_000

/** A literal, so that the outbox's partial indexes serve. */
const inOutbox = (state: 'waiting' | 'sending' | 'uncertain') =>
  sql`(select count(*)::float8 from (select from message where outbox = ${sql.lit(RANK[state])} limit ${COUNTED_AT_MOST}) x)`

interface Figures {
  unprocessed: number
  oldest: number
  set_aside: number
  waiting: number
  files: number
  archived: number
  to_leave: number
  sending: number
  uncertain: number
  leases: number
  lanes: number
}

/** Sets the gauges that only the database knows. Asked at most every five seconds, however many scrape; while the
 *  database does not answer they keep what they last said. */
export function openFigures(db: Database): () => Promise<void> {
  let until = 0
  let asking: Promise<void> | null = null

  async function ask(): Promise<void> {
    await db.asSystem('readiness', async (tx) => {
      await sql`select set_config('statement_timeout', ${String(STATEMENT_MS)}, true)`.execute(tx)
      const f = first(
        await sql<Figures>`
          select (select count(*)::float8 from (select from raw_event limit ${COUNTED_AT_MOST}) x) as unprocessed,
            (select coalesce(extract(epoch from now() - min(r.received_at)), 0)::float8 from (select received_at from raw_event order by seq limit 1000) r) as oldest,
            (select count(*)::float8 from (select from event_set_aside limit ${COUNTED_AT_MOST}) x) as set_aside,
            (select count(*)::float8 from (select from early_status limit ${COUNTED_AT_MOST}) x) as waiting,
            (select count(*)::float8 from (select from media where state = 'waiting' limit ${COUNTED_AT_MOST}) x) as files,
            (select greatest(reltuples, 0)::float8 from pg_class where oid = 'event_batch'::regclass) as archived,
            ${inOutbox('waiting')} as to_leave, ${inOutbox('sending')} as sending, ${inOutbox('uncertain')} as uncertain,
            (select count(*)::float8 from channel_lease) as leases,
            (select count(*)::float8 from inbound_lane where process_id is not null) as lanes`.execute(tx),
      )!
      metrics.unprocessed.set(f.unprocessed)
      metrics.oldestUnprocessed.set(f.oldest)
      metrics.setAside.set(f.set_aside)
      metrics.statusesWaiting.set(f.waiting)
      metrics.mediaWaiting.set(f.files)
      metrics.archived.set(f.archived)
      metrics.outbox.set({ state: 'waiting' }, f.to_leave)
      metrics.outbox.set({ state: 'sending' }, f.sending)
      metrics.outbox.set({ state: 'uncertain' }, f.uncertain)
      metrics.leases.set({ kind: 'channel' }, f.leases)
      metrics.leases.set({ kind: 'lane' }, f.lanes)
      const jobs = await sql<{ state: string; n: number }>`
        select state::text, count(*)::float8 as n from pgboss.job where state in ('created', 'retry', 'active', 'failed') group by 1`.execute(
        tx,
      )
      for (const state of ['created', 'retry', 'active', 'failed'])
        metrics.jobs.set({ state }, jobs.rows.find((r) => r.state === state)?.n ?? 0)
      const alarms = await tx
        .selectFrom('alarm')
        .select(['kind', (eb) => eb.fn.countAll<number>().as('n')])
        .where('closed_at', 'is', null)
        .groupBy('kind')
        .execute()
      for (const kind of alarmKind.options) metrics.alarms.set({ kind }, alarms.find((r) => r.kind === kind)?.n ?? 0)
    })
    until = Date.now() + FRESH_MS
  }

  return async () => {
    if (Date.now() < until) return
    asking ??= ask().finally(() => (asking = null))
    await asking.catch(() => undefined)
  }
}
