import type * as z from 'zod'
import type { requests } from '../../../contract/requests.ts'
import type { Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { countOpenRequests, getRequestRow, getSteps, listRequestRows, toRequestRow } from './request-store.ts'
import { getRequestForm } from './request-form-store.ts'
import { listEvents } from './store.ts'

type Input = z.output<(typeof requests.list)['~orpc']['inputSchema'] & z.ZodType>

/** The upper end of what an approval is said to take (CH-3, CH-11). */
const overdueAfter = (ctx: Ctx) => Number(ctx.config.APPROVAL_ESTIMATE_DAYS.split('-')[1])

/** CH-11: requests of all companies, oldest first; those past the estimate are marked. */
export async function listRequests(ctx: Ctx, input: Input) {
  const { limit, cursor, ...filter } = input
  const days = overdueAfter(ctx)
  const me = ctx.actor.userId
  return ctx.asSystem('channel-requests', async (tx) => {
    const after = decodeCursor(cursor)
    const rows = await listRequestRows(tx, { ...filter, me, overdueDays: days, after, limit: limit + 1 })
    const shown = page(
      rows,
      limit,
      (r) => ({ at: r.sort_at, id: r.channel_id }),
      (r) => toRequestRow(r, me),
    )
    return { ...shown, ...(await countOpenRequests(tx, days)) }
  })
}

export const getRequest = (ctx: Ctx, channelId: string) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const row = await getRequestRow(tx, channelId, overdueAfter(ctx))
    return {
      ...toRequestRow(row, ctx.actor.userId),
      correction: row.correction,
      declineReason: row.decline_reason,
      companyNote: row.company_note,
      request: await getRequestForm(tx, row.company_id, channelId),
      steps: await getSteps(tx, row.company_id, channelId),
      timeline: await listEvents(tx, row.company_id, channelId),
    }
  })
