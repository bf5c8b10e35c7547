const CATCH_UP_SECONDS = 0.25
const TOLERANCE = 1.015
const NOT_YET = Infinity

/** How fast a channel may send: a token bucket that makes up for a stall, under a window that no sliding second exceeds
 *  (by more than 1.5 %, where that is a whole message). Times in ms of one clock. */
export class Pace {
  readonly #rate: number
  /** When the last so many left; as many may leave in any second. */
  readonly #window: Float64Array
  #next = 0
  #tokens = 0
  #at: number
  #heldUntil = -Infinity

  /** Starts as if the former holder had sent at full rate until this moment: a take-over adds no burst. */
  constructor(rate: number, now: number) {
    this.#rate = rate
    this.#at = now
    const size = Math.max(1, Math.floor(rate * TOLERANCE))
    this.#window = Float64Array.from({ length: size }, (_, i) => now - 1000 + ((i + 1) * 1000) / size)
  }

  /** Milliseconds until the next may leave; 0 or less when it may now. */
  wait(now: number): number {
    this.#refill(now)
    const forToken = ((1 - this.#tokens) / this.#rate) * 1000
    const forWindow = this.#slot(0, now) + 1000 - now
    return Math.max(forToken, forWindow, this.#heldUntil - now)
  }

  /** How many may leave within the next `leadMs`. */
  within(leadMs: number, now: number): number {
    this.#refill(now)
    if (this.#heldUntil > now + leadMs) return 0
    const tokens = Math.floor(this.#tokens + (leadMs * this.#rate) / 1000 + 1e-9)
    let n = 0
    while (n < tokens && n < this.#window.length && this.#slot(n, now) + 1000 <= now + leadMs) n++
    return n
  }

  /** One is handed over. It counts from the moment at which it really leaves (the socket may still have to connect),
   *  which is told by calling what is returned; only the first call counts. */
  take(now: number): (leftAt: number) => void {
    this.#refill(now)
    this.#tokens -= 1
    const slot = this.#next
    this.#next = (slot + 1) % this.#window.length
    this.#window[slot] = NOT_YET
    let told = false
    return (leftAt) => {
      if (!told) this.#window[slot] = leftAt
      told = true
    }
  }

  /** Nothing leaves before `until`: the provider asked for a pause, or is not there. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until)
  }

  #slot(n: number, now: number): number {
    return Math.min(this.#window[(this.#next + n) % this.#window.length]!, now)
  }

  #refill(now: number): void {
    const most = Math.max(1, this.#rate * CATCH_UP_SECONDS)
    this.#tokens = Math.min(most, this.#tokens + ((now - this.#at) / 1000) * this.#rate)
    this.#at = now
  }
}

const PAIR_BURST = 45
const PAIR_REFILL_MS = 6000

interface Pair {
  tokens: number
  at: number
  bulkAt: number
}

/** MSG-06 and BU-2: 45 messages to one person over one channel, refilled one each 6 seconds; of that bulk takes one at
 *  most, so that an agent never waits for it. */
export class PairBuckets {
  readonly #pairs = new Map<string, Pair>()

  /** 0 when the message may leave now (and is counted), else the milliseconds to wait. */
  take(contactId: string, bulk: boolean, now: number): number {
    const pair = this.#now(contactId, now)
    const forToken = pair.tokens < 1 ? (1 - pair.tokens) * PAIR_REFILL_MS : 0
    const forBulk = bulk ? pair.bulkAt + PAIR_REFILL_MS - now : 0
    const wait = Math.max(forToken, forBulk)
    if (wait > 0) return Math.ceil(wait)
    if (this.#pairs.size > 100_000) this.#forgetFull(now)
    this.#pairs.set(contactId, { tokens: pair.tokens - 1, at: now, bulkAt: bulk ? now : pair.bulkAt })
    return 0
  }

  /** What the former holder has sent of late. */
  seed(contactId: string, sent: number, now: number): void {
    this.#pairs.set(contactId, { tokens: Math.max(0, PAIR_BURST - sent), at: now, bulkAt: now })
  }

  #now(contactId: string, now: number): Pair {
    const pair = this.#pairs.get(contactId)
    if (pair === undefined) return { tokens: PAIR_BURST, at: now, bulkAt: -Infinity }
    return { ...pair, tokens: Math.min(PAIR_BURST, pair.tokens + (now - pair.at) / PAIR_REFILL_MS), at: now }
  }

  #forgetFull(now: number): void {
    for (const id of this.#pairs.keys()) if (this.#now(id, now).tokens >= PAIR_BURST) this.#pairs.delete(id)
  }
}
