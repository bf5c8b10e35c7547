import { sql } from 'kysely'
import type * as z from 'zod'
import type { SentRow } from '../../../contract/workspace.ts'
import { statusName } from '../../../rules/message-status.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { seesSend } from '../tickets/sight.ts'

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
  const after = decodeCursor(cursor)
  const { rows } = await ctx.inTenant((tx) =>
    sql<Row>`
      select i.id, i.contact_id, c.name as contact_name, i.campaign_id, k.name as campaign_name, i.queue_id, q.name as queue_name, h.alias as channel_alias,
        (select a.shown from contact_address a where a.company_id = i.company_id and a.contact_id = i.contact_id and a.kind = 'phone' limit 1) as contact_phone,
        i.last_sent_at, i.last_sent_at::text as sort_at, m.text, m.status
      from interaction i
      join contact c on c.company_id = i.company_id and c.id = i.contact_id
      join campaign k on k.company_id = i.company_id and k.id = i.campaign_id
      join channel h on h.company_id = i.company_id and h.id = i.channel_id
      left join queue q on q.company_id = i.company_id and q.id = i.queue_id
      join lateral (select text, status from message m where m.company_id = i.company_id and m.interaction_id = i.id and m.direction = 'out' order by m.at desc, m.id desc limit 1) m on true
      where i.company_id = ${companyId} and i.ended_at is null and i.ticket_id is null and i.begun_by = 'us' and ${seesSend(ctx)}
        ${after ? sql`and (i.last_sent_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
      order by i.last_sent_at desc, i.id desc limit ${limit + 1}`.execute(tx),
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
