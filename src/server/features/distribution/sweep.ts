import type { System } from '../../context.ts'
import { forEach } from '../../jobs/for-each.ts'
import { giveOut } from './give-out.ts'
import { listQueuesWithWaiting } from './store.ts'

/** Job `distribution.sweep`: a word that was lost delays a ticket by a minute, and no longer. */
export const sweepDistribution =
  ({ db }: Pick<System, 'db'>) =>
  async (): Promise<void> => {
    await forEach(await db.asSystem('agents', listQueuesWithWaiting), (queue) => giveOut({ db }, queue))
  }
