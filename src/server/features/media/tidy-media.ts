import type { System } from '../../context.ts'
import { keptImports } from '../contacts/kept-imports.ts'
import { keptFiles, tidyFiles } from '../files/tidy-files.ts'
import { keysInUse } from './store.ts'

/** Job `media.tidy`: uploads that nothing came of, and files that a crash left between the disk and their row. */
export const tidyMedia = (system: System) => {
  const { db, storage, log } = system
  const kept = (keys: string[]) =>
    db.asSystem(
      'media',
      async (tx) =>
        new Set([...(await keysInUse(tx, keys)), ...(await keptFiles(tx, keys)), ...(await keptImports(tx, keys))]),
    )
  return async (): Promise<void> => {
    await tidyFiles(system)
    const { removed } = await storage.tidy(kept)
    if (removed > 0) log.info({ removed }, 'removed files that nothing names')
  }
}
