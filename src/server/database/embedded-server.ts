import { execFile, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { draftOf, type Place, sweepDrafts, takePlace } from './embedded-place.ts'
import { forgetForeignPid } from './foreign-pid.ts'

const MAX_LOG_BYTES = 10_000_000

/** Makes the cluster where there is none. The password is that of user postgres. */
export async function initialise(place: Place, password: string): Promise<void> {
  const { cluster, who, version } = place
  sweepDrafts(cluster)
  if (existsSync(cluster)) {
    const made = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (version.startsWith(`${made}.`)) return
    throw new CannotStart(`DATA_DIR: the database in ${cluster} is one of PostgreSQL ${made}, this is ${version}.`)
  }
  const draft = draftOf(cluster)
  const passwordFile = `${draft}.password`
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (who) for (const p of [draft, passwordFile]) chownSync(p, who.uid, who.gid)
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const user = ['-U', 'postgres', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256']
  const made = await run(place, 'initdb', ['-D', draft, ...user, ...locale])
  rmSync(passwordFile)
  if (!made.ok) throw new CannotStart(`DATA_DIR: no database could be made in ${cluster}.\n${made.text}`)
  takePlace(draft, cluster)
}

/** Starts the server, or finds it running; answers its port. One that was killed a moment ago may look alive still, or
 *  leave processes behind that a new one must wait for. */
export async function launch(
  place: Place,
  password: string,
  flags: readonly string[],
  wanted?: number,
): Promise<number> {
  const { cluster } = place
  const log = path.join(cluster, 'server.log')
  let trouble = ''
  for (let tries = 0; tries < 5; tries++) {
    if (tries > 0) await sleep(1000)
    forgetForeignPid(cluster)
    if (!(await run(place, 'pg_ctl', ['-D', cluster, 'status'])).ok) {
      keepShort(log)
      const own = ['-p', String(wanted ?? (await freePort())), '-c', 'listen_addresses=127.0.0.1']
      const options = [...own, '-c', `unix_socket_directories=''`, ...flags].join(' ')
      const started = await run(place, 'pg_ctl', ['-D', cluster, '-w', '-t', '120', '-l', log, '-o', options, 'start'])
      trouble = started.ok ? '' : `${started.text}\n${tail(log)}`
    }
    const port = portIn(path.join(cluster, 'postmaster.pid'))
    if (port !== undefined && (await answers(urlOf(port, password)))) return port
  }
  throw new CannotStart(`PostgreSQL does not start in ${cluster}.\n${trouble}`)
}

/** Lets running transactions go; waits until the server is down. */
export function shutDown(place: Place): void {
  const c = command(place, 'pg_ctl', ['-D', place.cluster, '-w', '-m', 'fast', 'stop'])
  spawnSync(c.file, c.args, c.options)
}

export const urlOf = (port: number, password: string): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`

function command({ native, who }: Place, bin: string, args: string[]) {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }
  return { file: path.join(native, 'bin', bin), args, options: { ...who, cwd: '/', encoding: 'utf8' as const, env } }
}

function run(place: Place, bin: string, args: string[]): Promise<{ ok: boolean; text: string }> {
  const c = command(place, bin, args)
  return new Promise((resolve) => {
    execFile(c.file, c.args, c.options, (error, stdout, stderr) => {
      resolve({ ok: error === null, text: `${stdout}${stderr}`.trim() || (error?.message ?? '') })
    })
  })
}

function portIn(pidFile: string): number | undefined {
  return existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[3]) || undefined : undefined
}

async function answers(url: string): Promise<boolean> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '28P01') throw new CannotStart('DATA_DIR: the file postgres-password does not fit its database.')
      // 57P03: it is starting up or recovering, which may take a while after a crash.
      if (tries >= (code === '57P03' ? 3000 : 20)) return false
      await sleep(100)
    }
  }
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

function keepShort(log: string): void {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) renameSync(log, `${log}.old`)
}

const tail = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-15).join('\n') : '')
