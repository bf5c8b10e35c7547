import { expect, test } from 'vitest'
import { ALL_FAULTS } from '../../chaos/faults.ts'
import { run } from '../../chaos/run.ts'
import { killPostgres, killServer, killWorker, misbehave, terminate } from '../../chaos/scenarios.ts'

const SEED = 20_261_122
const { tokenExpired: _, ...calls } = ALL_FAULTS.api.all

/** `npm run chaos` in two minutes: everything under one load, the same invariants. */
test(
  'kills of server, worker and PostgreSQL, faults of the provider and SIGTERM lose nothing and double nothing',
  { timeout: 300_000 },
  async () => {
    const { broken, figures } = await run({
      name: 'selection',
      seed: SEED,
      scenario: {
        about: 'a little of everything',
        roles: ['both'],
        quietWithinMs: 120_000,
        async act(stage, chance) {
          await terminate(2)(stage, chance)
          expect(await uncertain(stage.rig), 'ST-4 SIGTERM leaves nothing uncertain').toBe(0)
          await killServer(4)(stage, chance)
          await stage.fleet.start('worker')
          await stage.fleet.start('worker')
          await stage.fleet.kill(stage.fleet.members[0]!, 0, 'web')
          await killWorker(2)(stage, chance)
          await killPostgres(1, 0)(stage, chance)
          await misbehave({ ...ALL_FAULTS, api: { all: calls } }, 5000)(stage)
        },
      },
    })
    expect(broken).toEqual([])
    expect(figures.find((f) => f.name === 'messages acknowledged to the generator')!.value).toBeGreaterThan(500)
  },
)

async function uncertain({ sql }: { sql: <Row extends object>(text: string) => Promise<Row[]> }): Promise<number> {
  return (await sql<{ n: number }>('select count(*)::int as n from message where outbox = 2'))[0]!.n
}
