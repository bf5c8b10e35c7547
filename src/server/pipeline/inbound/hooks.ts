import type { Database } from '../../database/doors.ts'
import { hookByKey } from '../../features/channels/hook-by-key.ts'
import type { Seal } from '../../seal.ts'

const KNOWN_MS = 30_000
/** A connection in the making still changes, and so does what nobody knows yet. */
const UNSETTLED_MS = 1_000
const REMEMBERED_AT_MOST = 10_000
const STRAY_LOOKUPS_A_MINUTE = 60
/** As we make them: 24 random bytes in base64url. Nothing else is worth a look-up. */
const KEY = /^[\w-]{32}$/

export type Hook = Omit<NonNullable<Awaited<ReturnType<typeof hookByKey>>>, 'sealedSecret' | 'secretCarried'> & {
  /** Null until the provider was seen to carry it. */
  secret: Buffer | null
}

/** The keys given out, as the database knows them, asked for now and then. An address that guesses keys is soon asked to
 *  wait, without a look-up; keys that were known a while ago are looked up all the same. */
export function openHooks(db: Database, seal: Seal, { limited }: { limited: boolean }) {
  const seen = new Map<string, { hook: Hook | undefined; until: number }>()
  const strays = new Map<string, number>()
  let minute = 0

  function exhausted(address: string): boolean {
    const now = Math.floor(Date.now() / 60_000)
    if (now !== minute || strays.size > REMEMBERED_AT_MOST) strays.clear()
    minute = now
    return limited && (strays.get(address) ?? 0) >= STRAY_LOOKUPS_A_MINUTE
  }

  async function look(key: string): Promise<Hook | undefined> {
    const row = await db.asSystem('channel-by-key', (tx) => hookByKey(tx, key))
    if (row === undefined) return undefined
    const { sealedSecret, secretCarried, ...hook } = row
    return { ...hook, secret: secretCarried ? Buffer.from(seal.open(sealedSecret)) : null }
  }

  return {
    /** Undefined for keys that we never gave out. */
    async find(key: string, address: string): Promise<Hook | undefined | 'too_many'> {
      if (!KEY.test(key)) return undefined
      const hit = seen.get(key)
      if (hit && hit.until > Date.now()) return hit.hook
      if (hit?.hook === undefined && exhausted(address)) return 'too_many'
      const hook = await look(key)
      if (hook === undefined) strays.set(address, (strays.get(address) ?? 0) + 1)
      if (seen.size > REMEMBERED_AT_MOST) seen.clear()
      seen.set(key, { hook, until: Date.now() + (hook?.secret ? KNOWN_MS : UNSETTLED_MS) })
      return hook
    },
  }
}
