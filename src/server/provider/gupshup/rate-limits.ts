import { setTimeout as wait } from 'node:timers/promises'
import { ProviderFault } from '../port.ts'

/** Calls allowed in any span of `perMs`, per scope: an app's id, or the whole partner account. */
export interface Limit {
  calls: number
  perMs: number
}

/** The documented limits (reference 6.3), with some slack for the way there. Sending has no place here: the outbound
 *  pipeline paces each channel, and a 429 tells it to slow down. */
export const LIMITS = {
  login: { calls: 10, perMs: 61_000 },
  createApp: { calls: 10, perMs: 61_000 },
  appToken: { calls: 10, perMs: 61_000 },
  health: { calls: 10, perMs: 61_000 },
  capping: { calls: 10, perMs: 61_000 },
  templates: { calls: 10, perMs: 61_000 },
  // Two pages, two numbers; this is the smaller one.
  templateAnalytics: { calls: 5, perMs: 61_000 },
  subscription: { calls: 5, perMs: 61_000 },
  waba: { calls: 10, perMs: 61_000 },
  ratings: { calls: 10, perMs: 61_000 },
  wallet: { calls: 10, perMs: 1_100 },
  media: { calls: 10, perMs: 1_100 },
  marketingLite: { calls: 2, perMs: 3_660_000 },
  universalToken: { calls: 3, perMs: 61_000 },
  universalTokenList: { calls: 30, perMs: 61_000 },
  appUniversalToken: { calls: 10, perMs: 61_000 },
  other: { calls: 10, perMs: 1_100 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

export interface Limiter {
  /** Waits for a turn, first come first served; throws `busy` when it would not come within `patienceMs`. */
  take(name: LimitName, scope: string, patienceMs: number): Promise<void>
  /** The provider said 429: no call of this kind until the cooldown, which is the limit's period, is over. */
  cool(name: LimitName, scope: string): void
  cooldownMs(name: LimitName): number
}

/** For load tests against a provider that does not count: only a 429 closes. */
export const UNCOUNTED = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { perMs }]) => [name, { calls: Infinity, perMs }]),
) as Record<LimitName, Limit>

/** Counts in this process only, and that is enough over several: logins and new tokens, which all of them would ask for at
 *  the same moment, are counted in the token store; the rest are single calls about one app, made by jobs of which one
 *  runs per channel, and should two processes ever meet there, the provider's 429 closes the limit for its period. */
export function createLimiter(limits: Record<LimitName, Limit> = LIMITS): Limiter {
  const turns = new Map<string, { granted: number[]; closedUntil: number }>()

  function stateOf(name: LimitName, scope: string) {
    const key = `${name} ${scope}`
    const state = turns.get(key) ?? { granted: [], closedUntil: 0 }
    turns.set(key, state)
    return state
  }

  return {
    async take(name, scope, patienceMs) {
      const { calls, perMs } = limits[name]
      const state = stateOf(name, scope)
      const now = performance.now()
      const oldest = state.granted.length < calls ? 0 : (state.granted[0] ?? 0) + perMs
      const turn = Math.max(now, oldest, state.closedUntil)
      const delay = turn - now
      if (delay > patienceMs) {
        const more = { retryAfterMs: Math.ceil(delay) }
        throw new ProviderFault('busy', `Gupshup allows ${calls} such calls in ${perMs} ms`, more)
      }
      if (calls !== Infinity) state.granted.push(turn)
      if (state.granted.length > calls) state.granted.shift()
      if (delay > 0) await wait(delay)
    },
    cool(name, scope) {
      stateOf(name, scope).closedUntil = performance.now() + limits[name].perMs
    },
    cooldownMs: (name) => limits[name].perMs,
  }
}
