/** One of my tickets, as far as it matters here. */
export interface Held {
  id: string
  name: string
  unread: number
}

export interface Ring {
  id: string
  name: string
  what: 'ticket' | 'message'
}

/**
 * WS-10: what somebody who looks elsewhere is called for. `known` is what was unread of each of my tickets when they were last
 * looked at; `given` are those that the distribution has just given me; `whole`: `known` had all of mine.
 */
export function ringsFor(
  known: ReadonlyMap<string, number>,
  held: readonly Held[],
  given: ReadonlySet<string>,
  whole: boolean,
): Ring[] {
  return held.flatMap(({ id, name, unread }): Ring[] => {
    const before = known.get(id)
    if (before === undefined) return whole || given.has(id) ? [{ id, name, what: 'ticket' }] : []
    return unread > before ? [{ id, name, what: 'message' }] : []
  })
}
