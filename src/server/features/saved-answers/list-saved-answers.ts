import { companyOf, type Ctx } from '../../context.ts'
import { getSeenPlace } from '../tickets/seen-place.ts'
import { countAnswers, listAnswerRows, listUsableRows } from './store.ts'

interface Filter {
  cursor?: string | undefined
  limit: number
  search?: string | undefined
  scope?: string | undefined
}

export async function listSavedAnswers(ctx: Ctx, { cursor, limit, ...which }: Filter) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const rows = await listAnswerRows(tx, companyId, { ...which, after: cursor, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: shown.map(({ updated_at, ...row }) => ({ ...row, updatedAt: updated_at.toISOString() })),
      next: rows.length > limit && last ? `${last.shortcut} ${last.id}` : null,
      total: await countAnswers(tx, companyId),
    }
  })
}

/** What whoever sees this ticket may insert: kept for its queue, its campaign or the whole company. */
export const listUsableAnswers = (ctx: Ctx, { id, search }: { id: string; search?: string | undefined }) =>
  ctx.inTenant(async (tx) => listUsableRows(tx, companyOf(ctx.actor), await getSeenPlace(tx, ctx, id), search ?? ''))
