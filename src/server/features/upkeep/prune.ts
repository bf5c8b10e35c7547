import { type RawBuilder, sql } from 'kysely'
import type { Config } from '../../config.ts'
import type { System } from '../../context.ts'
import type { Database } from '../../database/doors.ts'
import { firstIdAt } from '../../database/id.ts'

const BITE = 2_000
const TIME_MS = 90_000
const STATEMENT_MS = 10_000
/** Figures and closed alarms: long enough to compare a quarter. */
const FIGURE_DAYS = 92
/** Longer than a job may be tried again. */
const MAIL_DAYS = 14

/** RE-4: what is kept how long. Each statement takes `BITE` rows and is repeated until none are left. */
const kinds = (c: Pick<Config, 'EVENT_DAYS' | 'EXCHANGE_DAYS'>): { table: string; where: RawBuilder<unknown> }[] => [
  { table: 'event_batch', where: sql`received_to < ${daysAgo(c.EVENT_DAYS)}` },
  { table: 'event_archive', where: sql`received_at < ${daysAgo(c.EVENT_DAYS)}` },
  { table: 'event_set_aside', where: sql`received_at < ${daysAgo(c.EVENT_DAYS)}` },
  { table: 'provider_exchange', where: sql`id < ${firstIdAt(daysAgo(c.EXCHANGE_DAYS))}` },
  { table: 'ticket_presence', where: sql`looks_until < ${daysAgo(1)}` },
  { table: 'webhook_tally', where: sql`hour < ${daysAgo(FIGURE_DAYS)}` },
  { table: 'alarm', where: sql`closed_at < ${daysAgo(FIGURE_DAYS)}` },
  { table: 'mail_taken', where: sql`at < ${daysAgo(MAIL_DAYS)}` },
  { table: 'channel_hook', where: sql`state = 'retired' and retired_at < ${daysAgo(FIGURE_DAYS)}` },
]

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

/** Job `upkeep.prune`: in small bites, until nothing is left or its time is up; the next run goes on. */
export const prune =
  ({ db, config, log }: Pick<System, 'db' | 'config' | 'log'>) =>
  async (): Promise<void> => {
    const end = Date.now() + TIME_MS
    for (const { table, where } of kinds(config)) {
      const gone = await pruneTable(db, table, where, end)
      if (gone > 0) log.info({ table, rows: gone }, 'pruned what was kept long enough')
    }
  }

async function pruneTable(db: Database, table: string, where: RawBuilder<unknown>, end: number): Promise<number> {
  let gone = 0
  for (let bite = BITE; bite === BITE && Date.now() < end; gone += bite) {
    bite = await db.asSystem('upkeep', async (tx) => {
      await sql`select set_config('statement_timeout', ${String(STATEMENT_MS)}, true)`.execute(tx)
      const name = sql.table(table)
      const { numAffectedRows } = await sql`
        delete from ${name} where ctid = any(array(select ctid from ${name} where ${where} limit ${BITE}))`.execute(tx)
      return Number(numAffectedRows ?? 0)
    })
  }
  return gone
}
