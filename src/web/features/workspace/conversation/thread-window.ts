import type { Message } from './message.ts'

/** The part of a conversation that is here, oldest first: bounded, however long the conversation is. */
export interface ThreadWindow {
  messages: Message[]
  older: boolean
  newer: boolean
  /** Of all that is here: what changed since is asked for by it. */
  version: string
}

export interface ThreadPage {
  /** Newest first. */
  items: Message[]
  next: string | null
  newer: boolean
  version: string
}

/** More than a screen to both sides; what lies further away is read again when one scrolls there. */
export const KEPT = 240

export const windowOf = ({ items, next, newer, version }: ThreadPage): ThreadWindow => ({
  messages: items.toReversed(),
  older: next !== null,
  newer,
  version,
})

/** An older page before what is here; what falls off at the other end is read again when it is needed. */
export function withOlder(w: ThreadWindow, page: ThreadPage): ThreadWindow {
  const messages = [...without(page.items, w).toReversed(), ...w.messages]
  const cut = messages.length > KEPT
  return {
    ...w,
    messages: cut ? messages.slice(0, KEPT) : messages,
    older: page.next !== null,
    newer: w.newer || cut,
  }
}

export function withNewer(w: ThreadWindow, page: ThreadPage): ThreadWindow {
  return trimmed({ ...w, messages: [...w.messages, ...without(page.items, w).toReversed()], newer: page.newer })
}

/** Forgets the oldest ones beyond what is kept. */
export function trimmed(w: ThreadWindow): ThreadWindow {
  return w.messages.length > KEPT ? { ...w, messages: w.messages.slice(-KEPT), older: true } : w
}

const without = (items: Message[], { messages }: ThreadWindow): Message[] => {
  const known = new Set(messages.map(({ id }) => id))
  return items.filter(({ id }) => !known.has(id))
}

/** What changed of it, put in its place; what lies outside is none of this window's business. `changed` is newest first. */
export function withChanges(w: ThreadWindow, changed: Message[], version: string): ThreadWindow {
  const byId = new Map(changed.map((message) => [message.id, message]))
  const now = w.messages.map((message) => byId.get(message.id) ?? message)
  // One that was held stands where it left, and no more where it was written.
  const messages = now.filter((message, n) => message.at === w.messages[n]!.at)
  for (const message of without(changed, { ...w, messages }).toReversed()) {
    const at = messages.findLastIndex((other) => other.at <= message.at) + 1
    if ((at === 0 && w.older) || (at === messages.length && w.newer)) continue
    messages.splice(at, 0, message)
  }
  return { ...w, messages, version }
}

/** From its oldest to its newest message: two windows of the same span hold the same part. */
export const spanOf = ({ messages, older, newer }: ThreadWindow) => ({
  from: older ? messages[0]?.id : undefined,
  to: newer ? messages.at(-1)?.id : undefined,
})
