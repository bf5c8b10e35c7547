import type { Books } from './books.ts'
import type { Ledger } from './ledger.ts'
import type { EventFacts, Subscription } from './rows.ts'
import type { Script } from './script.ts'
import type { Settings } from './settings.ts'
import type { Timers } from './timers.ts'

/** What webhooks work with on their way. */
export interface Parts {
  readonly books: Books
  readonly settings: Settings
  readonly script: Script
  readonly ledger: Ledger
  readonly timers: Timers
  /** The provider's clock, ms since 1970: the true time and what `clockOffsetMs` adds. */
  readonly now: () => number
  /** Numbers from 0 up to 1, the same sequences for the same seed; faults have their own, so that they change no ids. */
  readonly random: () => number
  readonly webhookRandom: () => number
  readonly apiRandom: () => number
}

/** A body on its way, with what it holds and what was done to it. */
export interface Posting {
  text: string
  events: EventFacts[]
  faults: string[]
  /** Leaves its place in the order and comes after so many ms. */
  afterMs?: number
  /** Instead of the setting. */
  retries?: number
}

export type Put = (subscription: Subscription, posting: Posting) => void
