import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { metrics } from '../../metrics.ts'
import type { Incoming } from './intake.ts'

const BATCH_AT_MOST = 4000
/** A status that comes before our own record of its message is tried again after these pauses, then parked. */
const EARLY_PAUSES_MS = [100, 300, 900, 2700]

export interface BacklogWork {
  /** False while other processes take events in too: then each batch begins by looking for theirs. */
  alone(): boolean
  /** Events of this process's lanes that others left in the table, oldest first; `all` when there are no more.
   *  @throws while it is not known which lanes these are */
  claim(atMost: number): Promise<{ events: Incoming[]; all: boolean }>
  /** Events that the table says are this process's, without those that it knows of. */
  recall(known: ReadonlySet<number>): Promise<Incoming[]>
  /** Handles a batch in one transaction. Of the statuses whose message is not known, those in `park` are put down in the
   *  table of early ones; the others are returned, and their raw rows stay. */
  handle(batch: Incoming[], park: ReadonlySet<number>): Promise<{ early: Incoming[] }>
  /** Puts one event away with its error, so that it blocks nobody. */
  setAside(event: Incoming, error: unknown): Promise<void>
}

export interface Backlog {
  push(events: Incoming[]): void
  /** Others may have left events for our lanes. */
  look(): void
  /** The database was lost, or a commit had no answer: what is ours there may not be in memory. */
  doubt(): void
  /** Whether an event of these lanes is in memory. */
  holds(lanes: ReadonlySet<number>): boolean
  size(): number
  /** Waits until what is in memory has been handled, or left in the table when nobody knows what is older; so is an early
   *  status. */
  close(): Promise<void>
}

/** What this process has to handle. It takes its whole backlog as one batch, one transaction at a time: order without
 *  locks, and batches that grow by themselves under load. */
