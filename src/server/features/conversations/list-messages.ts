import { sql } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import { first } from '../../database/doors.ts'
import { decodeCursor, page } from '../../paging.ts'
import { found } from '../../refusal.ts'
import { refuseUnseenTicket, seesSend } from '../tickets/sight.ts'
import { listMessageRecords, presentMessage } from './message-store.ts'

interface Paging {
  id: string
  cursor?: string | undefined
  limit: number
}

/** All that was said in a ticket, over whichever channels, newest first; and what this contact wrote over them while they
 *  were off (TK-7), or was told from the phone app: it belongs to no ticket, so every later one shows it. */
export async function listTicketMessages(ctx: Ctx, { id, cursor, limit }: Paging) {
  const companyId = companyOf(ctx.actor)
  const rows = await ctx.inTenant(async (tx) => {
    await refuseUnseenTicket(tx, ctx, id)
    const of = sql`from interaction i where i.company_id = ${companyId} and i.ticket_id = ${id}`
    const thread = {
      interactions: sql`select i.id ${of}`,
      loose: {
        contact: sql`select t.contact_id from ticket t where t.company_id = ${companyId} and t.id = ${id}`,
        channels: sql`select i.channel_id ${of}`,
      },
    }
    return listMessageRecords(tx, companyId, thread, decodeCursor(cursor), limit + 1)
  })
  return page(
    rows,
    limit,
    (r) => ({ at: r.sort_at, id: r.id }),
    (r) => presentMessage(r, ctx.lang),
  )
}

/** The same for a send without answer. */
export async function listSentMessages(ctx: Ctx, { id, cursor, limit }: Paging) {
  const companyId = companyOf(ctx.actor)
  const rows = await ctx.inTenant(async (tx) => {
    const seen =
      await sql`select i.id from interaction i where i.company_id = ${companyId} and i.id = ${id} and ${seesSend(ctx)}`.execute(
        tx,
      )
    found(first(seen))
    return listMessageRecords(tx, companyId, { interactions: sql`select ${id}::uuid` }, decodeCursor(cursor), limit + 1)
  })
  return page(
    rows,
    limit,
    (r) => ({ at: r.sort_at, id: r.id }),
    (r) => presentMessage(r, ctx.lang),
  )
}
