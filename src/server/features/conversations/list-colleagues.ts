import { companyOf, type Ctx } from '../../context.ts'
import { refuseUnseenTicket } from '../tickets/sight.ts'
import { listColleagueRows } from './colleague-store.ts'

/** Whom a note on this ticket may name: the others who see it. */
export const listColleagues = (ctx: Ctx, { id, search }: { id: string; search?: string | undefined }) =>
  ctx.inTenant(async (tx) => {
    await refuseUnseenTicket(tx, ctx, id)
    return listColleagueRows(tx, companyOf(ctx.actor), id, { search: search ?? '', but: ctx.actor.userId })
  })
