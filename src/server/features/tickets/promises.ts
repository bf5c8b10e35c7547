import { type Promised, promisesBetween } from '../../../rules/business-hours.ts'
import type { Ctx } from '../../context.ts'
import type { QueueInSight } from './list-store.ts'
import { oldestWaiting, type QueuePromise } from './promise-store.ts'
import { sightOf } from './sight.ts'

/** Long past is past: nobody counts the open hours of a month. */
const FURTHEST_MS = 35 * 86_400_000
/** As `to` of the last stretch: who opens a ticket while the answer is on its way is in it. */
const EVER = Date.UTC(9999, 0)

/** HR-3: what each of these queues promises to those who wait, in open time. */
export async function promisesOf(ctx: Ctx, queues: readonly QueueInSight[]): Promise<QueuePromise[]> {
  const [oldest] = await ctx.look(
    oldestWaiting(
      sightOf(ctx),
      queues.map((q) => q.id),
    ),
  )
  const to = Date.now()
  const from = Math.max(Math.min(oldest?.at?.getTime() ?? to, to - 1), to - FURTHEST_MS)
  const timeZone = ctx.actor.company!.timeZone
  return queues.flatMap(({ id, hours, holidays, service_level_seconds: seconds }) => {
    const told = promisesBetween({ days: hours, holidays }, timeZone, seconds, new Date(from), new Date(to))
    const earlier: Promised = { from: 0, to: from, ahead: seconds * 1000 }
    const all = [earlier, ...told.slice(0, -1), { ...told.at(-1)!, to: EVER }]
    return all.map((each) => ({ ...each, queueId: id }))
  })
}
