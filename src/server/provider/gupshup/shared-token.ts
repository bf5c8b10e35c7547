import { setTimeout as wait } from 'node:timers/promises'
import { ProviderFault } from '../port.ts'
import type { KeptToken, TokenLease, TokenStore } from '../token-store.ts'
import type { Limit } from './rate-limits.ts'

export interface TokenKind {
  /** Under which all processes know it. */
  key: string
  limit: Limit
  /** How long before its end it is renewed. */
  renewMs: number
  /** For how long a refusal is not asked for again: credentials that are tried on and on lock an account. */
  refusedForMs?: number
  /** `former` is the one that is being replaced. */
  fetch(former: KeptToken | undefined): Promise<KeptToken>
}

/** Gives the token; never `refused`, which was just answered with 401. */
export type Token = (refused?: string) => Promise<string>

/** A fetch is two exchanges at most, each with its turn to wait for. */
const LEASE_MS = 45_000
const PATIENCE_MS = 20_000
/** One that could not be renewed serves on while it lives; renewing is tried again after this. */
const SERVE_ON_MS = 30_000

/** One token that many ask for, in this process and in others: fetched once at a time, renewed before it expires, replaced
 *  when it is refused. */
export function sharedToken(store: TokenStore, kind: TokenKind): Token {
  let held: { value: string; until: number } | undefined
  let coming: Promise<string> | undefined
  let dead: string | undefined
  let refusal: { fault: ProviderFault; until: number } | undefined

  const isAlive = (token: KeptToken | undefined): token is KeptToken =>
    token !== undefined && token.value !== dead && token.leftMs > 0
  const isFresh = (token: KeptToken) => token.leftMs > kind.renewMs

  function hold(token: KeptToken, forMs: number): string {
    held = { value: token.value, until: performance.now() + forMs }
    return token.value
  }
  const holdFresh = (token: KeptToken) => hold(token, token.leftMs - kind.renewMs)

  async function renewed(): Promise<string> {
    for (const deadline = performance.now() + PATIENCE_MS; ;) {
      const kept = await orUnreadable(store.find(kind.key))
      if (isAlive(kept) && isFresh(kept)) return holdFresh(kept)
      const got = await orUnreadable(store.lease(kind.key, kind.limit, LEASE_MS))
      if ('keep' in got) return fetched(got)
      if (performance.now() + got.waitMs > deadline) {
        if (isAlive(kept)) return hold(kept, Math.min(kept.leftMs, SERVE_ON_MS))
        throw new ProviderFault('busy', 'a new token of Gupshup has to be waited for', { retryAfterMs: got.waitMs })
      }
      await wait(got.waitMs)
    }
  }

  async function fetched(lease: TokenLease): Promise<string> {
    const { kept } = lease
    try {
      if (isAlive(kept) && isFresh(kept)) return holdFresh(kept)
      const fresh = await kind.fetch(kept)
      // Gupshup may hand out the refused one again: then that 401 was a passing one, and it counts as good.
      if (fresh.value === dead) dead = undefined
      // Whoever cannot keep it may use it all the same; the next process fetches its own.
      await lease.keep(fresh).catch(() => undefined)
      return hold(fresh, Math.max(fresh.leftMs - kind.renewMs, fresh.leftMs / 2))
    } catch (fault) {
      if (isAlive(kept)) return hold(kept, Math.min(kept.leftMs, SERVE_ON_MS))
      if (fault instanceof ProviderFault && fault.verdict === 'refused')
        refusal = { fault, until: performance.now() + (kind.refusedForMs ?? 0) }
      throw fault
    } finally {
      await lease.end().catch(() => undefined)
    }
  }

  return async (refused) => {
    if (refused !== undefined) dead = refused
    if (held && held.value !== dead && performance.now() < held.until) return held.value
    if (refusal && performance.now() < refusal.until) throw refusal.fault
    coming ??= renewed().finally(() => (coming = undefined))
    return coming
  }
}

/** Without the store nothing has left for Gupshup yet. */
async function orUnreadable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ProviderFault('never_sent', `the tokens of Gupshup cannot be read: ${why}`)
  }
}
