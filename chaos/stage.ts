import path from 'node:path'
import { type Line, makeLine, makePlace, type Place, subscribe } from '../bench/rig/arrange.ts'
import { makeContacts, makeMessages } from '../bench/rig/bulk.ts'
import { openRig, type Rig } from '../bench/rig/rig.ts'
import type { RigSimulator } from '../bench/rig/simulator.ts'
import { openFallTrap } from './check/fallen.ts'
import { type Fleet, openFleet, type Role } from './fleet.ts'
import { sayBlow } from './say.ts'
import { type Diary, openDiary } from './load/diary.ts'

export const CONTACTS = 1000
/** Outgoing messages of each company's first line that were accepted before. */
export const TARGETS = 20_000
/** SENDS_PER_SECOND. */
export const RATE = 20

export interface Company {
  place: Place
  lines: Line[]
}

/** Two companies with two numbers each, the processes that serve them, and the witnesses. */
export interface Stage {
  seed: number
  rig: Rig
  simulator: RigSimulator
  companies: Company[]
  lines: Line[]
  fleet: Fleet
  diary: Diary
  files: boolean
  ledgerFile: string
}

export interface StageOptions {
  seed: number
  roles: readonly Role[]
  /** The simulator's settings as in the environment. */
  simulator?: Record<string, string>
  /** Some of what the phones send are files. */
  files?: boolean
  /** The servers' own settings as in the environment. */
  settings?: Record<string, string>
  /** Where the program comes from, if not from here. */
  root?: string | undefined
  /** Said to the database before the load begins. */
  prepare?: string | undefined
}

export async function withStage<T>(options: StageOptions, act: (stage: Stage) => Promise<T>): Promise<T> {
  const rig = await openRig()
  try {
    return await act(await openStage(rig, options))
  } finally {
    await rig.close()
  }
}

async function openStage(rig: Rig, options: StageOptions): Promise<Stage> {
  const { seed, roles, simulator: given, root, prepare } = options
  const ledgerFile = path.join(rig.folder, 'ledger.jsonl')
  const simulator = await rig.startSimulator({
    SEED: String(seed),
    LEDGER_FILE: ledgerFile,
    STATUS_DELAY_MS: '30',
    READ_DELAY_MS: '30',
    LANES_PER_APP: '64',
    RETRIES: '1000',
    RETRY_AFTER_MS: '250',
    FAULTS: JSON.stringify({ api: { send: { slow: { p: 0.5, ms: 150 } } } }),
    ...given,
  })
  const settings = { SENDS_PER_SECOND: String(RATE), ...options.settings }
  const fleet = openFleet(rig, { simulatorUrl: simulator.url, settings, root, onMended: sayBlow })
  for (const role of roles) await fleet.start(role)
  const companies: Company[] = []
  for (let n = 0; n < 2; n++) {
    const place = await makePlace(rig)
    const lines = [await makeLine(rig, place, simulator), await makeLine(rig, place, simulator)]
    await makeContacts(rig, place, lines[0]!, CONTACTS)
    await makeMessages(rig, lines[0]!, { from: 0, to: TARGETS, contacts: CONTACTS, as: 'accepted' })
    for (const [at, line] of lines.entries())
      await subscribe(simulator, line, fleet.doors()[at % fleet.doors().length]!, 'ALL')
    companies.push({ place, lines })
  }
  await openFallTrap(rig)
  if (prepare !== undefined) await rig.sql(prepare)
  await rig.sql('vacuum (analyze) message')
  const diary = openDiary(path.join(rig.folder, 'taken.jsonl'))
  return {
    seed,
    rig,
    simulator,
    companies,
    lines: companies.flatMap((c) => c.lines),
    fleet,
    diary,
    files: options.files ?? false,
    ledgerFile,
  }
}
