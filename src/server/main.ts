import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { buildWeb } from '../../scripts/build-web.ts'
import { CannotStart } from './cannot-start.ts'
import { type Config, readConfig, SANDBOX_PARTNER } from './config.ts'
import { EMBEDDED_FLAGS } from './database/embedded-flags.ts'
import { type EmbeddedPostgres, startEmbedded } from './database/embedded.ts'
import { refuseMisfit } from './database/refuse-misfit.ts'
import { refuseClosedPort } from './ports.ts'
import { type Server, startServer } from './start.ts'

/** What runs in this process, in the order in which it is stopped. */
interface Running {
  server?: Server
  simulator?: { close(): Promise<void> }
  postgres?: EmbeddedPostgres
}

const STOP_AT_LATEST_MS = 25_000

const running: Running = {}
let stopping: Promise<void> | null = null

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function start(): Promise<void> {
  const config = readConfig({ ...process.env, ...given(process.argv.slice(2)) })
  const log = pino({
    level: config.LOG_LEVEL,
    redact: ['*.password', '*.token', '*.secret', 'req.headers.cookie', 'req.headers.authorization'],
  })
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'))
  await refuseClosedPort('PORT', config.PORT, config.HOST)
  if (config.sandbox) await refuseClosedPort('SIMULATOR_PORT', config.SIMULATOR_PORT, config.HOST)
  if (config.RUN !== 'worker') await buildWeb()
  if (stopping) return
  const databaseUrl = config.DATABASE_URL ?? (await startPostgres(config))
  if (stopping) return
  await refuseMisfit(databaseUrl, config)
  if (config.sandbox) await startSimulator(config)
  running.server = await startServer(config, { databaseUrl, log })
  if (stopping) return
  if (config.sandbox) {
    const { layOut } = await import('./sandbox/lay-out.ts')
    say(await layOut(running.server.system))
  }
  say(`ready ${config.PUBLIC_URL}`)
}

/** `--run=web` and the like: the one setting that is handier as an argument. */
function given(args: readonly string[]): { RUN?: string } {
  const other = args.find((arg) => !arg.startsWith('--run='))
  if (other !== undefined)
    throw new CannotStart(`${other} is not known; there is --run=web, --run=worker and --run=web,worker`)
  const run = args.at(-1)?.slice('--run='.length)
  return run === undefined ? {} : { RUN: run }
}

async function startPostgres({ DATA_DIR }: Config): Promise<string> {
  running.postgres = await startEmbedded(DATA_DIR, EMBEDDED_FLAGS, say)
  return running.postgres.url
}

async function startSimulator(config: Config): Promise<void> {
  const simulator = await import('../../simulator/simulator.ts')
  running.simulator = await simulator.startSimulator({
    port: config.SIMULATOR_PORT,
    host: config.HOST,
    stateFile: `${config.DATA_DIR}/simulator.jsonl`,
    partner: SANDBOX_PARTNER,
  })
}

/** The database last of all, after whatever uses it has drained; whoever was starting something finishes that first. */
async function stop(code: number): Promise<void> {
  const end = (c: number): never => {
    running.postgres?.stop()
    process.exit(c)
  }
  setTimeout(() => end(1), STOP_AT_LATEST_MS)
  try {
    await started.catch(() => undefined)
    await running.server?.stop()
    await running.simulator?.close()
  } catch (error) {
    process.stderr.write(`The stop was not clean: ${(error as Error).message}\n`)
    end(1)
  }
  end(code)
}

function explain(error: unknown): string {
  if (error instanceof CannotStart) return `Score Canales did not start.\n${error.message}\nSettings: docs/settings.md`
  if (!existsSync('package.json')) return 'Start from the folder of the project: npm start'
  const { code, path, message, stack } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM')
    return `Score Canales did not start: you have no right to ${path}. Does it belong to another user?`
  if (code === 'ENOSPC') return 'Score Canales did not start: the disk is full.'
  return `Score Canales did not start: ${process.env['LOG_LEVEL'] === 'debug' ? stack : message}`
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void (stopping ??= stop(0)))
const started = start()
try {
  await started
} catch (error) {
  // What a stop interrupted is no failure.
  if (!stopping) process.stderr.write(`${explain(error)}\n`)
  await (stopping ??= stop(1))
}
