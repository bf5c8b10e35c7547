import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, first } from '../../database/doors.ts'
import type { ProviderEvent } from '../../provider/events.ts'

/** Bodies that arrive within this time share one commit. */
const WINDOW_MS = 4
const GROUP_AT_MOST = 2000
const BLOCK = 100_000

/** One event as the door took it in, and as the lanes handle it. */
export interface Incoming {
  seq: number
  companyId: string
  channelId: string
  dedupeKey: string
  lane: number
  receivedAt: number
  event: ProviderEvent
  raw: string
}

export type Arrival = Omit<Incoming, 'seq'>

export interface Intake {
  /** Resolves after the commit that holds all of these; only then may the caller be answered. */
  add(arrivals: Arrival[]): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

interface Waiting {
  events: Incoming[]
  done(): void
  failed(error: unknown): void
}

/** Group commit: many requests share one insert and one commit; new events go on to the lanes, repeats do not. */
export function openIntake(db: Database, processId: string, onCommitted: (fresh: Incoming[]) => void): Intake {
  let waiting: Waiting[] = []
  let running: Promise<void> | null = null
  let next = 0
  let blockEnd = 0

  async function drain(): Promise<void> {
    await sleep(WINDOW_MS)
    while (waiting.length > 0) {
      const group = takeGroup()
      try {
        const fresh = await commit(group.flatMap((w) => w.events))
        for (const w of group) w.done()
        onCommitted(fresh)
      } catch (error) {
        for (const w of group) w.failed(error)
      }
    }
    running = null
  }

  function takeGroup(): Waiting[] {
    let events = 0
    const end = waiting.findIndex((w) => (events += w.events.length) > GROUP_AT_MOST)
    const group = end <= 0 ? waiting.splice(0, end === 0 ? 1 : waiting.length) : waiting.splice(0, end)
    return group
  }

  async function commit(events: Incoming[]): Promise<Incoming[]> {
    // Two groups with the same keys in opposite order would lock each other out: always by key.
    const sorted = events.toSorted((a, b) => (a.dedupeKey < b.dedupeKey ? -1 : 1))
    return db.asSystem('inbound', async (tx) => {
      for (const e of events) {
        if (next === blockEnd) {
          next = first(await sql<{ n: number }>`select nextval('raw_event_block') as n`.execute(tx))!.n
          blockEnd = next + BLOCK
        }
        e.seq = next++
      }
      const column = <K extends keyof Incoming>(key: K) => sorted.map((e) => e[key])
      const stored = await sql<{ seq: number }>`
        insert into raw_event (seq, company_id, channel_id, dedupe_key, lane, raw, process_id)
        select *, ${processId}::uuid from unnest(${column('seq')}::int8[], ${column('companyId')}::uuid[], ${column('channelId')}::uuid[],
          ${column('dedupeKey')}::text[], ${column('lane')}::int2[], ${column('raw')}::text[])
        on conflict (channel_id, dedupe_key) do nothing returning seq`.execute(tx)
      const fresh = new Set(stored.rows.map((r) => r.seq))
      return events.filter((e) => fresh.has(e.seq))
    })
  }

  return {
    add: (arrivals) =>
      new Promise((done, failed) => {
        waiting.push({ events: arrivals.map((a) => ({ ...a, seq: 0 })), done, failed })
        running ??= drain()
      }),
    async close() {
      await running
    },
  }
}
