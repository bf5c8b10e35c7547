import http from 'node:http'
import https from 'node:https'

const timeoutMs = 10_000
const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

/** The HTTP status, or undefined when no answer came. A socket that was closed while idle is replaced once. */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<number | undefined> {
  const first = await postOnce(url, body, headers, signal)
  return first === 'stale' ? numberOf(await postOnce(url, body, headers, signal)) : first
}

const numberOf = (answer: number | 'stale' | undefined) => (answer === 'stale' ? undefined : answer)

function postOnce(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<number | 'stale' | undefined> {
  return new Promise((resolve) => {
    const target = URL.parse(url)
    const protocol = target?.protocol
    if (!target || (protocol !== 'http:' && protocol !== 'https:')) {
      resolve(undefined)
      return
    }
    const request = (protocol === 'https:' ? https : http).request(target, {
      method: 'POST',
      agent: agents[protocol],
      signal,
      headers: {
        'content-type': 'application/json;charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    })
    const timer = setTimeout(() => request.destroy(), timeoutMs)
    request.on('response', (response) => {
      clearTimeout(timer)
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', () => {
      clearTimeout(timer)
      resolve(request.reusedSocket && !signal.aborted ? 'stale' : undefined)
    })
    request.end(body)
  })
}

export const accepted = (status: number | undefined) => status !== undefined && status >= 200 && status < 300
