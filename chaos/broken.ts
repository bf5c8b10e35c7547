import { setTimeout as sleep } from 'node:timers/promises'
import { run } from './run.ts'
import { say } from './say.ts'
import { killPostgres, killServer, type Scenario } from './scenarios.ts'
import { type Edit, withEdited } from './edited.ts'

/** A build with one safeguard taken out, and what must show that. */
interface Build {
  about: string
  edits: readonly Edit[]
  /** Where the database is a safeguard too. */
  prepare?: string
  scenario: Pick<Scenario, 'roles' | 'act'>
}

const watch = (ms: number) => () => sleep(ms)

export const builds: Record<string, Build> = {
  'dedupe off': {
    about: 'an event that comes twice is stored twice',
    edits: [
      {
        file: 'src/server/pipeline/inbound/intake.ts',
        find: '    on conflict (channel_id, dedupe_key) do nothing\n',
        put: '',
      },
      { file: 'src/server/pipeline/inbound/plan.ts', find: '    if (stored.has(key)) continue\n', put: '' },
    ],
    prepare: 'drop index raw_event_dedupe; drop index message_external',
    scenario: { roles: ['both'], act: watch(5000) },
  },
  'lease off': {
    about: 'every worker sends for every channel',
    edits: [
      {
        file: 'src/server/pipeline/outbound/outbox-store.ts',
        find: 'on conflict (channel_id) do nothing',
        put: 'on conflict do nothing',
      },
      {
        file: 'src/server/pipeline/outbound/outbox-store.ts',
        find: '      and not exists (select from channel_lease l where l.channel_id = c.id)\n',
        put: '',
      },
    ],
    prepare: 'alter table channel_lease drop constraint channel_lease_pkey',
    scenario: { roles: ['web', 'worker', 'worker'], act: watch(14_000) },
  },
  'acknowledgement before commit': {
    about: 'the door says 200 and stores afterwards',
    edits: [
      {
        file: 'src/server/pipeline/inbound/door.ts',
        find: 'await intake.add(sent.map((item) => arrivalOf(hook, item)))',
        put: 'intake.add(sent.map((item) => arrivalOf(hook, item))).catch(() => undefined)',
      },
    ],
    scenario: {
      roles: ['both'],
      async act(stage, chance) {
        await killPostgres(1, 0)(stage, chance)
        await killServer(2)(stage, chance)
      },
    },
  },
  'rank check off': {
    about: 'whatever status comes last holds',
    edits: [
      {
        file: 'src/server/pipeline/inbound/statuses.ts',
        find: 'set status = greatest(m.status, v.rank)',
        put: 'set status = v.rank',
      },
      {
        file: 'src/server/pipeline/inbound/statuses.ts',
        find: 'and (m.status < v.rank or',
        put: 'and (true or',
      },
    ],
    scenario: { roles: ['both'], act: watch(5000) },
  },
}

export interface Caught {
  build: string
  caught: boolean
  /** The invariants that were broken, with their figures. */
  by: string[]
}

export async function tryBuild(name: string, seed: number): Promise<Caught> {
  const { about, edits, prepare, scenario } = builds[name]!
  say(`${name}, seed ${seed}: ${about}`)
  return withEdited(edits, async (root) => {
    const { broken } = await run({
      name: name.replaceAll(' ', '-'),
      scenario: { about, quietWithinMs: 20_000, ...scenario },
      seed,
      root,
      ...(prepare === undefined ? {} : { prepare }),
    })
    const by = broken.map((f) => `${f.name}: ${f.value}`)
    for (const line of by) say(`    ${line}`)
    say(`  ${name}: ${by.length > 0 ? 'caught' : 'NOT CAUGHT'}`)
    return { build: name, caught: by.length > 0, by }
  })
}
