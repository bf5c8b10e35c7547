import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { madeOnce, openDataFolder } from '../data-folder.ts'
import { findPlace } from './embedded-place.ts'
import { initialise, launch, shutDown, urlOf } from './embedded-server.ts'

const LOCK = 7_302_412
const IN_USE_AFTER_MS = 3_000

export interface EmbeddedPostgres {
  url: string
  stop(): void
}

/** Another process works on this folder; `url` leads to its PostgreSQL. */
export class DataDirInUse extends CannotStart {
  readonly url: string

  constructor(dataDir: string, url: string) {
    super(`DATA_DIR: Score Canales is running already on ${dataDir}. Stop it first, or choose another folder.`)
    this.url = url
  }
}

/** Starts PostgreSQL in `<dataDir>/postgres`, or adopts the one that a crash left running there, and starts it again
 *  when it dies. It has a session of its own, so that Ctrl-C and a killed application do not take it along.
 *  @throws DataDirInUse, CannotStart */
export async function startEmbedded(
  dataDir: string,
  flags: readonly string[] = [],
  say: (line: string) => void = () => undefined,
): Promise<EmbeddedPostgres> {
  openDataFolder(dataDir)
  const place = findPlace(dataDir, say)
  const password = madeOnce(path.join(dataDir, 'postgres-password'), () => randomBytes(24).toString('hex'))
  await initialise(place, password)
  let hold: pg.Client
  let stopped = false

  async function start(wantedPort?: number): Promise<number> {
    const port = await launch(place, password, flags, wantedPort)
    hold = await holdAlone(dataDir, urlOf(port, password))
    hold.on('end', () => void keepUp(port))
    return port
  }

  async function keepUp(port: number): Promise<void> {
    while (!stopped) {
      try {
        await start(port)
        return say('PostgreSQL had stopped; it runs again.')
      } catch (error) {
        say(`PostgreSQL has stopped and does not start: ${(error as Error).message}`)
        await sleep(1000)
      }
    }
  }

  const port = await start().catch((error: unknown) => {
    // A process that was leaving has taken the server along with it.
    if (error instanceof CannotStart) throw error
    return start()
  })
  return {
    url: urlOf(port, password),
    stop() {
      stopped = true
      shutDown(place)
      void hold.end()
    },
  }
}

/** A connection whose lock ends with this process, however it ends: two must not stop each other's server. */
async function holdAlone(dataDir: string, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  for (const end = Date.now() + IN_USE_AFTER_MS; ; await sleep(100)) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
    if (rows[0]?.got) return client
    if (Date.now() < end) continue
    await client.end()
    throw new DataDirInUse(dataDir, url)
  }
}
