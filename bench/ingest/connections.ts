import { connect, type Socket } from 'node:net'

/** HTTP/1.1 kept alive over plain sockets, one request at a time on each: cheaper than any client, since the answers of a
 *  webhook's door are read for their status alone. */
export interface Connections {
  /** Posts now if a connection is free, else as soon as one is; `done` gets the status, 0 for a broken connection. */
  post(body: string, done: (status: number) => void): void
  /** Requests without an answer so far. */
  open(): number
  close(): void
}

interface Request {
  body: string
  done: (status: number) => void
}

export async function openConnections(
  url: string,
  headers: Record<string, string>,
  count: number,
): Promise<Connections> {
  const { hostname, port, pathname, host } = new URL(url)
  const lines = Object.entries({ host, 'content-type': 'application/json', ...headers }).map(
    ([k, v]) => `${k}: ${v}\r\n`,
  )
  const head = `POST ${pathname} HTTP/1.1\r\n${lines.join('')}content-length: `
  const free: ((request: Request) => void)[] = []
  const waiting: Request[] = []
  let waitingHead = 0
  let open = 0
  let closed = false

  function next(send: (request: Request) => void): void {
    const request = waiting[waitingHead]
    if (request === undefined) return void free.push(send)
    waitingHead++
    if (waitingHead === waiting.length) waitingHead = waiting.length = 0
    send(request)
  }

  function attach(socket: Socket): void {
    let request: Request | undefined
    let answer = ''
    const send = (r: Request) => {
      request = r
      socket.write(`${head}${r.body.length}\r\n\r\n${r.body}`, 'latin1')
    }
    const finish = (status: number) => {
      const done = request?.done
      request = undefined
      answer = ''
      if (done === undefined) return
      open--
      done(status)
    }
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      answer += chunk
      if (!isWhole(answer)) return
      const status = Number(answer.slice(9, 12))
      finish(status)
      next(send)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      finish(0)
      const at = free.indexOf(send)
      if (at >= 0) free.splice(at, 1)
      if (!closed) setTimeout(() => !closed && attach(connect({ host: hostname, port: Number(port) })), 100)
    })
    if (socket.connecting) socket.once('connect', () => next(send))
    else next(send)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }

  const sockets = new Set<Socket>()
  for (let n = 0; n < count; n++) {
    const socket = connect({ host: hostname, port: Number(port) })
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    attach(socket)
  }
  return {
    post(body, done) {
      open++
      const request = { body, done }
      const send = free.pop()
      if (send) send(request)
      else waiting.push(request)
    },
    open: () => open,
    close() {
      closed = true
      for (const socket of sockets) socket.destroy()
    },
  }
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /content-length: (\d+)/i.exec(answer.slice(0, end))
  return answer.length >= end + 4 + Number(length?.[1] ?? 0)
}
