import { expect, test } from 'vitest'
import { run } from '../../chaos/run.ts'
import { killAny, killPostgres } from '../../chaos/scenarios.ts'

/** `npm run chaos -- desk` in a minute. */
test(
  'ST-4 TK-10 WS-7 agents take, answer, transfer and close while server and PostgreSQL are killed: nothing is lost, and nothing half done',
  { timeout: 300_000 },
  async () => {
    const { broken, figures } = await run({
      name: 'desk',
      seed: 20_261_127,
      scenario: {
        about: 'a little of the desk',
        roles: ['both'],
        desk: true,
        quietWithinMs: 120_000,
        async act(stage, chance) {
          await killAny(1)(stage, chance)
          await killPostgres(1, 1)(stage, chance)
        },
      },
    })
    expect(broken).toEqual([])
    for (const step of ['take', 'reply', 'close'])
      expect(figures.find((f) => f.name === `desk: ${step}`)!.value, step).toBeGreaterThan(0)
  },
)
