import type { z } from 'zod'
import type { workspace } from '../../../contract/workspace.ts'
import type { Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import {
  isOldestFirst,
  listQueuesInSight,
  listTicketRecords,
  orderOf,
  ticketRecordsById,
  viewCounts,
} from './list-store.ts'
import { sightOf } from './sight.ts'
import { presentTicket, type TicketRecord } from './store.ts'

type Input = z.output<NonNullable<(typeof workspace.tickets)['~orpc']['inputSchema']>>

export async function listTickets(ctx: Ctx, { view, cursor, limit, ids, ...filters }: Input) {
  const after = decodeCursor(cursor)
  const sight = sightOf(ctx)
  const plain = { ...filters, unread: filters.unread === 'true' }
  // Those that are asked for by name stand in an order of their own only where they wait.
  if (ids && view !== 'waiting') {
    const rows = await ctx.look(ticketRecordsById(sight, { view, order: 'oldest', filters: plain, ids }))
    return { items: rows.map(present), next: null, oldestFirst: false }
  }
  const { rows, oldestFirst } = await ctx.inTenant(async (tx) => {
    const queues = await listQueuesInSight(tx, sight)
    const asked = { view, order: orderOf(queues), filters: plain }
    const found = ids
      ? (await ticketRecordsById(sight, { ...asked, ids }).execute(tx)).rows
      : await listTicketRecords(tx, sight, queues, { ...asked, after, limit: limit + 1 })
    return { rows: found, oldestFirst: isOldestFirst(asked) }
  })
  if (ids) return { items: rows.map(present), next: null, oldestFirst }
  return { ...page(rows, limit, (r) => ({ at: r.sort_at, id: r.id }), present), oldestFirst }
}

const present = (r: TicketRecord) => ({ ...presentTicket(r), sortedBy: r.sorted_by })

export const countTickets = async (ctx: Ctx) => (await ctx.look(viewCounts(sightOf(ctx))))[0]!
