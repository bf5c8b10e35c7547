import { problemOf } from '../../api.ts'

const PATIENCE = 15_000
const PAUSES = [1000, 3000]

/**
 * Calls until the server has answered, three times at most; a lost answer heals by itself.
 * Only for what carries a client key: the server may have done it already.
 */
export async function deliver<T>(call: (options: { signal: AbortSignal }) => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await once(call)
    } catch (error) {
      if (problemOf(error).code !== 'unreachable') throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return once(call)
}

async function once<T>(call: (options: { signal: AbortSignal }) => Promise<T>): Promise<T> {
  try {
    return await call({ signal: AbortSignal.timeout(PATIENCE) })
  } catch (error) {
    // No answer in time is told like no connection.
    throw error instanceof DOMException ? new TypeError(error.message) : error
  }
}
