import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { again } from './again.ts'
import { isByKey, keepStatements } from './prepared.ts'
import type { SystemUse } from './system-uses.ts'
import type { DB } from './types.ts'
import { withOptions } from './with-options.ts'

/** A connection within a transaction; nobody else makes one. */
export type Tx = Kysely<DB>

/** The two doors to the data, and nothing else: what is inside one company, and what must see across companies.
 *  `work` may run more than once (`again.ts`): whatever it does, it does by its `tx`, and what it gathers begins within it.
 *  The pipelines repeat their batches themselves. */
export interface Database {
  inTenant<T>(companyId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement that reads inside a company by keys and indexes alone: without a transaction around it, one round trip instead
   *  of three, and planned once, for whatever values (`docs/decisions/015-hot-connections.md`). */
  look<T>(companyId: string, query: RawBuilder<T>): Promise<T[]>
  /** `settings` of PostgreSQL hold for this transaction. */
  asSystem<T>(use: SystemUse, work: (tx: Tx) => Promise<T>, settings?: Readonly<Record<string, string>>): Promise<T>
  /** One statement, which is a transaction of its own: one round trip. */
  statement<T>(use: HotUse | 'sign-in' | 'ticket-search', work: (tx: Tx) => Promise<T>): Promise<T>
  /** Connections in use and waiting, for /metrics. */
  load(): { total: number; idle: number; waiting: number }
  end(): Promise<void>
}

export const TENANT_ROLE = 'score_tenant'
export const SYSTEM_ROLE = 'score_system'
export const AUTH_ROLE = 'score_auth'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface DatabaseOptions {
  /** At most, of each kind. */
  connections?: number
  onError?: (e: Error) => void
}

/** The pipelines have connections of their own: no screen waits behind a flood of events, and no event behind a screen.
 *  Their statements are prepared; and as those are planned once, perhaps while tables are empty, they may only go by index. */
type HotUse = Extract<SystemUse, 'inbound' | 'outbound'>
const HOT: ReadonlySet<SystemUse> = new Set<HotUse>(['inbound', 'outbound'])
const BY_INDEX = ['seqscan', 'hashjoin', 'mergejoin', 'bitmapscan', 'material'].map((way) => `-c enable_${way}=off`)
const SYSTEM_OPTIONS = `-c role=${SYSTEM_ROLE} -c app.company_id=`
const HOT_OPTIONS = [SYSTEM_OPTIONS, ...BY_INDEX].join(' ')
/** The index of words, and no walk along all there is, which would end soon where a word is common and late where it is not. */
const WORDS_OPTIONS = [
  SYSTEM_OPTIONS,
  '-c plan_cache_mode=force_generic_plan -c enable_indexscan=off -c enable_seqscan=off',
].join(' ')
const LOOK_OPTIONS = [`-c role=${TENANT_ROLE}`, '-c plan_cache_mode=force_generic_plan', ...BY_INDEX].join(' ')

/** Begins each statement of `look`: the tests that read plans know them by it. */
export const LOOK = '/* look */'

export function openDatabase(
  url: string,
  { connections = 8, onError = () => undefined }: DatabaseOptions = {},
): Database {
  const people = openPool({ connectionString: url, max: connections }, onError)
  const hot = openPool({ connectionString: withOptions(url, HOT_OPTIONS), max: connections }, onError)
  const looks = openPool({ connectionString: withOptions(url, LOOK_OPTIONS), max: connections }, onError)
  // Before each request of a person: who asks.
  const known = openPool({ connectionString: withOptions(url, SYSTEM_OPTIONS), max: 4 }, onError)
  const words = openPool({ connectionString: withOptions(url, WORDS_OPTIONS), max: 4 }, onError)
  people.on('connect', keepStatements(isByKey))
  for (const pool of [hot, known, looks, words]) pool.on('connect', keepStatements())
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: people }) })
  const hotDb = new Kysely<DB>({ dialect: new PostgresDialect({ pool: hot }) })
  const knownDb = new Kysely<DB>({ dialect: new PostgresDialect({ pool: known }) })
  const wordsDb = new Kysely<DB>({ dialect: new PostgresDialect({ pool: words }) })
  const own = { 'sign-in': knownDb, 'ticket-search': wordsDb, inbound: hotDb, outbound: hotDb }
  return {
    inTenant: (companyId, work) =>
      again(() => within(db, beginAs(TENANT_ROLE, { 'app.company_id': uuid(companyId) }), work)),
    async look(companyId, query) {
      const { sql: text, parameters } = query.compile(db)
      const client = await looks.connect()
      try {
        await standIn(client, companyId)
        const { rows } = await client.query(`${LOOK} ${text}`, [...parameters])
        client.release()
        return rows
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    asSystem(use, work, settings = {}) {
      if (HOT.has(use)) return within(hotDb, begin(settings), work)
      if (use === 'ticket-search') return again(() => within(wordsDb, begin(settings), work))
      return again(() => within(db, beginAs(SYSTEM_ROLE, { 'app.company_id': '', ...settings }), work))
    },
    statement: (use, work) => work(own[use]),
    load() {
      const sum = (of: (pool: pg.Pool) => number) =>
        [people, hot, known, looks, words].reduce((all, pool) => all + of(pool), 0)
      return { total: sum((p) => p.totalCount), idle: sum((p) => p.idleCount), waiting: sum((p) => p.waitingCount) }
    },
    async end() {
      await db.destroy()
      await hotDb.destroy()
      await knownDb.destroy()
      await wordsDb.destroy()
      await looks.end()
    },
  }
}

function openPool(config: pg.PoolConfig, onError: (e: Error) => void): pg.Pool {
  const pool = new pg.Pool({ ...config, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 300_000 })
  pool.on('error', onError)
  // One that is lost between two statements of a transaction speaks for itself, and unheard it would end the process.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** The company that a connection reads; none at first, where the wall lets nothing through. */
const standing = new WeakMap<pg.PoolClient, string>()

async function standIn(client: pg.PoolClient, companyId: string): Promise<void> {
  if (standing.get(client) === companyId) return
  standing.delete(client)
  await client.query(`set app.company_id = '${uuid(companyId)}'`)
  standing.set(client, companyId)
}

/** One transaction. `begin` takes on the role in the same round trip: on the hot paths each one costs. */
function within<T>(db: Kysely<DB>, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql.raw(begin).execute(connection)
    try {
      const result = await work(connection)
      await commit(connection)
      return result
    } catch (error) {
      // A connection that is lost has rolled back by itself.
      await sql`rollback`.execute(connection).catch(() => undefined)
      throw error
    }
  })
}

/** PostgreSQL answers `commit` with a rollback when a statement had failed: whoever swallowed that error must not believe
 *  that anything was kept. */
async function commit(connection: Tx): Promise<void> {
  const { rows } = await sql<{ command: string }>`commit`.execute(connection)
  if (rows[0]?.command === 'ROLLBACK')
    throw new Error('nothing was committed: a statement of this transaction had failed')
}

type Settings = Readonly<Record<string, string>>

const begin = (settings: Settings, ...more: string[]) =>
  ['begin', ...more, ...Object.entries(settings).map(([name, value]) => `set local ${name} = '${value}'`)].join('; ')

const beginAs = (role: string, settings: Settings) => begin(settings, `set local role ${role}`)

/** It stands in the text of a statement: nothing else may. */
function uuid(value: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(value)) throw new Error(`not a company's id: ${value}`)
  return value
}

/** The first row, or undefined: for statements written in plain SQL. */
export const first = <T>(result: { rows: T[] }): T | undefined => result.rows[0]