export function openBacklog(work: BacklogWork, log: Logger): Backlog {
  let queue: Incoming[] = []
  let current: Incoming[] = []
  let foreign = true
  let doubtful = false
  let wasAlone = false
  let running: Promise<void> | null = null
  let closing = false
  const tries = new Map<number, number>()
  const timers = new Map<number, NodeJS.Timeout>()

  async function run(): Promise<void> {
    while (queue.length > 0 || foreign || doubtful) {
      current = await nextBatch()
      const left = current.length > 0 ? await handle(current) : []
      if (left.length > 0) queue = [...left, ...queue]
      current = []
    }
    running = null
  }

  /** What others left for us goes first as far as it is older: the order of arrival over all processes. While there is
   *  more of it than fits, what is newer of our own waits. */
  async function nextBatch(): Promise<Incoming[]> {
    const [former, alone] = [wasAlone, work.alone()]
    // Who has just left may have left something behind: that one is looked for once more.
    if (!foreign && !doubtful && alone && former) return queue.splice(0, BATCH_AT_MOST)
    wasAlone = false
    try {
      if (doubtful) await recall()
      foreign = false
      const before = queue.length
      const { events, all } = await work.claim(BATCH_AT_MOST)
      foreign ||= !all
      wasAlone = alone
      // What came to us during the look may follow something that it did not see yet, and waits for the next one; but for
      // what is older than the newest that it saw.
      const newest = events.reduce((at, e) => Math.max(at, e.receivedAt), -Infinity)
      const isDue = (e: Incoming, at: number) => (all && at < before) || e.receivedAt <= newest
      const due = queue.filter(isDue)
      const merged = events.length === 0 ? due : inOrder([...events, ...due])
      queue = [...merged.slice(BATCH_AT_MOST), ...queue.filter((e, at) => !isDue(e, at))]
      return merged.slice(0, BATCH_AT_MOST)
    } catch (err) {
      log.warn({ err }, 'inbound: cannot claim')
      if (closing) return leave()
      foreign = doubtful = true
      await sleep(250)
      return []
    }
  }

  /** All of it stands in the table, for whoever comes after this process. */
  function leave(): Incoming[] {
    queue = []
    foreign = doubtful = false
    return []
  }

  /** Before anything newer is handled. What the door is handing over in this moment may come twice: the second one finds
   *  its row gone. */
  async function recall(): Promise<void> {
    doubtful = false
    const events = await work.recall(new Set([...queue.map((e) => e.seq), ...timers.keys()]))
    if (events.length > 0) log.warn({ events: events.length }, 'inbound: events of ours that had been lost from memory')
    queue = inOrder([...events, ...queue])
  }

  /** Returns what is to be handled later, with all that follows it: a batch that the database was lost under, as what was
   *  committed just before it may be lost with it and comes first again; and what is left of one of which some are not ours
   *  any more, as those may be nobody's, and older. */
  async function handle(batch: Incoming[]): Promise<Incoming[]> {
    const left = once(batch)
    let failed = 0
    for (let wait = 50; left.length > 0; wait = Math.min(wait * 2, 1000)) {
      const park = new Set(left.filter((e) => (tries.get(e.seq) ?? 0) >= EARLY_PAUSES_MS.length).map((e) => e.seq))
      try {
        const { early } = await work.handle(left, park)
        finish(left, early)
        return []
      } catch (error) {
        if (error instanceof Lost) {
          log.warn({ events: left.length - error.kept.size }, 'inbound: some of a batch were not ours any more')
          foreign = true
          return left.filter((e) => error.kept.has(e.seq))
        } else if (error instanceof Again) {
          log.warn({ err: error, events: left.length }, 'inbound: batch is tried again')
          await sleep(wait)
        } else if (isPassing(error)) {
          log.warn({ err: error, events: left.length }, 'inbound: batch is tried again, after what may have been lost')
          doubtful = true
          await sleep(250)
          return left
        } else if (left.length === 1 && failed++ === 0) {
          // What stood in its way may be gone: a row that somebody was changing, a statement that was cancelled.
          log.warn({ err: error }, 'inbound: an event failed, and is tried once more')
          await sleep(10)
        } else {
          log.error({ err: error, events: left.length }, 'inbound: batch failed; the faulty event is looked for')
          return isolate(left, error)
        }
      }
    }
    return []
  }

  function finish(batch: Incoming[], early: Incoming[]): void {
    const waits = new Set(early)
    const now = Date.now()
    for (const e of batch) {
      if (waits.has(e)) continue
      tries.delete(e.seq)
      metrics.handledAfter.observe(Math.max(0, now - e.receivedAt) / 1000)
    }
    for (const e of early) again(e)
  }

  /** Halves the batch until the one event that fails stands alone, and puts it aside; the others go through in order. */
  async function isolate(batch: Incoming[], error: unknown): Promise<Incoming[]> {
    if (batch.length === 1) {
      await persist(() => work.setAside(batch[0]!, error))
      return []
    }
    const middle = Math.ceil(batch.length / 2)
    const left = await handle(batch.slice(0, middle))
    return left.length > 0 ? [...left, ...batch.slice(middle)] : handle(batch.slice(middle))
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
    const timer = setTimeout(() => {
      timers.delete(e.seq)
      push([e])
    }, EARLY_PAUSES_MS[n])
    timer.unref()
    timers.set(e.seq, timer)
  }

  function push(events: Incoming[]): void {
    for (const e of events) queue.push(e)
    if (queue.length > 0) running ??= run()
  }

  return {
    push,
    look() {
      foreign = true
      if (!closing) running ??= run()
    },
    doubt() {
      doubtful = true
      if (!closing) running ??= run()
    },
    holds: (lanes) => queue.some((e) => lanes.has(e.lane)) || current.some((e) => lanes.has(e.lane)),
    size: () => queue.length + current.length,
    async close() {
      closing = true
      foreign = doubtful = false
      for (const t of timers.values()) clearTimeout(t)
      await running
    },
  }
}

/** One that was recalled while the door handed it over, or taken from this process and claimed again, is here twice. */
const once = (events: readonly Incoming[]) => [...new Map(events.map((e) => [e.seq, e])).values()]

const inOrder = (events: readonly Incoming[]) => once(events).toSorted(byArrival)

const byArrival = (a: Incoming, b: Incoming) => a.receivedAt - b.receivedAt || a.seq - b.seq

/** Somebody else was faster: the same batch succeeds when it is run again. */
export class Again extends Error {}

/** Some of the batch were given to another, who took this process for dead, or are nobody's, as a crash took along that
 *  this process had claimed them: it goes on with what it still holds. */
export class Lost extends Error {
  readonly kept: ReadonlySet<number>
  constructor(kept: ReadonlySet<number>) {
    super('some events belong to another process now')
    this.kept = kept
  }
}

/** The database is away, or lets nobody in. */
function isPassing(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  if (/^(40001|40P01|55P03|08|57P|53)/.test(code) || /^E[A-Z]+$/.test(code)) return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    String(error),
  )
}
