import { sql } from 'kysely'
import { type AgentState, FIRST_STATE, PRESENCE_SECONDS } from '../../../rules/agent-state.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { lockMovable } from './movable.ts'

interface QueueRow {
  campaign_id: string
  campaign_name: string
  id: string
  name: string
  has_channel: boolean
  waiting: number
  agents: { id: string; name: string; open: number; state: AgentState; present: boolean }[]
  open_ticket: {
    id: string
    number: number
    queue: { id: string; name: string } | null
    agent: { id: string; name: string } | null
  } | null
}

/** TK-9: the active queues of the company, the ticket's own campaign first, with their agents: those who are there and
 *  *disponible* before the others (WS-8). */
export async function listTargets(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const ticket = await lockMovable(tx, ctx, id, 'look')
    const rows = await readQueues(tx, companyId, ticket)
    return {
      campaigns: [...Map.groupBy(rows, (r) => r.campaign_id).values()].map((queues) => ({
        id: queues[0]!.campaign_id,
        name: queues[0]!.campaign_name,
        openTicket: queues[0]!.campaign_id === ticket.campaign_id ? null : queues[0]!.open_ticket,
        queues: queues.map((q) => ({
          id: q.id,
          name: q.name,
          hasChannel: q.has_channel,
          waiting: q.waiting,
          agents: q.agents,
        })),
      })),
    }
  })
}

async function readQueues(
  tx: Tx,
  companyId: string,
  ticket: { campaign_id: string; contact_id: string; last_channel_id: string },
): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    with held as (
      select m.user_id, p.name, (select count(*)::int from (select from ticket t where t.company_id = m.company_id
        and t.agent_id = m.user_id and t.closed_at is null limit 1000) o) as open,
        coalesce(s.state, ${FIRST_STATE}) as state,
        coalesce(s.present and exists (select from agent_presence h where h.company_id = m.company_id and h.user_id = m.user_id
          and h.seen_at > now() - make_interval(secs => ${PRESENCE_SECONDS})), false) as present
      from member m join person p on p.id = m.user_id
      left join agent_state s on s.company_id = m.company_id and s.user_id = m.user_id and s.ended_at is null
      where m.company_id = ${companyId} and m.active and (m.role = 'agent' or m.agent_mode))
    select k.id as campaign_id, k.name as campaign_name, q.id, q.name,
      exists (select from queue_channel l where l.company_id = q.company_id and l.queue_id = q.id
        and l.channel_id = ${ticket.last_channel_id} and not l.switched_off) as has_channel,
      (select count(*)::int from (select from ticket t where t.company_id = q.company_id and t.queue_id = q.id
        and t.agent_id is null and t.closed_at is null limit 1000) w) as waiting,
      (select coalesce(jsonb_agg(jsonb_build_object('id', h.user_id, 'name', h.name, 'open', h.open, 'state', h.state, 'present', h.present)
          order by h.present and h.state = 'available' desc, h.name collate "es-x-icu", h.user_id), '[]')
        from queue_agent a join held h on h.user_id = a.user_id where a.company_id = q.company_id and a.queue_id = q.id) as agents,
      (select jsonb_build_object('id', t.id, 'number', t.number,
          'queue', (select jsonb_build_object('id', o.id, 'name', o.name) from queue o where o.company_id = t.company_id and o.id = t.queue_id),
          'agent', (select jsonb_build_object('id', p.id, 'name', p.name) from person p where p.id = t.agent_id))
        from ticket t where t.company_id = k.company_id and t.contact_id = ${ticket.contact_id} and t.campaign_id = k.id
          and t.closed_at is null) as open_ticket
    from queue q join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
    where q.company_id = ${companyId} and q.active and k.active and q.deleted_at is null and k.deleted_at is null
    order by k.id <> ${ticket.campaign_id}, k.name collate "es-x-icu", k.id, q.name collate "es-x-icu", q.id`.execute(
    tx,
  )
  return rows
}
