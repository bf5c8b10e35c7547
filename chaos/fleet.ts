import { setTimeout as sleep } from 'node:timers/promises'
import type { Rig } from '../bench/rig/rig.ts'
import { freePort } from '../bench/rig/free-port.ts'
import type { RigServer } from '../bench/rig/server.ts'
import { patient } from './patient.ts'

/** What a process does: doors and screens, work in the background, or both. */
export type Role = 'both' | 'web' | 'worker'

/** A place that a process stands in; when it has been killed another takes its place, on the same port. */
export interface Member {
  readonly name: string
  role: Role
  readonly port: number
  readonly url: string
  server: RigServer | null
  /** As the others know it in the database. */
  processId: string
}

/** Something that was done to the system, with what was at stake in that moment. */
export interface Blow {
  /** Milliseconds since 1970. */
  at: number
  kind: 'kill' | 'terminate' | 'postgres' | 'cuts'
  who: string
  /** When it was gone, and when it was whole again. */
  gone: number
  mended: number
  leases: number
  lanes: number
  /** Rows marked `sending` then, at most: what may become uncertain. */
  sending: number
}

export interface Fleet {
  readonly members: readonly Member[]
  readonly blows: Blow[]
  /** Whatever the servers said that ended, the newest last. */
  readonly lastWords: string[]
  /** Addresses of those that have doors, whether they stand or not. */
  doors(): string[]
  start(role: Role): Promise<Member>
  /** As kill -9, or with SIGTERM; then it is started again at once, or after `downMs`. */
  kill(member: Member, downMs?: number, role?: Role): Promise<void>
  terminate(member: Member, role?: Role): Promise<void>
  /** Takes a member out for good, with SIGTERM. */
  retire(member: Member): Promise<void>
  /** Ends PostgreSQL at once, without a checkpoint; it comes back by itself. */
  crashPostgres(): Promise<void>
  /** Cuts every connection to PostgreSQL. */
  cutConnections(): Promise<void>
  /** Exit codes of terminated members that were not 0. */
  readonly uncleanExits: (number | string)[]
}

interface Options {
  /** Hears of each blow when all stands again. */
  onMended: (blow: Blow) => void
  simulatorUrl: string
  settings: Record<string, string>
  /** Where the program comes from, if not from here. */
  root?: string | undefined
}

export function openFleet(rig: Rig, { simulatorUrl, settings, root, onMended }: Options): Fleet {
  const members: Member[] = []
  const blows: Blow[] = []
  const lastWords: string[] = []
  const uncleanExits: (number | string)[] = []
  const sql = patient(rig)

  async function launch(member: Member): Promise<void> {
    const before = new Set((await processes()).map((p) => p.id))
    member.server = await rig.startServer({
      simulatorUrl,
      settings,
      port: member.port,
      ...(member.role === 'both' ? {} : { run: member.role }),
      ...(root === undefined ? {} : { root }),
    })
    const fresh = (await processes()).filter((p) => !before.has(p.id))
    member.processId = fresh.at(-1)?.id ?? ''
  }

  const processes = async () =>
    (await rig.sql<{ there: boolean }>(`select to_regclass('process') is not null as there`))[0]!.there
      ? sql<{ id: string }>('select id from process order by started_at')
      : []

  /** How many rows may be on the wire, besides those that were uncertain before. */
  const marked = async () =>
    (
      await sql<{ sending: number; uncertain: number }>(
        `select count(*) filter (where status = 1)::int as sending, count(*) filter (where status = 2)::int as uncertain
         from message where outbox in (1, 2)`,
      )
    )[0]!

  async function struck(blow: Pick<Blow, 'kind' | 'who'>, holder: string, act: () => Promise<void>): Promise<Blow> {
    const [held] = await sql<{ leases: number; lanes: number }>(
      `select (select count(*) from channel_lease where process_id::text = $1)::int as leases,
         (select count(*) from inbound_lane where process_id::text = $1)::int as lanes`,
      [holder],
    )
    const before = await marked()
    const at = Date.now()
    await act()
    const gone = Date.now()
    const after = await marked()
    // Whoever takes over marks at once: what became uncertain meanwhile was on the wire too.
    const sending = after.sending + Math.max(0, after.uncertain - before.uncertain)
    const done = { ...blow, at, gone, mended: gone, ...held!, sending }
    blows.push(done)
    return done
  }

  async function end(member: Member, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const server = member.server!
    if (signal === 'SIGKILL') {
      server.signal('SIGKILL')
      await server.ended
    } else {
      const code = await server.stop()
      if (code !== 0) uncleanExits.push(code)
    }
    lastWords.push(`--- ${member.name}\n${server.output()}`)
    member.server = null
  }

  async function replace(member: Member, signal: 'SIGKILL' | 'SIGTERM', downMs: number, role: Role): Promise<void> {
    const kind = signal === 'SIGKILL' ? 'kill' : 'terminate'
    const blow = await struck({ kind, who: member.name }, member.processId, () => end(member, signal))
    if (downMs > 0) await sleep(downMs)
    member.role = role
    await launch(member)
    mend(blow)
  }

  function mend(blow: Blow): void {
    blow.mended = Date.now()
    onMended(blow)
  }

  return {
    members,
    blows,
    lastWords,
    uncleanExits,
    doors: () => members.filter((m) => m.role !== 'worker').map((m) => m.url),
    async start(role) {
      const port = await freePort()
      const name = `${role} ${members.length + 1}`
      const member: Member = { name, role, port, url: `http://127.0.0.1:${port}`, server: null, processId: '' }
      await launch(member)
      members.push(member)
      return member
    },
    kill: (member, downMs = 0, role = member.role) => replace(member, 'SIGKILL', downMs, role),
    terminate: (member, role = member.role) => replace(member, 'SIGTERM', 0, role),
    async retire(member) {
      const blow = await struck({ kind: 'terminate', who: member.name }, member.processId, () => end(member, 'SIGTERM'))
      members.splice(members.indexOf(member), 1)
      mend(blow)
    },
    async crashPostgres() {
      const pid = rig.pid()
      const blow = await struck({ kind: 'postgres', who: 'PostgreSQL' }, '', async () => {
        process.kill(pid, 'SIGQUIT')
        for (const until = Date.now() + 10_000; isAlive(pid) && Date.now() < until;) await sleep(5)
      })
      mend(blow)
    },
    async cutConnections() {
      const blow = await struck({ kind: 'cuts', who: 'connections' }, '', async () => {
        await sql(`select pg_terminate_backend(pid) from pg_stat_activity
          where backend_type = 'client backend' and pid <> pg_backend_pid()`)
      })
      mend(blow)
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
