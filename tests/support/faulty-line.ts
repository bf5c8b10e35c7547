import { createServer, type IncomingMessage, request as ask, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to one request on its way to Gupshup. `lost`: it arrives and acts, the answer never comes;
 *  `cut`: it does not arrive whole; `hang`: it arrives, and the answer waits until `release`. */
export type Fault = 'lost' | 'cut' | 'hang' | { status: number; body: object }

/** A line between the server and the simulator on which a test breaks things. */
export async function faultyLine(simulatorUrl: () => string) {
  let faultFor: (req: IncomingMessage) => Fault | null = () => null
  let held: (() => void)[] = []
  const server: Server = createServer((req, res) => {
    const fault = faultFor(req)
    if (fault === 'cut') return void req.socket.destroy()
    if (typeof fault === 'object' && fault !== null) {
      req.resume()
      return void res.writeHead(fault.status, { 'content-type': 'application/json' }).end(JSON.stringify(fault.body))
    }
    forward(req, res, fault)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  function forward(req: IncomingMessage, res: ServerResponse, fault: 'lost' | 'hang' | null): void {
    const { port } = new URL(simulatorUrl())
    const onward = ask({ port, path: req.url, method: req.method, headers: req.headers }, (answer) => {
      const pass = () => {
        res.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(res)
      }
      if (fault === 'lost') req.socket.destroy()
      else if (fault === 'hang') held.push(pass)
      else pass()
    })
    onward.on('error', () => req.socket.destroy())
    req.pipe(onward)
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** From now on; `null` lets a request through. */
    break(how: (req: IncomingMessage) => Fault | null) {
      faultFor = how
    },
    mend() {
      faultFor = () => null
    },
    held: () => held.length,
    release() {
      for (const pass of held) pass()
      held = []
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
