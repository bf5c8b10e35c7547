import { expect, test } from 'vitest'
import { run } from '../../chaos/run.ts'
import { killAny, killPostgres } from '../../chaos/scenarios.ts'
import type { Stage } from '../../chaos/stage.ts'
import { until } from '../support/until.ts'

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
          // What they do is drawn by lot, and a slow machine draws seldom.
          await until('agents have answered and closed', () => answeredAndClosed(stage), 120_000)
        },
      },
    })
    expect(broken).toEqual([])
    for (const step of ['take', 'reply', 'close'])
      expect(figures.find((f) => f.name === `desk: ${step}`)!.value, step).toBeGreaterThan(0)
  },
)

async function answeredAndClosed({ rig }: Stage): Promise<boolean> {
  const [seen] = await rig.sql<{ both: boolean }>(
    `select exists (select from ticket where close_reason = 'agent')
       and exists (select from message where direction = 'out' and kind = 'text' and sender_id is not null) as both`,
  )
  return seen!.both
}
