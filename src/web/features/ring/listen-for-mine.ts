import { type Held, type Known, type Ring, ringsFor } from './ring.ts'

/** `ids` null: all of mine, as far as one page goes. */
type Ask = (ids: string[] | null) => Promise<{ held: Held[]; whole: boolean }>

const PAUSE_MS = 1000
const AT_ONCE = 200

/** Looks at my tickets of which something was announced: one question at a time, and one a second at most. */
export function listenForMine(ask: Ask, ring: (rings: Ring[]) => void) {
  let known: Map<string, Known> | undefined
  let whole = false
  let heard = new Set<string>()
  let given = new Set<string>()
  let all = true
  let busy = false
  let stopped = false

  const look = async () => {
    if (busy) return
    busy = true
    while ((all || heard.size > 0) && !stopped) {
      const ids = all || known === undefined ? null : [...heard].slice(0, AT_ONCE)
      const of = given
      heard = new Set([...heard].slice(ids?.length ?? heard.size))
      given = new Set()
      all = false
      try {
        const found = await ask(ids)
        if (stopped) return
        const rings = known ? ringsFor(known, found.held, of, whole) : []
        if (ids === null) {
          known = new Map()
          whole = found.whole
        }
        // What is mine no longer is new when it comes back.
        for (const id of ids ?? []) known?.delete(id)
        for (const { id, unread, lastActivityAt } of found.held) known?.set(id, { unread, lastActivityAt })
        if (rings.length > 0) ring(rings)
      } catch {
        // The stream says so when the line is back, and all is looked at again.
        for (const id of of) given.add(id)
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    busy = false
  }
  void look()
  return {
    /** Null: something may have been missed. */
    hear(ids: ReadonlySet<string> | null) {
      if (ids === null) all = true
      else for (const id of ids) heard.add(id)
      void look()
    },
    gave(ids: ReadonlySet<string> | null) {
      for (const id of ids ?? []) given.add(id)
      this.hear(ids)
    },
    stop() {
      stopped = true
    },
  }
}
