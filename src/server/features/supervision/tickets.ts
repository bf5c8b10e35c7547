import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { Refusal } from '../../refusal.ts'
import { type AskedTickets, isOfCompany, listTicketsNow } from './store.ts'

/** What stands behind a figure of the board. */
export async function listBoardTickets(ctx: Ctx, input: Omit<AskedTickets, 'after'> & { cursor?: string | undefined }) {
  const after = decodeCursor(input.cursor)
  const companyId = companyOf(ctx.actor)
  const rows = await ctx.inTenant(async (tx) => {
    if (!(await isOfCompany(tx, companyId, input))) throw new Refusal('not_found')
    return listTicketsNow(tx, companyId, { ...input, after, limit: input.limit + 1 })
  })
  return page(
    rows,
    input.limit,
    (row) => ({ at: row.sort_at, id: row.id }),
    ({ sort_at: _sort, openedAt, ...ticket }) => ({ ...ticket, openedAt: openedAt.toISOString() }),
  )
}
