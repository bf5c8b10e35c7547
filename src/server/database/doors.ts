import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { SystemUse } from './system-uses.ts'
import type { DB } from './types.ts'

export type Tx = Transaction<DB>

/** The two doors to the data, and nothing else: what is inside one company, and what must see across companies. */
export interface Database {
  inTenant<T>(companyId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  asSystem<T>(use: SystemUse, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Connections in use and waiting, for /metrics. */
  load(): { total: number; idle: number; waiting: number }
  end(): Promise<void>
}

export const TENANT_ROLE = 'score_tenant'
export const SYSTEM_ROLE = 'score_system'
export const AUTH_ROLE = 'score_auth'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export function openDatabase(
  url: string,
  options: { connections?: number; onError?: (e: Error) => void } = {},
): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 16, connectionTimeoutMillis: 10_000 })
  pool.on('error', (e) => options.onError?.(e))
  // One that is lost between two statements of a transaction speaks for itself, and unheard it would end the process.
  pool.on('connect', (client) => client.on('error', (e) => options.onError?.(e)))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const within = <T>(role: string, companyId: string, work: (tx: Tx) => Promise<T>) =>
    db.transaction().execute(async (tx) => {
      await sql`select set_config('role', ${role}, true), set_config('app.company_id', ${companyId}, true)`.execute(tx)
      return work(tx)
    })
  return {
    inTenant: (companyId, work) => within(TENANT_ROLE, companyId, work),
    asSystem: (_use, work) => within(SYSTEM_ROLE, '', work),
    load: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    end: () => db.destroy(),
  }
}

/** The first row, or undefined: for statements written in plain SQL. */
export const first = <T>(result: { rows: T[] }): T | undefined => result.rows[0]
