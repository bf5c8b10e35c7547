import type { Books } from './books.ts'
import type { Dispatcher } from './delivery.ts'
import type { Ledger } from './ledger.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Script } from './script.ts'
import type { Settings } from './settings.ts'
import type { Timers } from './timers.ts'

/** What every part of the simulator works with. */
export interface Sim {
  readonly url: () => string
  readonly partner: { readonly email: string; readonly secret: string; readonly id: string }
  readonly books: Books
  readonly settings: Settings
  readonly script: Script
  readonly ledger: Ledger
  readonly limits: RateLimits
  readonly delivery: Dispatcher
  readonly timers: Timers
  /** The provider's clock, ms since 1970: the true time and what `clockOffsetMs` adds. */
  readonly now: () => number
  /** Numbers from 0 up to 1, the same sequences for the same seed; faults have their own, so that they change no ids. */
  readonly random: () => number
  readonly webhookRandom: () => number
  readonly apiRandom: () => number
}
