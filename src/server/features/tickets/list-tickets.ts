import type { z } from 'zod'
import type { workspace } from '../../../contract/workspace.ts'
import type { Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { isOldestFirst, orderOf, queuesInSight, ticketRecords, ticketRecordsById, viewCounts } from './list-store.ts'
import { promisesOf } from './promises.ts'
import { sightOf } from './sight.ts'
import { presentTicket, type TicketRecord } from './store.ts'

type Input = z.output<NonNullable<(typeof workspace.tickets)['~orpc']['inputSchema']>>

export async function listTickets(ctx: Ctx, { view, cursor, limit, ids, ...filters }: Input) {
  const after = decodeCursor(cursor)
  const sight = sightOf(ctx)
  // Those that are asked for by name stand in an order of their own only where they wait.
  const queues = ids && view !== 'waiting' ? [] : await ctx.look(queuesInSight(sight))
  const order = orderOf(queues, filters)
  const promises = view === 'waiting' && order === 'service_level' ? await promisesOf(ctx, queues) : []
  const asked = { view, order, promises, filters: { ...filters, unread: filters.unread === 'true' } }
  const oldestFirst = isOldestFirst(asked)
  if (ids) {
    const rows = await ctx.look(ticketRecordsById(sight, { ...asked, ids }))
    return { items: rows.map(present), next: null, oldestFirst }
  }
  const records = ticketRecords(sight, queues, { ...asked, after, limit: limit + 1 })
  const rows = records ? await ctx.look(records) : []
  return { ...page(rows, limit, (r) => ({ at: r.sort_at, id: r.id }), present), oldestFirst }
}

const present = (r: TicketRecord) => ({ ...presentTicket(r), sortedBy: r.sorted_by })

export const countTickets = async (ctx: Ctx) => (await ctx.look(viewCounts(sightOf(ctx))))[0]!
