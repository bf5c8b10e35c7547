import { sql } from 'kysely'
import { may } from '../../../contract/permissions.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { getTicketRecord, seen, seenSend, type Sight } from './store.ts'

export const sightOf = (ctx: Ctx): Sight => ({
  companyId: companyOf(ctx.actor),
  userId: ctx.actor.userId,
  supervises: may(ctx.actor.standing, 'workspace.supervise'),
})

/** Not found for those who may not see it. */
export const refuseUnseenTicket = async (tx: Tx, ctx: Ctx, id: string): Promise<void> =>
  void (await getTicketRecord(tx, sightOf(ctx), id))

/** Condition on a ticket under the alias `t`. */
export const seesTicket = (ctx: Ctx) => seen(sightOf(ctx))

/** Condition on an interaction under the alias `i`. */
export const seesSend = (ctx: Ctx) => seenSend(sightOf(ctx))

/** The same on what was said in it: read in its send, in its ticket, and where a transfer carried it (TK-9). */
export const seesSaid = (ctx: Ctx) => sql`(i.ticket_id is null and ${seesSend(ctx)}
  or exists (select from ticket t where t.company_id = i.company_id and t.id in (i.ticket_id, i.carried_to) and ${seesTicket(ctx)}))`

/** And on a message `m` that belongs to no interaction (TK-7): read in the contact's tickets over the same number, by
 *  supervisors also without one. */
export const seesLoose = (ctx: Ctx) =>
  sightOf(ctx).supervises
    ? sql`true`
    : sql`exists (select from ticket t where t.company_id = m.company_id and t.contact_id = m.contact_id and ${seesTicket(ctx)}
        and exists (select from interaction i where i.company_id = t.company_id and i.contact_id = t.contact_id and t.id in (i.ticket_id, i.carried_to) and i.channel_id = m.channel_id))`
