import type { Parts, Posting, Put } from './parts.ts'
import type { Subscription } from './rows.ts'

interface Change {
  field: string
  value: { statuses?: object[]; messages?: object[]; contacts?: object[]; metadata?: object }
}
interface Entry {
  id?: string
  changes: Change[]
}
interface Body {
  entry: Entry[]
}
interface Open {
  body: Body
  posting: Posting
}

/** Collects version 3 events until enough are together or the time is over, and puts them into one body. */
export class Batches {
  readonly #sim: Parts
  readonly #put: Put
  readonly #open = new Map<string, Open>()
  #size = 0

  constructor(sim: Parts, put: Put) {
    this.#sim = sim
    this.#put = put
  }

  /** Events that wait. */
  get size(): number {
    return this.#size
  }

  add(subscription: Subscription, body: unknown, posting: Posting, { most, ms }: { most: number; ms: number }): void {
    if (!isBatchable(body)) {
      this.#put(subscription, posting)
      return
    }
    this.#size += 1
    const open = this.#open.get(subscription.id)
    if (open) {
      merge(open.body, structuredClone(body), this.#sim.webhookRandom)
      open.posting.events.push(...posting.events)
      open.posting.faults = [...new Set([...open.posting.faults, ...posting.faults])]
    } else {
      const started = { body: structuredClone(body), posting: { ...posting, events: [...posting.events] } }
      this.#open.set(subscription.id, started)
      this.#sim.timers.after(ms, () => {
        if (this.#open.get(subscription.id) === started) this.#close(subscription)
      })
    }
    if ((this.#open.get(subscription.id)?.posting.events.length ?? 0) >= most) this.#close(subscription)
  }

  #close(subscription: Subscription): void {
    const open = this.#open.get(subscription.id)
    if (!open) return
    this.#open.delete(subscription.id)
    this.#size -= open.posting.events.length
    this.#put(subscription, { ...open.posting, text: JSON.stringify(open.body) })
  }
}

function isBatchable(body: unknown): body is Body {
  return Array.isArray((body as { entry?: unknown } | null)?.entry)
}

/** Adds one event as another item of the same change, another change of the same entry, or another entry. */
function merge(into: Body, body: Body, random: () => number): void {
  const [entry] = body.entry
  const change = entry?.changes[0]
  const last = into.entry.at(-1)
  const lastChange = last?.changes.at(-1)
  const how = random() * 4
  if (!entry || !change) return
  if (!last || !lastChange || last.id !== entry.id || how >= 3) into.entry.push(entry)
  else if (how < 2 && join(lastChange, change)) return
  else last.changes.push(change)
}

function join(into: Change, change: Change): boolean {
  const [one, other] = [into.value, change.value]
  const alike = into.field === change.field && Boolean(one.metadata) === Boolean(other.metadata)
  if (!alike) return false
  if (one.statuses && other.statuses) {
    one.statuses.push(...other.statuses)
    return true
  }
  if (!one.messages || !other.messages) return false
  one.messages.push(...other.messages)
  one.contacts = [...(one.contacts ?? []), ...(other.contacts ?? [])]
  return true
}
