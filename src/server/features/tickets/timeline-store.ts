import { sql } from 'kysely'
import type * as z from 'zod'
import { TicketEvent, TicketEventData, ticketEventKind } from '../../../contract/ticket-events.ts'
import type { Tx } from '../../database/doors.ts'
import type { Place } from '../../paging.ts'

export interface TimelineRecord {
  id: string
  at: Date
  kind: string
  actor_id: string | null
  actor_name: string | null
  data: Record<string, unknown>
  sort_at: string
}

/** Newest first: what was written, and what the rows of the ticket and its interactions say by themselves. Each part is
 *  read no further than the page goes. */
export async function listTimeline(
  tx: Tx,
  companyId: string,
  id: string,
  after: Place | null,
  limit: number,
): Promise<TimelineRecord[]> {
  const before = (at: string, key: string) =>
    after === null ? sql`true` : sql`(${sql.raw(at)}, ${sql.raw(key)}) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<TimelineRecord>`
    with t as materialized (select * from ticket where company_id = ${companyId} and id = ${id})
    select x.id, x.at, x.kind, x.actor_id, x.actor_name, x.data, x.sort_at::text from (
      (select e.id, e.at, e.kind, e.actor_id, e.actor_name, e.data, e.at as sort_at from ticket_event e
        where e.company_id = ${companyId} and e.ticket_id = ${id} and ${before('e.at', 'e.id')}
        order by e.at desc, e.id desc limit ${limit})
      union all
      select t.id, t.closed_at, 'closed', t.closed_by, (select p.name from person p where p.id = t.closed_by),
        jsonb_strip_nulls(jsonb_build_object('because', t.close_reason, 'note', t.close_note, 'disposition',
          (select d.name from disposition d where d.company_id = t.company_id and d.id = t.disposition_id))), t.closed_at
      -- A transfer says so by itself, and where to.
      from t where t.closed_at is not null and t.close_reason <> 'transferred' and ${before('t.closed_at', 't.id')}
      union all
      select i.id, i.opened_at, 'channel_joined', i.sender_id, (select p.name from person p where p.id = i.sender_id),
        jsonb_build_object('channel', h.alias), i.opened_at
      from t join interaction i on i.company_id = t.company_id and i.ticket_id = t.id and i.opened_at > t.opened_at
        and i.channel_id <> (select f.channel_id from interaction f where f.company_id = t.company_id and f.ticket_id = t.id order by f.opened_at, f.id limit 1)
      join channel h on h.company_id = i.company_id and h.id = i.channel_id where ${before('i.opened_at', 'i.id')}
      union all
      select i.id, i.ended_at, 'channel_ended', null, null, jsonb_build_object('channel', h.alias, 'because', i.end_reason), i.ended_at
      from t join interaction i on i.company_id = t.company_id and i.ticket_id = t.id and i.end_reason in ('channel_off', 'channel_deleted')
      join channel h on h.company_id = i.company_id and h.id = i.channel_id where ${before('i.ended_at', 'i.id')}
      union all
      -- First of all, whatever the clocks say.
      select t.id, t.opened_at, 'opened', null, null, jsonb_strip_nulls(jsonb_build_object('because', t.opened_because, 'channel',
          (select h.alias from interaction i join channel h on h.company_id = i.company_id and h.id = i.channel_id
            where i.company_id = t.company_id and i.ticket_id = t.id order by i.opened_at, i.id limit 1))), '-infinity'
      from t) x
    order by x.sort_at desc, x.id desc limit ${limit}`.execute(tx)
  return rows
}

/** Data that another version wrote, or a kind that this one does not know, is shown as far as it is understood. */
export function presentEvent(r: TimelineRecord): z.infer<typeof TicketEvent> | null {
  const kind = ticketEventKind.safeParse(r.kind)
  if (!kind.success) return null
  const data = TicketEventData.safeParse(r.data)
  return {
    id: r.id,
    at: r.at.toISOString(),
    kind: kind.data,
    actor: r.actor_name === null ? null : { id: r.actor_id, name: r.actor_name },
    data: data.success ? data.data : {},
  }
}
