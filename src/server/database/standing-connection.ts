import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'

export interface StandingConnection {
  close(): Promise<void>
}

/** One connection for as long as the process lives, made again whenever it is lost. `prepare` runs on each new one,
 *  before it counts as standing. Rejects only when the first one cannot be made. */
export async function openStandingConnection(
  url: string,
  what: string,
  log: Logger,
  prepare: (client: pg.Client) => Promise<void>,
): Promise<StandingConnection> {
  let closed = false
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const c = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 })
    c.on('error', (err) => log.warn({ err }, `${what}: database connection`))
    try {
      await c.connect()
      await prepare(c)
    } catch (error) {
      await c.end().catch(() => undefined)
      throw error
    }
    // Only now: a connection that was never made must not start another round of its own.
    c.once('end', () => void (closed || again()))
    return c
  }

  async function again(): Promise<void> {
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5000)) {
      await sleep(wait)
      try {
        const made = await connect()
        if (closed) await made.end()
        client = made
        return
      } catch (err) {
        log.warn({ err }, `${what}: still without the database`)
      }
    }
  }

  return {
    async close() {
      closed = true
      await client.end().catch(() => undefined)
    },
  }
}
