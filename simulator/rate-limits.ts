import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'

const second = 1000
const minute = 60_000

/** Calls per period, section 6.3; after one too many the door stays shut for a whole period. */
const rules = {
  login: [10, minute],
  appToken: [10, minute],
  createApp: [10, minute],
  health: [10, minute],
  wabaInfo: [10, minute],
  ratings: [10, minute],
  templates: [10, minute],
  subscription: [5, minute],
  media: [10, second],
  mintUniversal: [3, minute],
  universal: [30, minute],
  appAccess: [10, minute],
  other: [10, second],
} as const satisfies Record<string, readonly [number, number]>

export type RateRule = keyof typeof rules

export class RateLimits {
  readonly #settings: Pick<Settings, 'rateLimits' | 'messagesPerSecond'>
  readonly #calls = new Map<string, { at: number[]; shutUntil: number }>()
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(settings: Pick<Settings, 'rateLimits' | 'messagesPerSecond'>) {
    this.#settings = settings
  }

  /** @throws Refusal 429 */
  take(rule: RateRule, owner: string): void {
    if (!this.#settings.rateLimits) return
    const [most, period] = rules[rule]
    const now = performance.now()
    const key = `${rule} ${owner}`
    const calls = this.#calls.get(key) ?? { at: [], shutUntil: 0 }
    this.#calls.set(key, calls)
    if (now < calls.shutUntil) throw tooMany()
    calls.at = calls.at.filter((at) => at > now - period)
    if (calls.at.length >= most) {
      calls.shutUntil = now + period
      throw tooMany()
    }
    calls.at.push(now)
  }

  /** WhatsApp's throughput of one number; two seconds' worth may come at once. @throws Refusal 429 */
  takeMessage(appId: string): void {
    const { messagesPerSecond } = this.#settings
    if (!this.#takeToken(appId, messagesPerSecond * 2, messagesPerSecond)) throw tooMany()
  }

  /** WhatsApp's limit of one number to one person: 45 in a row, refilled one each 6 seconds. False: one too many. */
  takePair(appId: string, customer: string): boolean {
    return this.#takeToken(`${appId} ${customer}`, 45, 1 / 6)
  }

  #takeToken(owner: string, most: number, perSecond: number): boolean {
    if (!this.#settings.rateLimits) return true
    const now = performance.now()
    const bucket = this.#buckets.get(owner) ?? { tokens: most, at: now }
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / second) * perSecond)
    bucket.at = now
    this.#buckets.set(owner, bucket)
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}

const tooMany = () => new Refusal(429, 'Too Many Requests')
