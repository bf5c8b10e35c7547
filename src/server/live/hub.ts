import type { Logger } from 'pino'
import { openStandingConnection } from '../database/standing-connection.ts'
import { LIVE_CHANNEL } from './announce.ts'

export interface Listener {
  /** Companies, `user:<id>`, `operators`: whose announcements this stream gets. */
  audiences: ReadonlySet<string>
  send(topic: string, id: string): void
  /** Whether it sees one of these queues and agents; asked where an announcement names some. */
  concerns(queuesAndAgents: readonly string[]): boolean
  /** The hub lost its connection for a while: everything shown must be fetched again. */
  missed(): void
}

export interface Hub {
  add(listener: Listener): () => void
  size(): number
  close(): Promise<void>
}

/** One LISTEN connection per process, handed on to the streams that it concerns. */
export async function openHub(url: string, log: Logger): Promise<Hub> {
  const listeners = new Set<Listener>()
  const connection = await openStandingConnection(url, 'live', log, async (client) => {
    client.on('notification', ({ payload = '' }) => {
      if (listeners.size === 0) return
      for (const text of payload.split('\n')) {
        const [audience = '', topic = '', id = '', concerned] = text.split(' ')
        const named = concerned?.split(',')
        for (const l of listeners) {
          if (l.audiences.has(audience) && (named === undefined || l.concerns(named))) l.send(topic, id)
        }
      }
    })
    await client.query(`listen ${LIVE_CHANNEL}`)
    for (const l of listeners) l.missed()
  })
  return {
    add(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    size: () => listeners.size,
    close: () => connection.close(),
  }
}
