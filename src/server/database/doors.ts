import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { SystemUse } from './system-uses.ts'
import type { DB } from './types.ts'

/** A connection within a transaction; nobody else makes one. */
export type Tx = Kysely<DB>

/** The two doors to the data, and nothing else: what is inside one company, and what must see across companies. */
export interface Database {
  inTenant<T>(companyId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** `settings` of PostgreSQL hold for this transaction. */
  asSystem<T>(use: SystemUse, work: (tx: Tx) => Promise<T>, settings?: Readonly<Record<string, string>>): Promise<T>
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
  /** `begin` takes on the role in the same round trip: on the hot paths each one costs. */
  const within = <T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    db.connection().execute(async (connection) => {
      await sql.raw(begin).execute(connection)
      try {
        const result = await work(connection)
        await sql`commit`.execute(connection)
        return result
      } catch (error) {
        // A connection that is lost has rolled back by itself.
        await sql`rollback`.execute(connection).catch(() => undefined)
        throw error
      }
    })
  return {
    inTenant: (companyId, work) => within(beginAs(TENANT_ROLE, { 'app.company_id': uuid(companyId) }), work),
    asSystem: (_use, work, settings = {}) => within(beginAs(SYSTEM_ROLE, { 'app.company_id': '', ...settings }), work),
    load: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    end: () => db.destroy(),
  }
}

const beginAs = (role: string, settings: Readonly<Record<string, string>>) =>
  [
    'begin',
    `set local role ${role}`,
    ...Object.entries(settings).map(([name, value]) => `set local ${name} = '${value}'`),
  ].join('; ')

/** It stands in the text of a statement: nothing else may. */
function uuid(value: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(value)) throw new Error(`not a company's id: ${value}`)
  return value
}

/** The first row, or undefined: for statements written in plain SQL. */
export const first = <T>(result: { rows: T[] }): T | undefined => result.rows[0]
