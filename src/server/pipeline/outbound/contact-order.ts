import type { Waiting } from './outbox-store.ts'

/** How soon one is asked for again whose predecessor should be due by now. */
const LOOK_AGAIN_MS = 100
/** The database's clock may be behind ours by so much; what has not come by then was cancelled meanwhile. */
const GIVEN_UP_AFTER_MS = 2000

/** What agents write to one person arrives in the order in which it was written: the next one leaves when the one before it
 *  has an answer, and waits along when that had to go back. Bulk has one message in six seconds anyway (BU-2), and an agent
 *  never waits for it. Times in ms since 1970. */
export class ContactOrder {
  /** Who has one on the way. */
  readonly #away = new Set<string>()
  /** Of whom another one waits behind it. */
  readonly #followed = new Set<string>()
  /** Whose one had to go back, and when that is due. */
  readonly #back = new Map<string, { id: string; until: number }>()

  /** Whether it may leave now; `behind` one that is on the way; or how many ms it waits with one that went back. */
  judge(m: Waiting, now: number): 'now' | 'behind' | number {
    if (m.bulk) return 'now'
    if (this.#away.has(m.contactId)) {
      this.#followed.add(m.contactId)
      return 'behind'
    }
    const back = this.#back.get(m.contactId)
    if (back === undefined || m.id <= back.id) return 'now'
    if (now < back.until + GIVEN_UP_AFTER_MS) return Math.max(back.until - now, LOOK_AGAIN_MS)
    this.#back.delete(m.contactId)
    return 'now'
  }

  /** It is about to leave. */
  take(m: Waiting): void {
    if (m.bulk) return
    this.#away.add(m.contactId)
    if (this.#back.get(m.contactId)?.id === m.id) this.#back.delete(m.contactId)
  }

  /** It has ended, or goes back until then. True when others may have waited for that. */
  end(m: Waiting, goesBackUntil?: number): boolean {
    if (m.bulk || !this.#away.delete(m.contactId)) return false
    if (goesBackUntil !== undefined) this.#back.set(m.contactId, { id: m.id, until: goesBackUntil })
    return this.#followed.delete(m.contactId) || goesBackUntil !== undefined
  }

  /** Behind these others wait, and would fill what is read ahead. */
  followed(): string[] {
    return [...this.#followed]
  }
}
