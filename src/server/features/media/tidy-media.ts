import type { System } from '../../context.ts'
import { keysInUse } from './store.ts'

/** Job `media.tidy`: files that a crash left between the disk and their row. */
export const tidyMedia =
  ({ db, storage, log }: System) =>
  async (): Promise<void> => {
    const { removed } = await storage.tidy(
      async (keys) => new Set(await db.asSystem('media', (tx) => keysInUse(tx, keys))),
    )
    if (removed > 0) log.info({ removed }, 'removed files that nothing names')
  }
