import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { refuseUnseenTicket } from './sight.ts'
import { listTimeline, presentEvent } from './timeline-store.ts'

/** What happened to a ticket, for whoever sees it. */
export async function getTimeline(
  ctx: Ctx,
  { id, cursor, limit }: { id: string; cursor?: string | undefined; limit: number },
) {
  const rows = await ctx.inTenant(async (tx) => {
    await refuseUnseenTicket(tx, ctx, id)
    return listTimeline(tx, companyOf(ctx.actor), id, decodeCursor(cursor), limit + 1)
  })
  const { items, next } = page(rows, limit, (r) => ({ at: r.sort_at, id: r.id }), presentEvent)
  return { items: items.filter((item) => item !== null), next }
}
