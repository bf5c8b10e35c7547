import type { z } from 'zod'
import type { workspace } from '../../../contract/workspace.ts'
import type { Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import {
  countViews,
  isOldestFirst,
  listQueuesInSight,
  listTicketRecords,
  listTicketRecordsById,
  orderOf,
} from './list-store.ts'
import { sightOf } from './sight.ts'
import { presentTicket, type TicketRecord } from './store.ts'

type Input = z.output<NonNullable<(typeof workspace.tickets)['~orpc']['inputSchema']>>

export async function listTickets(ctx: Ctx, { view, cursor, limit, ids, ...filters }: Input) {
  const after = decodeCursor(cursor)
  const sight = sightOf(ctx)
  const { rows, oldestFirst } = await ctx.inTenant(async (tx) => {
    // Only where what waits stands in their order; those that are asked for by name stand nowhere else.
    const queues = ids && view !== 'waiting' ? [] : await listQueuesInSight(tx, sight)
    const asked = { view, order: orderOf(queues), filters: { ...filters, unread: filters.unread === 'true' } }
    const found = ids
      ? await listTicketRecordsById(tx, sight, { ...asked, ids })
      : await listTicketRecords(tx, sight, queues, { ...asked, after, limit: limit + 1 })
    return { rows: found, oldestFirst: isOldestFirst(asked) }
  })
  const present = (r: TicketRecord) => ({ ...presentTicket(r), sortedBy: r.sorted_by })
  if (ids) return { items: rows.map(present), next: null, oldestFirst }
  return { ...page(rows, limit, (r) => ({ at: r.sort_at, id: r.id }), present), oldestFirst }
}

export const countTickets = (ctx: Ctx) => ctx.inTenant((tx) => countViews(tx, sightOf(ctx)))
