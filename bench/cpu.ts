import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** CPU seconds that this process has used so far. */
export function cpuOf(pid: number): number {
  const [user, system] = timesOf(pid)
  return (user! + system!) / TICKS_PER_SECOND
}

/** CPU seconds of PostgreSQL: the postmaster, what its ended children used, and the living ones. */
export function cpuOfPostgres(postmaster: number): number {
  const all = timesOf(postmaster).reduce((sum, t) => sum + t, 0)
  const children = pids().filter((pid) => parentOf(pid) === postmaster)
  return all / TICKS_PER_SECOND + children.reduce((sum, pid) => sum + cpuOf(pid), 0)
}

const pids = () => readdirSync('/proc').map(Number).filter(Number.isInteger)

/** After the name in brackets, which may hold anything: state, parent, … user, system, and those of waited-for children. */
function fields(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

const timesOf = (pid: number) => [11, 12, 13, 14].map((n) => Number(fields(pid)[n] ?? 0))
const parentOf = (pid: number) => Number(fields(pid)[1] ?? -1)
