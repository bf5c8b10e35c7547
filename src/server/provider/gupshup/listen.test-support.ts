import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface Received {
  /** Method and path, `GET /a?b=c`. */
  line: string
  headers: IncomingHttpHeaders
  body: string
}

/** A server for one test that notes what it is asked. A number with a body answers; nothing leaves the caller hanging. */
export async function listen(answer: (asked: Received, response: ServerResponse) => [number, unknown] | undefined) {
  const received: Received[] = []
  const server = createServer((request, response) => void respond(request, response))
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const asked = { line: `${request.method} ${request.url}`, headers: request.headers, body: await text(request) }
    received.push(asked)
    const given = answer(asked, response)
    if (given) response.writeHead(given[0]).end(typeof given[1] === 'string' ? given[1] : JSON.stringify(given[1]))
  }
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${await portOf(server)}`, received, lines: () => received.map(({ line }) => line) }
}

/** Listens on a free port of this machine. */
export async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
