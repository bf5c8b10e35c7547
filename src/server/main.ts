import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { buildWeb } from '../../scripts/build-web.ts'
import { BadSetting, type Config, readConfig, SANDBOX_PARTNER } from './config.ts'
import { type EmbeddedPostgres, startEmbedded } from './database/embedded.ts'
import { type Server, startServer } from './start.ts'

/** What runs in this process, in the order in which it is stopped. */
interface Running {
  server?: Server
  simulator?: { close(): Promise<void> }
  postgres?: EmbeddedPostgres
}

const running: Running = {}
let stopping: Promise<void> | null = null

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({
    level: config.LOG_LEVEL,
    redact: ['*.password', '*.token', '*.secret', 'req.headers.cookie', 'req.headers.authorization'],
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void (stopping ??= stop(0)))
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'))

  await buildWeb()
  if (config.DATABASE_URL === undefined) running.postgres = await startEmbedded(config.DATA_DIR, tuned)
  const databaseUrl = config.DATABASE_URL ?? running.postgres!.url
  if (config.sandbox) await startSandbox(config)
  running.server = await startServer(config, { databaseUrl, log })
  if (config.sandbox) {
    const { layOut } = await import('./sandbox/lay-out.ts')
    process.stdout.write(await layOut(running.server.system))
  }
  if (!stopping) process.stdout.write(`ready ${config.PUBLIC_URL}\n`)
}

/** Memory and vacuuming for a small machine of its own; a server given by DATABASE_URL is its owner's to tune. */
const tuned = ['shared_buffers=256MB', 'max_wal_size=4GB', 'autovacuum_naptime=5s', 'max_connections=100'].flatMap(
  (s) => ['-c', s],
)

async function startSandbox(config: Config): Promise<void> {
  const { startSimulator } = await import('../../simulator/simulator.ts')
  running.simulator = await startSimulator({
    port: config.SIMULATOR_PORT,
    host: config.HOST,
    stateFile: `${config.DATA_DIR}/simulator.jsonl`,
    partner: SANDBOX_PARTNER,
  })
}

/** The database last of all, after whatever uses it has drained. */
async function stop(code: number): Promise<void> {
  await running.server?.stop()
  await running.simulator?.close()
  running.postgres?.stop()
  process.exit(code)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  await (stopping ??= stop(1))
}

function explain(error: unknown): string {
  if (error instanceof BadSetting) return `The settings do not allow a start:\n${error.message}\nSee docs/settings.md.`
  const { code, port } = error as { code?: string; port?: number }
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: is Score Canales running already? Choose another with PORT or SIMULATOR_PORT.`
  if (!existsSync('package.json')) return 'Start from the folder of the project.'
  return `The start failed: ${error instanceof Error ? error.stack : String(error)}`
}
