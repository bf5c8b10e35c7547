/** One of my tickets, as far as it matters here. */
export interface Held {
  id: string
  name: string
  unread: number
  /** When something was last said in it, ISO 8601. */
  lastActivityAt: string
}

export type Known = Pick<Held, 'unread' | 'lastActivityAt'>

export interface Ring {
  id: string
  name: string
  what: 'ticket' | 'message'
}

/**
 * WS-10: what somebody who looks elsewhere is called for. `known` is how each of my tickets stood when they were last looked at
 * (what was read meanwhile and written again counts as many unread as before); `given` are those that the distribution has just given me; `whole`: `known` had all of mine.
 */
export function ringsFor(
  known: ReadonlyMap<string, Known>,
  held: readonly Held[],
  given: ReadonlySet<string>,
  whole: boolean,
): Ring[] {
  return held.flatMap(({ id, name, unread, lastActivityAt }): Ring[] => {
    const before = known.get(id)
    if (before === undefined) return whole || given.has(id) ? [{ id, name, what: 'ticket' }] : []
    const isNew = unread > before.unread || (unread > 0 && lastActivityAt > before.lastActivityAt)
    return isNew ? [{ id, name, what: 'message' }] : []
  })
}
