/** A token bucket whose burst is a fiftieth of a second's worth: no sliding second goes over the rate by more than that. */
export class Bucket {
  readonly rate: number
  readonly burst: number
  #tokens: number
  #at: number
  /** Starts empty, so that a take-over never adds a burst to what the former holder sent. */
  constructor(rate: number, now: number) {
    this.rate = rate
    this.burst = Math.max(1, Math.ceil(rate / 50))
    this.#tokens = 0
    this.#at = now
  }
  /** How many may leave now. */
  available(now: number): number {
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#at) / 1000) * this.rate)
    this.#at = now
    return Math.floor(this.#tokens + 1e-9)
  }
  take(n: number): void {
    this.#tokens -= n
  }
  /** Milliseconds until the next token. */
  wait(): number {
    return Math.max(1, Math.ceil(((1 - this.#tokens) / this.rate) * 1000))
  }
}

const PAIR_BURST = 45
const PAIR_REFILL_MS = 6000

/** MSG-06: 45 messages to one person over one channel, refilled one each 6 seconds. */
export class PairBuckets {
  readonly #pairs = new Map<string, { tokens: number; at: number }>()

  /** 0 when the message may leave now (and is counted), else the milliseconds to wait. */
  take(contactId: string, now: number): number {
    const pair = this.#pairs.get(contactId) ?? { tokens: PAIR_BURST, at: now }
    const tokens = Math.min(PAIR_BURST, pair.tokens + (now - pair.at) / PAIR_REFILL_MS)
    if (tokens < 1) return Math.ceil((1 - tokens) * PAIR_REFILL_MS)
    if (this.#pairs.size > 100_000) this.#forgetFull(now)
    this.#pairs.set(contactId, { tokens: tokens - 1, at: now })
    return 0
  }

  #forgetFull(now: number): void {
    for (const [id, p] of this.#pairs)
      if (p.tokens + (now - p.at) / PAIR_REFILL_MS >= PAIR_BURST) this.#pairs.delete(id)
  }
}
