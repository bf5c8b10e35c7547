import { setTimeout as sleep } from 'node:timers/promises'
import { phoneOf } from '../../bench/rig/bulk.ts'
import { chanceOf } from '../chance.ts'
import type { Stage } from '../stage.ts'

const PHONES = 8

/** Customers with the simulator's phones: their messages come by its webhooks, with whatever goes wrong on that way. */
export function writeFromPhones(stage: Stage, goingOn: () => boolean): Promise<void>[] {
  return Array.from({ length: PHONES }, async (_, n) => {
    const chance = chanceOf(stage.seed, `phone ${n}`)
    const phone = phoneOf(n % 2 === 0 ? 200 + n : 310_000 + n)
    for (let i = 0; goingOn(); i++) {
      const to = chance.oneOf(stage.lines).phone
      await stage.simulator.call('POST', `/simulator/phones/${phone}/messages`, { to, text: `phone ${n}: ${i}` })
      await sleep(chance.between(150, 700))
    }
  })
}
