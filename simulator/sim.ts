import type { Dispatcher } from './delivery.ts'
import type { Parts } from './parts.ts'
import type { RateLimits } from './rate-limits.ts'

/** What every part of the simulator works with. */
export interface Sim extends Parts {
  readonly url: () => string
  readonly partner: { readonly email: string; readonly secret: string; readonly id: string }
  readonly limits: RateLimits
  readonly delivery: Dispatcher
}
