import { type RawBuilder, sql } from 'kysely'
import { may } from '../../../contract/permissions.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { found } from '../../refusal.ts'
import { presentSend, presentSendDetail, seersOf, sendRecord, sendRecords } from '../tickets/sends.ts'
import { seesSaid, seesSend, seesTicket } from '../tickets/sight.ts'

/** TK-4: "Enviados": what was sent and not answered yet, newest first. */
export async function listSends(ctx: Ctx, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const companyId = companyOf(ctx.actor)
  const { userId } = ctx.actor
  const after = decodeCursor(cursor)
  // In the text: where it is a parameter, a general plan does not know that a page is short.
  const most = sql.lit(limit + 1)
  const walk = (place: RawBuilder<unknown>) => sql`
    (select i.id, i.last_sent_at from interaction i
    where i.company_id = ${companyId} and i.ended_at is null and i.ticket_id is null and ${place}
      ${after ? sql`and (i.last_sent_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by i.last_sent_at desc, i.id desc limit ${most})`
  const earlier = sql`
    (select e.interaction_id, e.last_sent_at from earlier_sender e cross join lateral (
      select * from interaction i where i.company_id = ${companyId} and i.id = e.interaction_id offset 0) i
    where i.ended_at is null and i.ticket_id is null and e.company_id = ${companyId} and e.seen_by = me.id
      ${after ? sql`and (e.last_sent_at, e.interaction_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by e.last_sent_at desc, e.interaction_id desc limit ${most})`
  // Each of the queues one serves along its index, what one sent oneself along another, and what others have sent since along
  // a third; `union` drops what is both.
  const walks = may(ctx.actor.standing, 'workspace.supervise')
    ? walk(sql`true`)
    : sql`(select w.id, w.last_sent_at from queue_agent a cross join lateral ${walk(sql`i.queue_id = a.queue_id`)} w
          where a.company_id = ${companyId} and a.user_id = ${userId})
        union ${walk(sql`i.sender_id = ${userId}`)}
        union (select w.* from ${seersOf(companyId, userId)} me cross join lateral ${earlier} w)`
  const rows = await ctx.look(
    sendRecords(
      companyId,
      sql`select id, last_sent_at from (${walks}) x order by last_sent_at desc, id desc limit ${most}`,
    ),
  )
  return page(rows, limit, (r) => ({ at: r.sort_at, id: r.id }), presentSend)
}

/** TK-4: one send, also when it ended, or has become a ticket. Not found for those who see neither. */
export async function getSend(ctx: Ctx, id: string) {
  const seen = sql`(${seesSend(ctx)} or ${seesSaid(ctx)})`
  const [row] = await ctx.look(sendRecord(companyOf(ctx.actor), id, seen, seesTicket(ctx)))
  return presentSendDetail(found(row))
}
