import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { freePort } from './free-port.ts'
import { type Program, startProgram } from './program.ts'

const here = path.join(import.meta.dirname, '../..')
/** One for the rig, so that what one server sealed another one opens. */
export const SECRET = randomBytes(48).toString('base64')
const METRICS_TOKEN = randomBytes(24).toString('hex')

export interface ServerOptions {
  /** A free one when left out; given, a server comes back where it was. */
  port?: number
  /** Only doors and screens, or only what works in the background; both when left out. */
  run?: 'web' | 'worker'
  /** Base address of the simulator; nothing listens there when left out. */
  simulatorUrl?: string
  /** Settings beside the rig's own, as in the environment. */
  settings?: Record<string, string>
  /** A folder with another `src`, when it is not this one's program. */
  root?: string
  /** For Node itself, such as `--cpu-prof` or `--import=…`. */
  nodeFlags?: readonly string[]
}

export interface RigServer extends Program {
  readonly url: string
  /** Those it was started with, its port among them: give them again to start it again. */
  readonly options: ServerOptions & { port: number }
  /** Sum of a metric's series by its name, those that carry `labels` only; 0 when there is none. */
  metric(name: string, labels?: string): Promise<number>
}

/** `src/server/main.ts` in production mode, as a process of its own; ready when it says so. */
export async function startServerProgram(
  database: { url: string; folder: string },
  given: ServerOptions,
): Promise<RigServer> {
  const port = given.port ?? (await freePort())
  const options = { ...given, port }
  const url = `http://127.0.0.1:${port}`
  const simulatorUrl = given.simulatorUrl ?? 'http://127.0.0.1:9'
  const program = await startProgram({
    name: `server ${options.run ?? ''}${port}`,
    args: [
      ...(options.nodeFlags ?? []),
      path.join(options.root ?? here, 'src/server/main.ts'),
      ...(options.run ? [`--run=${options.run}`] : []),
    ],
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: path.join(database.folder, `data-${port}`),
      DATABASE_URL: database.url,
      SECRET,
      METRICS_TOKEN,
      GUPSHUP_PARTNER_EMAIL: 'partner@simulator.example',
      GUPSHUP_PARTNER_SECRET: 'simulator-secret',
      GUPSHUP_PARTNER_URL: simulatorUrl,
      GUPSHUP_API_URL: simulatorUrl,
      RATE_LIMITS: 'false',
      LOG_LEVEL: 'warn',
      ...options.settings,
    },
    ready: /^ready /m,
  })
  return Object.assign(program, {
    url,
    options,
    async metric(name: string, labels = '') {
      const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
      const lines = (await answer.text())
        .split('\n')
        .filter((l) => l.startsWith(`${name} `) || l.startsWith(`${name}{`))
      return lines.filter((l) => l.includes(labels)).reduce((sum, l) => sum + Number(l.slice(l.lastIndexOf(' '))), 0)
    },
  })
}
