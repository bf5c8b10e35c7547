import type { Database } from '../../database/doors.ts'
import type { Seal } from '../../seal.ts'
import { findApiKey } from './by-hand-store.ts'

/** How long a key, or that there is none, is believed: every send asks. */
const BELIEVED_MS = 5_000

/** ST-5: the key of an app that was connected by hand; undefined for those of the partner account. */
export function apiKeys(db: Database, seal: Seal): (appId: string) => Promise<string | undefined> {
  const known = new Map<string, { key: Promise<string | undefined>; until: number }>()

  async function read(appId: string): Promise<string | undefined> {
    const sealed = await db.asSystem('outbound', (tx) => findApiKey(tx, appId))
    return sealed === null ? undefined : seal.open(sealed)
  }

  return (appId) => {
    const found = known.get(appId)
    if (found && found.until > Date.now()) return found.key
    const key = read(appId)
    // A failed look is not believed.
    key.catch(() => known.delete(appId))
    known.set(appId, { key, until: Date.now() + BELIEVED_MS })
    return key
  }
}
