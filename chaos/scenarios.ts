import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import { ALL_FAULTS } from './faults.ts'
import type { Member, Role } from './fleet.ts'
import type { Stage } from './stage.ts'

export interface Scenario {
  about: string
  roles: readonly Role[]
  /** The simulator's settings as in the environment. */
  simulator?: Record<string, string>
  /** Some of what the phones send are files. */
  files?: boolean
  /** The servers' own settings as in the environment. */
  settings?: Record<string, string>
  /** What is done while the load goes on; `times` says how often. */
  act(stage: Stage, chance: Chance): Promise<void>
  /** A company whose agents work on tickets meanwhile. */
  desk?: boolean
  /** Begins at once, before the first message has left. */
  cold?: boolean
  /** How long it may take until all is quiet afterwards. */
  quietWithinMs?: number
}

/** Whoever holds most of what others wait for; chance among equals. */
async function holder({ rig, fleet }: Stage, chance: Chance): Promise<Member> {
  const workers = fleet.members.filter((m) => m.role !== 'web')
  const held = await rig.sql<{ id: string; leases: number }>(
    'select process_id::text as id, count(*)::int as leases from channel_lease group by 1',
  )
  const leasesOf = (m: Member) => held.find((h) => h.id === m.processId)?.leases ?? 0
  const most = Math.max(...workers.map(leasesOf))
  return chance.oneOf(workers.filter((m) => leasesOf(m) === most))
}

export const killServer =
  (times: number) =>
  async ({ fleet }: Stage, chance: Chance) => {
    for (let n = 0; n < times; n++) {
      await sleep(chance.between(300, 1500))
      await fleet.kill(fleet.members[0]!)
    }
  }

export const killWorker = (times: number) => async (stage: Stage, chance: Chance) => {
  for (let n = 0; n < times; n++) {
    await sleep(chance.between(1500, 3000))
    await stage.fleet.kill(await holder(stage, chance), chance.between(0, 1500))
  }
}

export const killPostgres =
  (crashes: number, cuts: number) =>
  async ({ fleet }: Stage, chance: Chance) => {
    const blows = chance.shuffled([
      ...Array.from({ length: crashes }, () => () => fleet.crashPostgres()),
      ...Array.from({ length: cuts }, () => () => fleet.cutConnections()),
    ])
    for (const strike of blows) {
      await sleep(chance.between(1500, 3500))
      await strike()
    }
    await sleep(2000)
  }

export const killAny =
  (times: number) =>
  async ({ fleet }: Stage, chance: Chance) => {
    for (let n = 0; n < times; n++) {
      await sleep(chance.between(300, 2000))
      await fleet.kill(chance.oneOf(fleet.members), chance.between(0, 2000))
    }
  }

export const terminate =
  (times: number) =>
  async ({ fleet }: Stage, chance: Chance) => {
    for (let n = 0; n < times; n++) {
      await sleep(chance.between(500, 2000))
      await fleet.terminate(fleet.members[n % fleet.members.length]!)
    }
  }

export const misbehave =
  (faults: object, ms: number) =>
  async ({ simulator }: Stage) => {
    const before = await simulator.call<object>('GET', '/simulator/faults')
    await simulator.call('PUT', '/simulator/faults', faults)
    await sleep(ms)
    await simulator.call('PUT', '/simulator/faults', before)
  }

const clock =
  (offsetMs: number) =>
  async ({ simulator }: Stage) => {
    await simulator.call('PUT', '/simulator/settings', { clockOffsetMs: offsetMs })
    await sleep(8000)
  }

/** Something else fills the folder of files; it is killed meanwhile, and then there is room again. */
async function fillMedia(stage: Stage, chance: Chance): Promise<void> {
  const [member] = stage.fleet.members
  const ballast = path.join(stage.rig.folder, `data-${member!.port}`, 'media/ballast')
  await sleep(2000)
  writeFileSync(ballast, Buffer.alloc(MEDIA_QUOTA_MB * 1_048_576))
  await sleep(6000)
  await killServer(2)(stage, chance)
  rmSync(ballast)
  await sleep(2000)
}

const MEDIA_QUOTA_MB = 20
const HOUR_MS = 3_600_000

export const scenarios: Record<string, Scenario> = {
  'kill-server': {
    about: 'kill -9 of the one server, 20 times at random moments',
    roles: ['both'],
    act: killServer(20),
  },
  'kill-cold': {
    about: 'kill -9 of the one server, 6 times from the first moment on, while it still gets its credentials',
    roles: ['both'],
    cold: true,
    simulator: { FAULTS: JSON.stringify({ api: { token: { slow: { p: 1, ms: 2000 } } } }) },
    act: killServer(6),
  },
  'kill-worker': {
    about: 'kill -9 of the worker that holds most leases, 8 times; another worker takes over',
    roles: ['web', 'worker', 'worker'],
    act: killWorker(8),
  },
  'kill-postgres': {
    about: 'PostgreSQL stopped at once 4 times, all its connections cut 4 times',
    roles: ['both', 'worker'],
    act: killPostgres(4, 4),
  },
  'two-by-two': {
    about: 'two web and two worker processes, any of them killed 16 times',
    roles: ['web', 'web', 'worker', 'worker'],
    act: killAny(16),
  },
  'provider-faults': {
    about: 'every fault of the provider at 20 %, both ways, for 40 s',
    roles: ['web', 'worker'],
    act: misbehave(ALL_FAULTS, 40_000),
    quietWithinMs: 480_000,
  },
  desk: {
    about: 'agents take, answer, transfer and close, customers write; server and PostgreSQL killed 8 times each',
    roles: ['both', 'web'],
    desk: true,
    async act(stage, chance) {
      for (let n = 0; n < 4; n++) {
        await killAny(2)(stage, chance)
        await killPostgres(2, 1)(stage, chance)
      }
    },
  },
  sigterm: {
    about: 'two servers, stopped by SIGTERM and started again in turn, 8 times',
    roles: ['both', 'both'],
    act: terminate(8),
  },
  'media-full': {
    about: 'the storage of files is full, the server is killed twice, then there is room again',
    roles: ['both'],
    files: true,
    settings: { MEDIA_QUOTA_MB: String(MEDIA_QUOTA_MB) },
    act: fillMedia,
    quietWithinMs: 300_000,
  },
  'provider-clock': {
    about: 'the provider’s clock an hour behind, then an hour ahead, with a kill in between',
    roles: ['both'],
    async act(stage, chance) {
      await clock(-HOUR_MS)(stage)
      await killServer(1)(stage, chance)
      await clock(HOUR_MS)(stage)
      await killServer(1)(stage, chance)
    },
  },
}
