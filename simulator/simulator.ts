import type { AddressInfo } from 'node:net'
import { Books } from './books.ts'
import { Dispatcher } from './delivery.ts'
import { resumeMessages } from './messages.ts'
import { seededRandom } from './random.ts'
import { RateLimits } from './rate-limits.ts'
import { resumeReviews } from './review.ts'
import { type SeededApp, seedApp } from './seed.ts'
import { buildServer } from './server.ts'
import { resumeSignUps } from './signup.ts'
import type { Settings, Sim } from './sim.ts'
import { Timers } from './timers.ts'

export interface SimulatorOptions extends Partial<Settings> {
  /** 0 takes a free one. */
  port: number
  host?: string
  /** The address that sign-up links and files carry, when it is not the one listened on. */
  publicUrl?: string
  seed?: number
  /** Where the books are kept; without it they end with the simulator. */
  stateFile?: string
  /** False switches the documented rate limits off, for load tests. */
  rateLimits?: boolean
  /** Webhooks of one app that may be under way at once; the order then holds per customer only. */
  lanesPerApp?: number
  /** The account that may log in. */
  partner?: { email: string; secret: string }
}

export interface Simulator {
  readonly url: string
  readonly port: number
  readonly settings: Settings
  readonly books: Books & { seedApp(seed: SeededApp): string }
  close(): Promise<void>
}

const inventedCustomers = [
  { phone: '51900100001', name: 'Rosa Huamán' },
  { phone: '51900100002', name: 'Luis Paredes' },
  { phone: '51900100003', name: 'Carmen Quispe' },
  { phone: '51900100004', name: 'Jorge Salas' },
]

/** A Gupshup of our own: Partner API, self-serve API, sign-up page and the phones of customers, on one port. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1'
  const books = new Books(options.stateFile)
  const timers = new Timers()
  const settings: Settings = {
    reviewDelayMs: options.reviewDelayMs ?? 3000,
    statusDelayMs: options.statusDelayMs ?? 400,
    signUpDelayMs: options.signUpDelayMs ?? null,
  }
  let url = ''
  const sim: Sim = {
    url: () => options.publicUrl ?? url,
    partner: { email: 'partner@simulator.example', secret: 'simulator-secret', ...options.partner, id: '7' },
    books,
    settings,
    limits: new RateLimits(options.rateLimits ?? true),
    delivery: new Dispatcher(books, timers, options.lanesPerApp ?? 1),
    timers,
    random: seededRandom(options.seed ?? Date.now()),
  }
  for (const { phone, name } of inventedCustomers) books.customer(phone, name)
  const server = buildServer(sim)
  await server.listen({ port: options.port, host })
  const { port } = server.server.address() as AddressInfo
  url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  sim.delivery.resume()
  resumeSignUps(sim)
  resumeReviews(sim)
  resumeMessages(sim)

  return {
    url,
    port,
    settings,
    books: Object.assign(books, { seedApp: (seed: SeededApp) => seedApp(sim, seed) }),
    async close() {
      timers.stop()
      sim.delivery.stop()
      await server.close()
      books.close()
    },
  }
}
