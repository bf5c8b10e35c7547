import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** After a restart of the machine or container another process may bear the number that `postmaster.pid` remembers, and
 *  PostgreSQL would take it for its server. Our own number it knows for stale, and still looks for what uses its memory. */
export function forgetForeignPid(cluster: string): void {
  const file = path.join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const [pid = '', ...rest] = readFileSync(file, 'utf8').split('\n')
  if (isPostgres(Number(pid)) || statSync(file).size === 0) return
  writeFileSync(file, [process.pid, ...rest].join('\n'))
}

function isPostgres(pid: number): boolean {
  if (existsSync('/proc/self/cmdline')) return existsSync(`/proc/${pid}`) && nameOf(pid) === 'postgres'
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.includes('postgres')
}

const nameOf = (pid: number) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
