import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { deleteUnused, fileKeysInUse } from './store.ts'

const BITE = 500

/** Uploads that nothing came of: a day after they were last used, unless a message, template, draft or profile names them. */
export async function tidyFiles({ db, storage, log }: System): Promise<void> {
  let gone = 0
  for (let bite = BITE; bite === BITE; gone += bite) {
    const keys = await db.asSystem('media', (tx) => deleteUnused(tx, BITE))
    // One that a crash leaves behind belongs to no row, and goes with the next night's.
    for (const key of keys) await storage.remove(key)
    bite = keys.length
  }
  if (gone > 0) log.info({ files: gone }, 'removed uploads that nothing came of')
}

/** Which of these keys of the storage are files that are kept. */
export const keptFiles = (tx: Tx, keys: string[]): Promise<string[]> => fileKeysInUse(tx, keys)
