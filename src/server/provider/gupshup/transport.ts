import type { Agent, Dispatcher } from 'undici'

export interface Answer {
  status: number
  text: string
}

/** No whole answer came. `left` says whether the request had begun to leave: if not, nobody can have acted on it. */
export class Interrupted extends Error {
  readonly left: boolean
  constructor(left: boolean, cause: Error) {
    super(cause.message || ('code' in cause ? String(cause.code) : cause.name), { cause })
    this.name = 'Interrupted'
    this.left = left
  }
}

const LONGEST_ANSWER = 16 * 1024 * 1024

/** One HTTP exchange, bounded from the call to the last byte of the answer. undici calls `onRequestStart` just before it
 *  writes to a connected socket, so that no list of error codes is needed to know whether a request left. */
export function exchange(
  agent: Agent,
  options: Dispatcher.DispatchOptions,
  timeoutMs: number,
  onLeaving?: () => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined
    let over = false
    let status = 0
    let length = 0
    const chunks: Buffer[] = []
    const timer = setTimeout(() => fail(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)

    function fail(error: Error) {
      if (over) return
      over = true
      clearTimeout(timer)
      reject(new Interrupted(controller !== undefined, error))
      controller?.abort(error)
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        if (over) started.abort(new Error('given up before it was sent'))
        else {
          controller = started
          onLeaving?.()
        }
      },
      onResponseStart(_, statusCode) {
        status = statusCode
      },
      onResponseData(_, chunk) {
        length += chunk.length
        if (length > LONGEST_ANSWER) fail(new Error('the answer is too long'))
        else chunks.push(chunk)
      },
      onResponseEnd() {
        if (over) return
        over = true
        clearTimeout(timer)
        resolve({ status, text: Buffer.concat(chunks).toString('utf8') })
      },
      onResponseError(_, error) {
        fail(error)
      },
    }
    try {
      agent.dispatch(options, handler)
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  })
}
