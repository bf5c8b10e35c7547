import type { Books } from './books.ts'
import type { Dispatcher } from './delivery.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Timers } from './timers.ts'

export interface Settings {
  /** From request to verdict of a template, ms. */
  reviewDelayMs: number
  /** Between two statuses of a message, ms. */
  statusDelayMs: number
  /** After this a sign-up link finishes by itself, ms; null: a person does it. */
  signUpDelayMs: number | null
}

/** What every part of the simulator works with. */
export interface Sim {
  readonly url: () => string
  readonly partner: { readonly email: string; readonly secret: string; readonly id: string }
  readonly books: Books
  readonly settings: Settings
  readonly limits: RateLimits
  readonly delivery: Dispatcher
  readonly timers: Timers
  /** A number from 0 up to 1, the same sequence for the same seed. */
  readonly random: () => number
}
