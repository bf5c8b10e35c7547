import pg from 'pg'
import type { Logger } from 'pino'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIVE_CHANNEL } from './announce.ts'

export interface Listener {
  /** Companies, `user:<id>`, `operators`: whose announcements this stream gets. */
  audiences: ReadonlySet<string>
  send(topic: string, id: string): void
  /** The hub lost its connection for a while: everything shown must be fetched again. */
  missed(): void
}

export interface Hub {
  add(listener: Listener): () => void
  size(): number
  close(): Promise<void>
}

/** One LISTEN connection per process, handed on to the streams that it concerns. Reconnects by itself. */
export async function openHub(url: string, log: Logger): Promise<Hub> {
  const listeners = new Set<Listener>()
  let closed = false
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const c = new pg.Client({ connectionString: url, keepAlive: true })
    c.on('error', (err) => log.warn({ err }, 'live: database connection'))
    c.on('end', () => void (closed || reconnect()))
    c.on('notification', ({ payload = '' }) => {
      const [audience = '', topic = '', id = ''] = payload.split(' ')
      for (const l of listeners) if (l.audiences.has(audience)) l.send(topic, id)
    })
    await c.connect()
    await c.query(`listen ${LIVE_CHANNEL}`)
    return c
  }

  async function reconnect(): Promise<void> {
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5000)) {
      await sleep(wait)
      try {
        client = await connect()
        for (const l of listeners) l.missed()
        return
      } catch (err) {
        log.warn({ err }, 'live: still without the database')
      }
    }
  }

  return {
    add(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    size: () => listeners.size,
    async close() {
      closed = true
      await client.end()
    },
  }
}
