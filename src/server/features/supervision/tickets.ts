import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { type AskedTickets, listTicketsNow } from './store.ts'

/** What stands behind a figure of the board. */
export async function listBoardTickets(ctx: Ctx, input: Omit<AskedTickets, 'after'> & { cursor?: string | undefined }) {
  const after = decodeCursor(input.cursor)
  const rows = await ctx.inTenant((tx) =>
    listTicketsNow(tx, companyOf(ctx.actor), { ...input, after, limit: input.limit + 1 }),
  )
  return page(
    rows,
    input.limit,
    (row) => ({ at: row.sort_at, id: row.id }),
    ({ sort_at: _sort, openedAt, ...ticket }) => ({ ...ticket, openedAt: openedAt.toISOString() }),
  )
}
