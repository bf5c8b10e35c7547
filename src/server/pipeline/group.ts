import { setTimeout as sleep } from 'node:timers/promises'

export interface Group<I, O> {
  /** Resolves with the outcome of the transaction that held these items, or rejects as it did. */
  add(items: readonly I[]): Promise<O>
  /** Waits for what is under way and for what waits. */
  close(): Promise<void>
}

interface Waiting<I, O> {
  items: readonly I[]
  done(outcome: O): void
  failed(error: unknown): void
}

/** Group commit: many callers share one transaction. One is under way at a time; whatever comes meanwhile, and for
 *  `windowMs` before, is the next one, up to `atMost` items (or one caller's, if those are more). */
export function openGroup<I, O>(
  { windowMs, atMost }: { windowMs: number; atMost: number },
  commit: (items: I[]) => Promise<O>,
): Group<I, O> {
  let waiting: Waiting<I, O>[] = []
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (windowMs > 0) await sleep(windowMs)
      const group = next()
      try {
        const outcome = await commit(group.flatMap((w) => w.items))
        for (const w of group) w.done(outcome)
      } catch (error) {
        for (const w of group) w.failed(error)
      }
    }
    running = null
  }

  function next(): Waiting<I, O>[] {
    let items = 0
    const end = waiting.findIndex((w, i) => (items += w.items.length) > atMost && i > 0)
    const group = end < 0 ? waiting : waiting.slice(0, end)
    waiting = end < 0 ? [] : waiting.slice(end)
    return group
  }

  return {
    add: (items) =>
      new Promise((done, failed) => {
        waiting.push({ items, done, failed })
        running ??= run()
      }),
    async close() {
      while (running) await running
    },
  }
}
