import type * as z from 'zod'
import type { ServiceLevel } from '../../../contract/supervision.ts'
import { openingsBetween } from '../../../rules/business-hours.ts'
import { momentOf, wallAt } from '../../../rules/zoned-time.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { countServiceLevels, listHours } from './store.ts'

/** HR-3: today's, by the company's clock. */
export async function getServiceLevels(ctx: Ctx): Promise<z.infer<typeof ServiceLevel>[]> {
  const companyId = companyOf(ctx.actor)
  const { timeZone } = ctx.actor.company!
  const now = new Date()
  const from = new Date(momentOf(timeZone, { day: wallAt(timeZone, now).day, minute: 0 }))
  return ctx.inTenant(async (tx) => {
    const queues = await listHours(tx, companyId)
    const openings = queues.flatMap(({ id, hours }) =>
      openingsBetween(hours, timeZone, from, now).map((span) => ({ queueId: id, ...span })),
    )
    return countServiceLevels(tx, companyId, from, openings)
  })
}
