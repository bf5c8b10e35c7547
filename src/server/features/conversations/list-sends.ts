import { type RawBuilder, sql } from 'kysely'
import type * as z from 'zod'
import { may } from '../../../contract/permissions.ts'
import type { SentRow } from '../../../contract/workspace.ts'
import { statusName } from '../../../rules/message-status.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { phoneOf } from '../contacts/phone-of.ts'

interface Row {
  id: string
  contact_id: string
  contact_name: string
  contact_phone: string | null
  campaign_id: string
  campaign_name: string
  queue_id: string | null
  queue_name: string | null
  channel_alias: string
  last_sent_at: Date
  sort_at: string
  text: string
  status: number
}

/** TK-4: "Enviados": what was sent and not answered yet, newest first. */
export async function listSends(ctx: Ctx, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const companyId = companyOf(ctx.actor)
  const { userId } = ctx.actor
  const after = decodeCursor(cursor)
  // In the text: where it is a parameter, a general plan does not know that a page is short.
  const most = sql.lit(limit + 1)
  const walk = (place: RawBuilder<unknown>) => sql`
    (select i.id, i.last_sent_at from interaction i
    where i.company_id = ${companyId} and i.ended_at is null and i.ticket_id is null and i.begun_by = 'us' and ${place}
      ${after ? sql`and (i.last_sent_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by i.last_sent_at desc, i.id desc limit ${most})`
  // Each of the queues one serves along its index, and what one sent oneself along another; `union` drops what is both.
  const walks = may(ctx.actor.standing, 'workspace.supervise')
    ? walk(sql`true`)
    : sql`(select w.id, w.last_sent_at from queue_agent a cross join lateral ${walk(sql`i.queue_id = a.queue_id`)} w
          where a.company_id = ${companyId} and a.user_id = ${userId})
        union ${walk(sql`i.sender_id = ${userId}`)}`
  const rows = await ctx.look(
    sql<Row>`
      with found as materialized (select id, last_sent_at from (${walks}) x order by last_sent_at desc, id desc limit ${most})
      select i.id, i.contact_id, c.name as contact_name, i.campaign_id, k.name as campaign_name, i.queue_id, q.name as queue_name, h.alias as channel_alias,
        ${phoneOf('c')} as contact_phone,
        i.last_sent_at, i.last_sent_at::text as sort_at, m.text, m.status
      from found join interaction i on i.company_id = ${companyId} and i.id = found.id
      join contact c on c.company_id = i.company_id and c.id = i.contact_id
      join campaign k on k.company_id = i.company_id and k.id = i.campaign_id
      join channel h on h.company_id = i.company_id and h.id = i.channel_id
      left join queue q on q.company_id = i.company_id and q.id = i.queue_id
      join lateral (select text, status from message m where m.company_id = i.company_id and m.interaction_id = i.id and m.direction = 'out' order by m.at desc, m.id desc limit 1) m on true
      order by found.last_sent_at desc, found.id desc`,
  )
  return page(rows, limit, (r) => ({ at: r.sort_at, id: r.id }), present)
}

const present = (r: Row): z.infer<typeof SentRow> => ({
  interactionId: r.id,
  contact: { id: r.contact_id, name: r.contact_name, phone: r.contact_phone },
  campaign: { id: r.campaign_id, name: r.campaign_name },
  queue: r.queue_id === null ? null : { id: r.queue_id, name: r.queue_name ?? '' },
  channelAlias: r.channel_alias,
  lastActivityAt: r.last_sent_at.toISOString(),
  lastText: r.text,
  lastStatus: statusName(r.status),
})
