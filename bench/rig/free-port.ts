import { createServer } from 'node:net'

/** Below what systems lend to outgoing calls (Linux: from 32,768 on), so that nobody is lent what is free here. */
const FIRST = 20_000
const LAST = 32_000
const BLOCK = 50

let next: Promise<number> | undefined

/** A port of 127.0.0.1 that stays free until its taker listens, and between a stop and a start: each process has a block of
 *  its own, marked by listening at its first port as long as it lives. */
export async function freePort(): Promise<number> {
  const before = next ?? ownBlock()
  next = before.then(async (last) => {
    for (let port = last + 1; port % BLOCK !== 0; port++) if (await listens(port)) return port
    return (await ownBlock()) + 1
  })
  return next
}

async function ownBlock(): Promise<number> {
  for (let block = FIRST; block < LAST; block += BLOCK) if (await listens(block, 'keep')) return block
  throw new Error('no block of ports is free')
}

function listens(port: number, keep?: 'keep'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => {
      if (!keep) return server.close(() => resolve(true))
      server.unref()
      resolve(true)
    })
  })
}
