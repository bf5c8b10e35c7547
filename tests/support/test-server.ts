import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import { freePort } from '../../bench/rig/free-port.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts'
import { readConfig } from '../../src/server/config.ts'
import type { System } from '../../src/server/context.ts'
import { startServer } from '../../src/server/start.ts'
import { type Call, caller } from './caller.ts'
import { freshDatabase } from './fresh-database.ts'

export interface TestServer {
  url: string
  system: System
  /** Gupshup, as far as this server can tell. */
  simulator: Simulator
  databaseUrl: string
  /** Nobody signed in. */
  anonymous: Call
  /** Straight into the database, past every wall: for arranging and for looking, never for acting. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  /** One more process of the same installation, at an address of its own; `RUN` and other settings as in the environment. */
  beside(settings?: Record<string, string>): Promise<{ url: string; stop(): Promise<void> }>
  /** Stops the server properly and starts it again: same address, database and simulator. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface TestServerOptions {
  simulator?: Partial<SimulatorOptions>
  /** Settings beside the usual ones, as in the environment. */
  settings?: Record<string, string>
}

const PARTNER = { email: 'partner@simulator.example', secret: 'simulator-secret' }

/** A whole server in production mode on a free port, over a database of its own, with the simulator as its Gupshup.
 *  `LOG_LEVEL=debug` in the environment shows its log. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const databaseUrl = await freshDatabase()
  const simulator = await startSimulator({
    port: 0,
    reviewDelayMs: 50,
    statusDelayMs: 20,
    rateLimits: false,
    partner: PARTNER,
    ...options.simulator,
  })
  const dataDir = mkdtempSync(path.join(inject('runFolder'), 'data-'))
  const port = await freePort()
  const environment = {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SECRET: randomBytes(48).toString('base64'),
    GUPSHUP_PARTNER_EMAIL: PARTNER.email,
    GUPSHUP_PARTNER_SECRET: PARTNER.secret,
    GUPSHUP_PARTNER_URL: simulator.url,
    GUPSHUP_API_URL: simulator.url,
    RATE_LIMITS: 'false',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ...options.settings,
  }
  const start = (given: Record<string, string>) => {
    const config = readConfig(given)
    return startServer(config, { databaseUrl, log: pino({ level: config.LOG_LEVEL }) })
  }
  let server = await start(environment)
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  owner.on('error', () => undefined)
  owner.on('connect', (client) => client.on('error', () => undefined))
  return {
    url: server.url,
    get system() {
      return server.system
    },
    simulator,
    databaseUrl,
    anonymous: caller(server.url),
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await owner.query(text, values)).rows as Row[],
    async beside(settings = {}) {
      const own = { PORT: String(await freePort()), ...settings }
      const other = await start({ ...environment, ...own })
      return { url: `http://127.0.0.1:${own.PORT}`, stop: () => other.stop() }
    },
    async restart() {
      await server.stop()
      server = await start(environment)
    },
    async stop() {
      await server.stop()
      await simulator.close()
      await owner.end()
    },
  }
}
