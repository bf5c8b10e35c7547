import { setTimeout as sleep } from 'node:timers/promises'
import { phoneOf } from '../../bench/rig/bulk.ts'
import { chanceOf } from '../chance.ts'
import type { Stage } from '../stage.ts'

const PHONES = 8
const FILE_SHARE = 0.1

const fileOf = (name: string) => ({
  name: `${name}.txt`,
  contentType: 'text/plain',
  base64: Buffer.from(`Pedido ${name}. `.repeat(200)).toString('base64'),
  caption: '',
})

/** Customers with the simulator's phones: their messages come by its webhooks, with whatever goes wrong on that way. */
export function writeFromPhones(stage: Stage, goingOn: () => boolean): Promise<void>[] {
  return Array.from({ length: PHONES }, async (_, n) => {
    const chance = chanceOf(stage.seed, `phone ${n}`)
    const phone = phoneOf(n % 2 === 0 ? 200 + n : 310_000 + n)
    for (let i = 0; goingOn(); i++) {
      const to = chance.oneOf(stage.lines).phone
      const said =
        stage.files && chance.happens(FILE_SHARE) ? { file: fileOf(`${n}-${i}`) } : { text: `phone ${n}: ${i}` }
      await stage.simulator.call('POST', `/simulator/phones/${phone}/messages`, { to, ...said })
      await sleep(chance.between(150, 700))
    }
  })
}
