import { setTimeout as wait } from 'node:timers/promises'

/** Of two transactions that wait for each other PostgreSQL ends one (a deadlock), or one that a newer state overtook. */
const OVERTAKEN = new Set(['40P01', '40001'])

export const isOvertaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OVERTAKEN.has(String(error.code))

/** By a constraint, or as data that cannot be: refused the next time too. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))

const TIMES = 3

/** Runs a transaction, and once more when it was ended so: nothing of it was kept, and whoever asked need not know. After
 *  a moment of chance, so that the two do not meet again; `TIMES` in all. */
export async function again<T>(transaction: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await transaction()
    } catch (error) {
      if (!isOvertaken(error) || time === TIMES) throw error
      await wait(time * (10 + Math.random() * 40))
    }
  }
}
