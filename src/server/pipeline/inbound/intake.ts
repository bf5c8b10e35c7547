import { sql } from 'kysely'
import { table } from '../../database/arrays.ts'
import { type Database, first, type Tx } from '../../database/doors.ts'
import type { ProviderEvent } from '../../provider/events.ts'
import { openGroup } from '../group.ts'
import { holderRow } from '../process.ts'

/** Bodies that arrive within this time share one commit. */
const WINDOW_MS = 4
const GROUP_AT_MOST = 2000
const BLOCK = 100_000
/** Heard by the owners of lanes when another process took events in. */
export const UNCLAIMED_CHANNEL = 'unclaimed'

/** One event as the door took it in, and as it is handled. */
export interface Incoming {
  seq: number
  companyId: string
  channelId: string
  dedupeKey: string
  lane: number
  /** The database's clock, in milliseconds and fractions: the order over all processes, ties by `seq`. */
  receivedAt: number
  event: ProviderEvent
  raw: string
}

export type Arrival = Omit<Incoming, 'seq' | 'receivedAt'>

export interface Intake {
  /** Resolves after the commit that holds all of these; only then may the caller be answered. */
  add(arrivals: readonly Arrival[]): Promise<void>
  /** Resolves when no group that was under way is any more. */
  settled(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

interface IntakeParts {
  db: Database
  processId: string
  /** Whether this process handles events of that lane; the others are left for its owner. */
  owns: (lane: number) => boolean
  /** The new ones of this process's own lanes, after their commit, in the order they came. */
  onCommitted: (fresh: Incoming[]) => void
  /** Some were left for the owners of their lanes, who may be this process by now; said before anybody is answered. */
  onLeft: () => void
  /** A group failed, and perhaps stands in the table all the same. */
  onFailed: () => void
}

/** Group commit at the door: many requests share one insert and one commit; a repeated event is stored once. */
export function openIntake({ db, processId, owns, onCommitted, onLeft, onFailed }: IntakeParts): Intake {
  let next = 0
  let blockEnd = 0

  async function number(arrivals: Arrival[]): Promise<Incoming[]> {
    const numbered: Incoming[] = []
    for (const arrival of arrivals) {
      if (next === blockEnd) {
        const block = sql<{ n: number }>`select nextval('raw_event_block') as n`
        next = first(await db.statement('inbound', (tx) => block.execute(tx)))!.n
        blockEnd = next + BLOCK
      }
      numbered.push({ ...arrival, seq: next++, receivedAt: 0 })
    }
    return numbered
  }

  async function commit(arrivals: Arrival[]): Promise<void> {
    if (arrivals.length === 0) return
    try {
      onCommitted(await store(arrivals))
    } catch (error) {
      onFailed()
      throw error
    }
  }

  /** One statement, its own transaction. */
  async function store(arrivals: Arrival[]): Promise<Incoming[]> {
    const events = await number(arrivals)
    const stored = await db.statement('inbound', (tx) =>
      insertRaw(tx, events, { processId, holds: (e) => owns(e.lane) }),
    )
    const fresh = events.filter((e) => stored.has(e.seq))
    for (const e of fresh) e.receivedAt = stored.get(e.seq)!.at
    const own = fresh.filter((e) => stored.get(e.seq)!.held)
    if (own.length < fresh.length) {
      onLeft()
      tellOwners()
    }
    return own
  }

  /** Those who own the other lanes. They look every few seconds, too, should this never reach them. */
  function tellOwners(): void {
    const notify = sql`select pg_notify(${UNCLAIMED_CHANNEL}, '')`
    db.statement('inbound', (tx) => notify.execute(tx)).catch(() => undefined)
  }

  const group = openGroup({ windowMs: WINDOW_MS, atMost: GROUP_AT_MOST }, commit)
  return { add: (arrivals) => group.add(arrivals), settled: () => group.add([]), close: () => group.close() }
}

type Unread = Omit<Incoming, 'receivedAt' | 'event'>

/** @param holder the process that holds some of them in memory; without it, or once it is buried, they are left for the
 *  owners of their lanes
 *  @returns of each new one by its seq when it was received, in milliseconds, and whether the process holds it; repeats are
 *  not in it */
export async function insertRaw(
  tx: Tx,
  events: readonly Unread[],
  holder?: { processId: string; holds: (e: Unread) => boolean },
): Promise<Map<number, { at: number; held: boolean }>> {
  // Two groups with the same keys in opposite order would lock each other out: always by key.
  const sorted = events.toSorted((a, b) => (a.dedupeKey < b.dedupeKey ? -1 : 1))
  const { rows } = await sql<{ seq: number; at: number; held: boolean }>`
    with holder as materialized (${holder ? holderRow(holder.processId) : sql`select null::uuid as id`})
    insert into raw_event (seq, company_id, channel_id, dedupe_key, lane, raw, process_id)
    select v.seq, v.c, v.h, v.key, v.lane, v.raw, case when v.held then (select id from holder) end
    from ${table('v', sorted, {
      seq: ['int8', (e) => e.seq],
      c: ['uuid', (e) => e.companyId],
      h: ['uuid', (e) => e.channelId],
      key: ['text', (e) => e.dedupeKey],
      lane: ['int2', (e) => e.lane],
      raw: ['text', (e) => e.raw],
      held: ['bool', (e) => holder?.holds(e) ?? false],
    })}
    on conflict (channel_id, dedupe_key) do nothing
    returning seq, (extract(epoch from received_at) * 1000)::float8 as at, process_id is not null as held`.execute(tx)
  return new Map(rows.map(({ seq, at, held }) => [seq, { at, held }]))
}
