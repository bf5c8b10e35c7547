import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, cpuOfPostgres } from '../cpu.ts'
import { round } from '../figures.ts'
import { openProfile } from '../profile.ts'
import { type Line, makeLine, makePlace, type Place } from '../rig/arrange.ts'
import { makeContacts, makeMessages, wake } from '../rig/bulk.ts'
import { openRig, type Rig } from '../rig/rig.ts'
import type { RigServer } from '../rig/server.ts'
import type { RigSimulator } from '../rig/simulator.ts'
import { say } from '../say.ts'
import { compare, type Disagreement } from './ledger.ts'
import { readSends, type Send } from './sends.ts'

const TAP = import.meta.resolve('./tap.ts')
/** Bulk sends one person one message in 6 s at most (BU-2): with fewer people the rate would be theirs. */
const CONTACTS = 20_000
const CANCEL = `update message set status = -1 where (company_id, id) in (
  select company_id, id from message where status = 0 for update skip locked) returning 1`

/** One measurement: its own database, server and simulator, some lines with a full outbox,
 *  from which is sent already. */
export interface Scene {
  rig: Rig
  server: RigServer
  simulator: RigSimulator
  lines: { place: Place; line: Line }[]
  /** What has gone to the sockets so far. */
  sends(): Send[]
  /** Empties the outboxes, waits for the answers under way, and compares both books. */
  settle(): Promise<Disagreement>
}

export interface SceneOptions {
  lines: number
  /** SENDS_PER_SECOND. */
  rate: number
  /** Rows in each outbox. */
  rows: number
  simulator?: Record<string, string>
  /** Tells, in the end, where the server spent its time. */
  profile: boolean
}

export async function withScene<T>(options: SceneOptions, act: (scene: Scene) => Promise<T>): Promise<T> {
  const rig = await openRig()
  const profile = options.profile ? openProfile() : null
  try {
    return await act(await open(rig, options, profile?.flags ?? []))
  } finally {
    await rig.close()
    for (const line of profile?.top() ?? []) say('profile', line)
  }
}

/** CPU of each process from now until what is returned is called; that gives µs for each of so many sends. */
export function startCpu({ rig, server, simulator }: Scene) {
  const look = () => ({
    server: cpuOf(server.pid),
    postgres: cpuOfPostgres(rig.pid()),
    simulator: cpuOf(simulator.pid),
  })
  const before = look()
  return () => {
    const after = look()
    return (sends: number) => {
      const each = (name: keyof typeof before) => round(((after[name] - before[name]) / Math.max(1, sends)) * 1e6, 0)
      return { server: each('server'), postgres: each('postgres'), simulator: each('simulator') }
    }
  }
}

async function open(rig: Rig, options: SceneOptions, flags: readonly string[]): Promise<Scene> {
  const file = path.join(rig.folder, 'sends')
  rmSync(file, { force: true })
  const simulator = await rig.startSimulator({ STATUSES: 'false', ...options.simulator })
  const server = await rig.startServer({
    simulatorUrl: simulator.url,
    nodeFlags: [...flags, '--import', TAP],
    settings: { SENDS_PER_SECOND: String(options.rate), BENCH_TAP_FILE: file },
  })
  const lines: Scene['lines'] = []
  for (let n = 0; n < options.lines; n++) {
    const place = await makePlace(rig)
    const line = await makeLine(rig, place, simulator)
    await makeContacts(rig, place, line, CONTACTS)
    await makeMessages(rig, line, { from: 0, to: options.rows, contacts: CONTACTS, as: 'waiting' })
    lines.push({ place, line })
  }
  await rig.sql('vacuum (analyze)')
  for (const { line } of lines) await wake(rig, line)
  return {
    rig,
    server,
    simulator,
    lines,
    sends: () => readSends(file),
    async settle() {
      // Rows that the sender has in hand are its own; they are met again, or are gone.
      while ((await rig.sql(CANCEL)).length > 0) await sleep(100)
      for (const end = Date.now() + 15_000; Date.now() < end; await sleep(100))
        if ((await rig.sql('select 1 from message where status = 1 limit 1')).length === 0) break
      return compare(rig, simulator)
    },
  }
}
