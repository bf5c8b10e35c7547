import { type RawBuilder, sql } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { Place } from '../../paging.ts'
import type { MediaRecord } from '../media/present-media.ts'
import { seesLoose, seesSaid, seesTicket } from '../tickets/sight.ts'
import { selves } from './selves.ts'

interface Paging {
  after: Place | null
  limit: number
}
interface Named {
  id: string
  name: string
}

const beyond = (after: Place | null, at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
  after ? sql`and (${at}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``

export async function listTickets(tx: Tx, ctx: Ctx, contactId: string, { after, limit }: Paging) {
  const companyId = companyOf(ctx.actor)
  const { rows } = await sql<{
    id: string
    number: number
    campaign: Named
    queue: Named | null
    agent: Named | null
    opened_at: Date
    closed_at: Date | null
    close_reason: string | null
    merged: { id: string; number: number } | null
    sort_at: string
  }>`
    select t.id, t.number::int as number, jsonb_build_object('id', k.id, 'name', k.name) as campaign,
      case when q.id is not null then jsonb_build_object('id', q.id, 'name', q.name) end as queue,
      (select jsonb_build_object('id', p.id, 'name', p.name) from person p where p.id = t.agent_id) as agent,
      t.opened_at, t.closed_at, t.close_reason, t.opened_at::text as sort_at,
      (select jsonb_build_object('id', m.id, 'number', m.number) from ticket m where m.company_id = t.company_id and m.id = t.merged_into) as merged
    from ticket t
    join campaign k on k.company_id = t.company_id and k.id = t.campaign_id
    left join queue q on q.company_id = t.company_id and q.id = t.queue_id
    where t.company_id = ${companyId} and t.contact_id = ${contactId} and ${seesTicket(ctx)} ${beyond(after, sql`t.opened_at`, sql`t.id`)}
    order by t.opened_at desc, t.id desc limit ${limit}`.execute(tx)
  return rows
}

export async function listInteractions(tx: Tx, ctx: Ctx, contactId: string, { after, limit }: Paging) {
  const companyId = companyOf(ctx.actor)
  const { rows } = await sql<{
    id: string
    channelAlias: string
    campaign: Named
    queue: Named | null
    ticketId: string | null
    begunBy: 'us' | 'contact'
    opened_at: Date
    ended_at: Date | null
    sort_at: string
  }>`
    select i.id, h.alias as "channelAlias", jsonb_build_object('id', k.id, 'name', k.name) as campaign,
      case when q.id is not null then jsonb_build_object('id', q.id, 'name', q.name) end as queue,
      (select t.id from ticket t where t.company_id = i.company_id and t.id in (i.ticket_id, i.carried_to) and ${seesTicket(ctx)}
        order by t.id = i.ticket_id desc limit 1) as "ticketId", i.begun_by as "begunBy", i.opened_at, i.ended_at, i.opened_at::text as sort_at
    from interaction i
    join channel h on h.company_id = i.company_id and h.id = i.channel_id
    join campaign k on k.company_id = i.company_id and k.id = i.campaign_id
    left join queue q on q.company_id = i.company_id and q.id = i.queue_id
    where i.company_id = ${companyId} and i.contact_id = ${contactId} and ${seesSaid(ctx)} ${beyond(after, sql`i.opened_at`, sql`i.id`)}
    order by i.opened_at desc, i.id desc limit ${limit}`.execute(tx)
  return rows
}

/** What was said beside all tickets: to a number that was off (TK-7), or from the phone app without a ticket open. */
export async function listLoose(tx: Tx, ctx: Ctx, contactId: string, { after, limit }: Paging) {
  const companyId = companyOf(ctx.actor)
  const { rows } = await sql<{
    id: string
    at: Date
    direction: 'in' | 'out'
    kind: string
    text: string
    channelAlias: string
    sort_at: string
  }>`
    select m.id, m.at, m.direction, m.kind, m.text, h.alias as "channelAlias", m.at::text as sort_at
    from message m
    join channel h on h.company_id = m.company_id and h.id = m.channel_id
    where m.company_id = ${companyId} and m.contact_id = ${contactId} and m.interaction_id is null and ${seesLoose(ctx)}
      ${beyond(after, sql`m.at`, sql`m.id`)}
    order by m.at desc, m.id desc limit ${limit}`.execute(tx)
  return rows
}

/** What the contact sent. */
export async function listFiles(tx: Tx, ctx: Ctx, contactId: string, { after, limit }: Paging) {
  const companyId = companyOf(ctx.actor)
  const isFile = sql`m.direction = 'in' and m.kind in ('image', 'video', 'audio', 'document', 'sticker') ${beyond(after, sql`m.at`, sql`m.id`)}`
  const { rows } = await sql<{ message_id: string; at: Date; sort_at: string; media: MediaRecord }>`
    select m.id as message_id, m.at, m.at::text as sort_at, jsonb_build_object('id', f.id, 'kind', f.kind, 'state', f.state, 'file_name', f.file_name,
      'detected_type', f.detected_type, 'bytes', f.bytes, 'error', f.error, 'ours', false) as media
    from (
      select m.company_id, m.id, m.at from interaction i
      join message m on m.company_id = i.company_id and m.interaction_id = i.id
      where i.company_id = ${companyId} and i.contact_id = ${contactId} and ${seesSaid(ctx)} and ${isFile}
      union all
      select m.company_id, m.id, m.at from message m
      where m.company_id = ${companyId} and m.contact_id = ${contactId} and m.interaction_id is null and ${seesLoose(ctx)} and ${isFile}
    ) m
    join media f on f.company_id = m.company_id and f.message_id = m.id
    order by m.at desc, m.id desc limit ${limit}`.execute(tx)
  return rows
}

export async function listChanges(tx: Tx, companyId: string, contactId: string, { after, limit }: Paging) {
  const { rows } = await sql<{
    id: string
    at: Date
    action: string
    by: string
    before: Record<string, unknown> | null
    after: Record<string, unknown> | null
    sort_at: string
  }>`
    select n.id, n.at, n.action, n.actor_name as by, n.before, n.after, n.at::text as sort_at from contact_change n
    where n.company_id = ${companyId} and n.contact_id in ${selves(companyId, contactId)}
      ${beyond(after, sql`n.at`, sql`n.id`)}
    order by n.at desc, n.id desc limit ${limit}`.execute(tx)
  return rows
}
