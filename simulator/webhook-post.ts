import { Agent } from 'undici'

const timeoutMs = 10_000

/** Posts JSON over connections that are kept. */
export class Poster {
  readonly #agent = new Agent({
    allowH2: false,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })

  /** The HTTP status, or undefined when no answer came within 10 s. */
  post(url: string, body: string, headers: Record<string, string> = {}): Promise<number | undefined> {
    const target = URL.parse(url)
    if (target?.protocol !== 'http:' && target?.protocol !== 'https:') return Promise.resolve(undefined)
    const request = {
      origin: target.origin,
      path: target.pathname + target.search,
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
    } as const
    return new Promise((resolve) => {
      this.#agent.dispatch(request, {
        onRequestStart: () => {},
        onResponseStart: (_controller, status) => resolve(status),
        onResponseData: () => {},
        onResponseEnd: () => {},
        onResponseError: () => resolve(undefined),
      })
    })
  }

  /** Ends what is under way without an answer. */
  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

export const accepted = (status: number | undefined) => status !== undefined && status >= 200 && status < 300
