import type { AddressInfo } from 'node:net'
import { Books } from './books.ts'
import { Dispatcher } from './delivery.ts'
import { Ledger } from './ledger.ts'
import { resumeMessages } from './messages.ts'
import { seededRandom } from './random.ts'
import { RateLimits } from './rate-limits.ts'
import { resumeReviews } from './review.ts'
import { Script, type Step, stepsSchema } from './script.ts'
import { type SeededApp, seedApp } from './seed.ts'
import { buildServer } from './server.ts'
import { type Settings, settingsSchema } from './settings.ts'
import { resumeSignUps } from './signup.ts'
import type { Sim } from './sim.ts'
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
  /** Where the ledger is written, line by line, beside memory. */
  ledgerFile?: string
  /** How many of the newest entries of the ledger stay in memory. */
  ledgerKept?: number
  /** Webhooks of one app that may be under way at once; the order then holds per customer only. */
  lanesPerApp?: number
  /** The account that may log in. */
  partner?: { email?: string; secret?: string; id?: string }
  /** What happens to the first calls and webhooks. */
  script?: Step[]
}

export interface Simulator {
  readonly url: string
  readonly port: number
  readonly settings: Settings
  readonly books: Books & { seedApp(seed: SeededApp): string }
  readonly ledger: Ledger
  /** Webhooks still to be posted, or to be posted again. */
  readonly owed: number
  /** Adds steps for the next calls and webhooks that match. */
  script(steps: Step[]): void
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
  const {
    port: wantedPort,
    host = '127.0.0.1',
    publicUrl,
    seed = Date.now(),
    stateFile,
    ledgerFile,
    ledgerKept,
  } = options
  const { lanesPerApp = 1, partner, script: steps = [], ...given } = options
  const settings = settingsSchema.strip().parse(given)
  const timers = new Timers()
  const parts = {
    books: new Books(stateFile),
    timers,
    settings,
    script: new Script(),
    ledger: new Ledger(ledgerFile, ledgerKept ?? 1_000_000),
    now: () => Date.now() + settings.clockOffsetMs,
    random: seededRandom(seed),
    webhookRandom: seededRandom(seed + 1),
    apiRandom: seededRandom(seed + 2),
  }
  const { books, ledger, script } = parts
  let url = ''
  const sim: Sim = {
    ...parts,
    url: () => publicUrl ?? url,
    partner: { email: 'partner@simulator.example', secret: 'simulator-secret', id: '7', ...partner },
    limits: new RateLimits(settings),
    delivery: new Dispatcher(parts, lanesPerApp),
  }
  const play = (more: Step[]) => script.add(stepsSchema.parse(more))
  play(steps)
  for (const { phone, name } of inventedCustomers) books.customer(phone, name)
  const server = buildServer(sim)
  await server.listen({ port: wantedPort, host })
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
    books: Object.assign(books, { seedApp: (app: SeededApp) => seedApp(sim, app) }),
    ledger,
    get owed() {
      return sim.delivery.owed
    },
    script: play,
    async close() {
      timers.stop()
      await sim.delivery.stop()
      await server.close()
      ledger.close()
      books.close()
    },
  }
}
