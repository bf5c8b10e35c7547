import type { Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { sightOf } from './sight.ts'
import { countViews, getQueueOrder, listTicketRecords, presentTicket, type TicketView } from './store.ts'

export async function listTickets(
  ctx: Ctx,
  input: { view: TicketView; search?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(input.cursor)
  const rows = await ctx.inTenant(async (tx) => {
    const order = input.view === 'waiting' ? await getQueueOrder(tx, sightOf(ctx)) : 'oldest'
    return listTicketRecords(tx, sightOf(ctx), { ...input, order, after, limit: input.limit + 1 })
  })
  return page(rows, input.limit, (r) => ({ at: r.sort_at, id: r.id }), presentTicket)
}

export const countTickets = (ctx: Ctx) => ctx.inTenant((tx) => countViews(tx, sightOf(ctx)))
