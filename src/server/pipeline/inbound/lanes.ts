import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { metrics } from '../../metrics.ts'
import type { Incoming } from './intake.ts'

const BATCH_AT_MOST = 4000
const STATUS_WAITS_MS = 15 * 60_000

export interface BatchResult {
  /** Statuses whose message we do not know yet: their raw rows stay, and they are tried again. */
  early: Incoming[]
}

export interface LaneWork {
  handle(batch: Incoming[], options: { lastTry: ReadonlySet<number> }): Promise<BatchResult>
  /** Puts one event away with its error, so that it blocks nobody. */
  setAside(event: Incoming, error: unknown): Promise<void>
}

export interface Lanes {
  push(events: Incoming[]): void
  /** Waits until what is in memory has been handled; what waits for its message stays in the table. */
  close(): Promise<void>
  backlog(): number
}

/** Each lane takes its whole backlog as one batch, one transaction at a time: order without locks, and batches
 *  that grow by themselves under load. */
export function openLanes(count: number, work: LaneWork, log: Logger): Lanes {
  const queues = Array.from({ length: count }, (): Incoming[] => [])
  const running = Array.from({ length: count }, (): Promise<void> | null => null)
  const tries = new Map<number, number>()
  const timers = new Set<NodeJS.Timeout>()
  let closing = false

  async function run(lane: number): Promise<void> {
    const queue = queues[lane]!
    while (queue.length > 0) await handle(queue.splice(0, BATCH_AT_MOST))
    running[lane] = null
  }

  async function handle(batch: Incoming[]): Promise<void> {
    const lastTry = new Set(batch.filter((e) => Date.now() - e.receivedAt > STATUS_WAITS_MS).map((e) => e.seq))
    for (let wait = 50; ; wait = Math.min(wait * 2, 5000)) {
      try {
        const { early } = await work.handle(batch, { lastTry })
        const late = new Set(early.map((e) => e.seq))
        for (const e of batch) if (!late.has(e.seq)) tries.delete(e.seq)
        for (const e of batch) metrics.handledAfter.observe((Date.now() - e.receivedAt) / 1000)
        for (const e of early) again(e)
        return
      } catch (error) {
        if (isPassing(error)) {
          log.warn({ err: error, events: batch.length }, 'inbound: batch is tried again')
          await sleep(wait)
          continue
        }
        log.error({ err: error, events: batch.length }, 'inbound: batch failed; the faulty event is looked for')
        return isolate(batch, error)
      }
    }
  }

  /** Halves the batch until the one event that fails stands alone, and puts it aside; the others go through in order. */
  async function isolate(batch: Incoming[], error: unknown): Promise<void> {
    if (batch.length === 1) return persist(() => work.setAside(batch[0]!, error))
    const middle = Math.ceil(batch.length / 2)
    await handle(batch.slice(0, middle))
    await handle(batch.slice(middle))
  }

  /** Putting aside has nothing to fall back on: it is tried until the database takes it. */
  async function persist(act: () => Promise<void>): Promise<void> {
    for (let wait = 50; ; wait = Math.min(wait * 2, 5000)) {
      try {
        return await act()
      } catch (err) {
        log.error({ err }, 'inbound: an event cannot be set aside yet')
        await sleep(wait)
      }
    }
  }

  function again(e: Incoming): void {
    const n = tries.get(e.seq) ?? 0
    tries.set(e.seq, n + 1)
    if (closing) return
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        push([e])
      },
      Math.min(200 * 2 ** n, 60_000),
    )
    timer.unref()
    timers.add(timer)
  }

  function push(events: Incoming[]): void {
    for (const e of events) queues[e.lane % count]!.push(e)
    for (const [lane, queue] of queues.entries()) if (queue.length > 0) running[lane] ??= run(lane)
  }

  return {
    push,
    async close() {
      closing = true
      for (const t of timers) clearTimeout(t)
      await Promise.all(running.filter((lane) => lane !== null))
    },
    backlog: () => queues.reduce((sum, q) => sum + q.length, 0),
  }
}

/** Somebody else was faster, or the database is away: the same batch succeeds later. */
export class Again extends Error {}

function isPassing(error: unknown): boolean {
  if (error instanceof Again) return true
  const { code = '' } = error as { code?: string }
  if (/^(40001|40P01|55P03|08|57P|53)/.test(code) || /^E[A-Z]+$/.test(code)) return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    String(error),
  )
}
