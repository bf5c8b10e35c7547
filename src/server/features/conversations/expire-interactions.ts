import type { System } from '../../context.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { endUnanswered, forgetEarlierSenders } from './interaction-store.ts'

/** Job `interaction.expire` (TK-4). */
export const expireInteractions =
  ({ db, config }: System) =>
  async (): Promise<void> => {
    await db.asSystem('upkeep', async (tx) => {
      const ended = await endUnanswered(tx, config.UNANSWERED_DAYS)
      await announceAll(tx, new Set(ended.map((e) => announcementText(e.companyId, 'sends', e.id, e.seers))))
      await forgetEarlierSenders(tx)
    })
  }
