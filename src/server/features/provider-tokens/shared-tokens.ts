import { randomUUID } from 'node:crypto'
import type { Database } from '../../database/doors.ts'
import type { KeptToken, TokenStore } from '../../provider/token-store.ts'
import type { Seal } from '../../seal.ts'
import { clearLease, findToken, takeLease, type TokenRow, updateToken } from './store.ts'

/** How often somebody waiting for another process looks whether it has finished. */
const LOOK_AGAIN_MS = 100

/** Tokens in the database. A lease is a row with an end, so that no transaction is open while the provider is asked; it ends
 *  at once when its process is found dead. */
export function sharedTokens(db: Database, seal: Seal, processId: string): TokenStore {
  /** What another secret sealed is worth nothing here, and a new one can be had. */
  function asKept(row: TokenRow | undefined): KeptToken | undefined {
    if (!row || row.sealed === null) return undefined
    try {
      const value = seal.open(row.sealed)
      return { value, leftMs: row.leftMs ?? Infinity, ...(row.name !== null && { name: row.name }) }
    } catch {
      return undefined
    }
  }

  return {
    find: async (key) => asKept(await db.asSystem('provider-tokens', (tx) => findToken(tx, key))),

    async lease(key, limit, forMs) {
      const leaseId = randomUUID()
      const wish = { id: leaseId, processId, forMs }
      const { row, waitMs } = await db.asSystem('provider-tokens', (tx) => takeLease(tx, key, wish, limit))
      if (waitMs !== null) return { waitMs: Math.max(waitMs, LOOK_AGAIN_MS) }
      return {
        kept: asKept(row),
        keep: ({ value, leftMs, name }) =>
          db.asSystem('provider-tokens', (tx) =>
            updateToken(tx, key, leaseId, { sealed: seal.close(value), leftMs, name: name ?? null }),
          ),
        end: () => db.asSystem('provider-tokens', (tx) => clearLease(tx, key, leaseId)),
      }
    },
  }
}
