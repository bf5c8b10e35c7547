// Tokens of the provider, kept where all processes find them: none asks for what another one has.

/** A token as it is kept. */
export interface KeptToken {
  value: string
  /** What the provider knows it by, where it has a name. */
  name?: string
  /** Milliseconds until it expires; Infinity for one that does not. */
  leftMs: number
}

/** The right to fetch one token. It ends by itself when its holder dies. */
export interface TokenLease {
  /** What is kept now: another process may have been faster. */
  kept: KeptToken | undefined
  keep(token: KeptToken): Promise<void>
  end(): Promise<void>
}

export interface TokenStore {
  find(key: string): Promise<KeptToken | undefined>
  /** One holder at a time over all processes, and `limit.calls` leases in any `limit.perMs`. Where it is not to be had now:
   *  how long to wait before looking again. */
  lease(key: string, limit: { calls: number; perMs: number }, forMs: number): Promise<TokenLease | { waitMs: number }>
}

/** For a program that is one process and keeps nothing. */
export function tokensInMemory(): TokenStore {
  const tokens = new Map<string, { token: KeptToken; at: number }>()
  const find = (key: string): KeptToken | undefined => {
    const entry = tokens.get(key)
    return entry && { ...entry.token, leftMs: entry.token.leftMs - (performance.now() - entry.at) }
  }
  return {
    find: async (key) => find(key),
    lease: async (key) => ({
      kept: find(key),
      keep: async (token) => void tokens.set(key, { token, at: performance.now() }),
      end: async () => undefined,
    }),
  }
}
