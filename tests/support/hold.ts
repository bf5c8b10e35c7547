import pg from 'pg'
import type { TestServer } from './test-server.ts'
import { until } from './until.ts'

/** Another transaction, in which `text` has been done; what meets its rows waits. It ends with the scope of its `await using`,
 *  undone unless it was committed. */
export interface Held extends AsyncDisposable {
  /** Until somebody waits for it. */
  isMet(): Promise<void>
  commit(): Promise<void>
}

export async function hold(server: TestServer, text: string, values: unknown[] = []): Promise<Held> {
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client.query('begin')
  await client.query(text, values)
  const [mine] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows
  return {
    async isMet() {
      await until('somebody waits for it', async () => {
        const waiting = await server.sql('select from pg_stat_activity where $1::int = any(pg_blocking_pids(pid))', [
          mine!.pid,
        ])
        return waiting.length > 0
      })
    },
    async commit() {
      await client.query('commit')
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}
