import { sql } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { found } from '../../refusal.ts'
import { seesTicket } from '../tickets/sight.ts'
import { endPresence, listPresent, putPresence } from './store.ts'

const selfIn = async (tx: Tx, ctx: Ctx, ticketId: string) => {
  const companyId = companyOf(ctx.actor)
  const seen =
    await sql`select from ticket t where t.company_id = ${companyId} and t.id = ${ticketId} and ${seesTicket(ctx)}`.execute(
      tx,
    )
  found(first(seen))
  return { companyId, ticketId, userId: ctx.actor.userId }
}

/** WS-7: who else has the ticket before their eyes, for those who may see it. */
export const listPresence = (ctx: Ctx, id: string) =>
  ctx.inTenant(async (tx) => listPresent(tx, await selfIn(tx, ctx, id)))

/** WS-7: said again and again while it is so, and forgotten by itself. Announced only where somebody else is there to hear it. */
export const tellPresence = (ctx: Ctx, { id, doing }: { id: string; doing: 'looking' | 'typing' | 'gone' }) =>
  ctx.inTenant(async (tx) => {
    const self = await selfIn(tx, ctx, id)
    const others = doing === 'gone' ? await endPresence(tx, self) : await putPresence(tx, self, doing === 'typing')
    if (others.length > 0) await announce(tx, self.companyId, 'presence', id, others)
    return {}
  })
