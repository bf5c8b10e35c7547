import { createServer, type Socket } from 'node:net'

export interface MailSink {
  /** For SMTP_URL. */
  url: string
  /** Mails as they came, headers and all, soft line breaks undone. */
  mails: string[]
  close(): Promise<void>
}

/** A mail server that keeps what it is given. */
export async function startMailSink(): Promise<MailSink> {
  const mails: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    receive(socket, mails)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function receive(socket: Socket, mails: string[]): void {
  let [pending, body] = ['', null as string[] | null]
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 sink.example.com ready')
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    const lines = (pending + chunk.toString()).split('\r\n')
    pending = lines.pop()!
    for (const line of lines) {
      if (body && line !== '.') body.push(line)
      else if (body) {
        mails.push(body.join('\n').replaceAll('=\n', '').replaceAll('=3D', '='))
        body = null
        say('250 kept')
      } else if (/^DATA/i.test(line)) {
        body = []
        say('354 go on')
      } else if (/^QUIT/i.test(line)) {
        say('221 bye')
        socket.end()
      } else say(/^EHLO/i.test(line) ? '250 sink.example.com' : '250 ok')
    }
  })
}
