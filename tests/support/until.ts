import { setTimeout as pause } from 'node:timers/promises'

type Falsy = false | null | undefined | 0 | ''

/** Looks until there is something to see, and gives it back; throws with `what` after `ms`. */
export async function until<T>(what: string, look: () => T | Promise<T>, ms = 30_000): Promise<Exclude<T, Falsy>> {
  const end = Date.now() + ms
  for (;;) {
    const seen = await look()
    if (seen) return seen as Exclude<T, Falsy>
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
    await pause(10)
  }
}
