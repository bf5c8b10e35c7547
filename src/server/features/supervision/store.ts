import { sql } from 'kysely'
import type { BusinessHours } from '../../../rules/business-hours.ts'
import { type AgentState, PRESENCE_SECONDS } from '../../../rules/agent-state.ts'
import type { Role } from '../../../rules/roles.ts'
import { table } from '../../database/arrays.ts'
import { first, type Tx } from '../../database/doors.ts'
import type { Place } from '../../paging.ts'

export interface QueueNow {
  id: string
  name: string
  campaign: { id: string; name: string }
  distribution: 'manual' | 'round_robin' | 'least_busy'
  ticketLimit: number | null
  serviceLevelSeconds: number
  hours: BusinessHours
  waiting: number
  oldestOpenedAt: Date | null
  held: number
}

const atMost1000 = (rows: ReturnType<typeof sql>) => sql`(select count(*)::int from (${rows} limit 1000) x)`

/** Counted by index, each to 1,000: what it costs grows with the queues, not with their tickets. */
export async function listQueuesNow(tx: Tx, companyId: string): Promise<QueueNow[]> {
  const waiting = sql`select opened_at from ticket t where t.company_id = q.company_id and t.queue_id = q.id
    and t.agent_id is null and t.closed_at is null`
  const held = sql`select from ticket t where t.company_id = q.company_id and t.queue_id = q.id
    and t.agent_id is not null and t.closed_at is null`
  const { rows } = await sql<QueueNow>`
    select q.id, q.name, jsonb_build_object('id', k.id, 'name', k.name) as campaign, q.distribution,
      q.ticket_limit as "ticketLimit", q.service_level_seconds as "serviceLevelSeconds",
      jsonb_build_object('days', q.hours, 'holidays', q.holidays) as hours,
      ${atMost1000(waiting)} as waiting, (${waiting} order by opened_at limit 1) as "oldestOpenedAt", ${atMost1000(held)} as held
    from queue q join campaign k on k.company_id = q.company_id and k.id = q.campaign_id and k.active and k.deleted_at is null
    where q.company_id = ${companyId} and q.active and q.deleted_at is null
    order by k.name collate "es-x-icu", q.name collate "es-x-icu"`.execute(tx)
  return rows
}

export interface AgentNowRow {
  userId: string
  name: string
  role: Role
  works: boolean
  state: AgentState | null
  since: Date | null
  present: boolean
  reason: string | null
  by: { id: string; name: string } | null
  queueIds: string[]
  /** Open tickets by queue; those of no queue under ''. */
  held: Record<string, number>
}

/** Those who work with tickets or hold some, with what they are doing. There is who was heard of, whatever the ledger says yet. */
export async function listAgentsNow(tx: Tx, companyId: string): Promise<AgentNowRow[]> {
  const { rows } = await sql<AgentNowRow>`
    select m.user_id as "userId", p.name, m.role, m.role = 'agent' or m.agent_mode as works, s.state, s.since, s.reason,
      coalesce(s.present and exists (select from agent_presence h where h.company_id = m.company_id and h.user_id = m.user_id
        and h.seen_at > now() - make_interval(secs => ${PRESENCE_SECONDS})), false) as present,
      (select jsonb_build_object('id', b.id, 'name', b.name) from person b where b.id = s.changed_by) as by,
      array(select a.queue_id::text from queue_agent a where a.company_id = m.company_id and a.user_id = m.user_id) as "queueIds",
      (select coalesce(jsonb_object_agg(h.queue, h.n), '{}') from (
        select coalesce(t.queue_id::text, '') as queue, count(*)::int as n from (
          select t.queue_id from ticket t where t.company_id = m.company_id and t.agent_id = m.user_id and t.closed_at is null
          limit 1000) t group by t.queue_id) h) as held
    from member m join person p on p.id = m.user_id
    left join agent_state s on s.company_id = m.company_id and s.user_id = m.user_id and s.ended_at is null
    where m.company_id = ${companyId} and m.active and (m.role = 'agent' or m.agent_mode
      or exists (select from ticket t where t.company_id = m.company_id and t.agent_id = m.user_id and t.closed_at is null))
    order by p.name collate "es-x-icu", m.user_id`.execute(tx)
  return rows
}

export async function countWithoutQueue(tx: Tx, companyId: string): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*)::int as n from (select from ticket where company_id = ${companyId} and queue_id is null and agent_id is null
      and closed_at is null limit 1000) x`.execute(tx)
  return first(result)!.n
}

export interface Opening {
  queueId: string
  from: Date
  to: Date
}

/** HR-3: tickets opened since `from`, by queue: how many somebody had within the service level of open time, and how many
 *  not, or not yet though it is over. `openings` are the open hours of each queue from then on. */
export async function countServiceLevels(
  tx: Tx,
  companyId: string,
  from: Date,
  openings: readonly Opening[],
): Promise<{ queueId: string; met: number; missed: number }[]> {
  const { rows } = await sql<{ queueId: string; met: number; missed: number }>`
    with today as (
      select t.id, t.queue_id, t.opened_at, t.first_taken_at, t.closed_at from ticket t
      where t.company_id = ${companyId} and t.closed_at is null and t.opened_at >= ${from}
      union all
      select t.id, t.queue_id, t.opened_at, t.first_taken_at, t.closed_at from ticket t
      where t.company_id = ${companyId} and t.closed_at >= ${from} and t.opened_at >= ${from}),
    open as (
      select o.queue, o.since, o.till from ${table('o', openings, {
        queue: ['uuid', (o) => o.queueId],
        since: ['timestamptz', (o) => o.from],
        till: ['timestamptz', (o) => o.to],
      })}),
    waited as (
      select t.queue_id, t.first_taken_at is not null as taken, t.closed_at is not null as closed,
        q.service_level_seconds as promised,
        (select coalesce(sum(greatest(0, extract(epoch from least(o.till, coalesce(t.first_taken_at, now()))
          - greatest(o.since, t.opened_at)))), 0) from open o where o.queue = t.queue_id) as seconds
      from today t join queue q on q.company_id = ${companyId} and q.id = t.queue_id)
    select queue_id as "queueId", count(*) filter (where taken and seconds <= promised)::int as met,
      count(*) filter (where seconds > promised and (taken or not closed))::int as missed
    from waited group by queue_id`.execute(tx)
  return rows
}

export async function listHours(tx: Tx, companyId: string): Promise<Pick<QueueNow, 'id' | 'hours'>[]> {
  const { rows } = await sql<Pick<QueueNow, 'id' | 'hours'>>`
    select id, jsonb_build_object('days', hours, 'holidays', holidays) as hours from queue
    where company_id = ${companyId} and deleted_at is null`.execute(tx)
  return rows
}

export interface AskedTickets {
  agentId?: string | undefined
  queueId?: string | undefined
  view: 'waiting' | 'held'
  after: Place | null
  limit: number
}

interface TicketNow {
  id: string
  number: number
  contact: { id: string; name: string }
  queue: { id: string; name: string } | null
  agent: { id: string; name: string } | null
  openedAt: Date
  lastText: string
  sort_at: string
}

/** Open tickets, those that were opened first come first. */
export async function listTicketsNow(
  tx: Tx,
  companyId: string,
  { agentId, queueId, view, after, limit }: AskedTickets,
): Promise<TicketNow[]> {
  const { rows } = await sql<TicketNow>`
    select t.id, t.number, jsonb_build_object('id', c.id, 'name', c.name) as contact,
      case when q.id is not null then jsonb_build_object('id', q.id, 'name', q.name) end as queue,
      case when t.agent_id is not null then jsonb_build_object('id', t.agent_id,
        'name', coalesce((select p.name from person p where p.id = t.agent_id), '')) end as agent,
      t.opened_at as "openedAt", t.last_text as "lastText", t.opened_at::text as sort_at
    from ticket t join contact c on c.company_id = t.company_id and c.id = t.contact_id
    left join queue q on q.company_id = t.company_id and q.id = t.queue_id
    where t.company_id = ${companyId} and t.closed_at is null
      and ${view === 'held' ? sql`t.agent_id is not null` : sql`t.agent_id is null`}
      ${agentId === undefined ? sql`` : sql`and t.agent_id = ${agentId}`}
      ${queueId === undefined ? sql`` : sql`and t.queue_id = ${queueId}`}
      ${after === null ? sql`` : sql`and (t.opened_at, t.id) > (${after.at}::timestamptz, ${after.id})`}
    order by t.opened_at, t.id limit ${limit}`.execute(tx)
  return rows
}

/** Whether such an agent and such a queue belong to the company; what is not asked about does. */
export async function isOfCompany(
  tx: Tx,
  companyId: string,
  { agentId = null, queueId = null }: { agentId?: string | null | undefined; queueId?: string | null | undefined },
): Promise<boolean> {
  const result = await sql<{ known: boolean }>`select
    (${agentId}::uuid is null or exists (select from member m where m.company_id = ${companyId} and m.user_id = ${agentId}))
    and (${queueId}::uuid is null or exists (select from queue q where q.company_id = ${companyId} and q.id = ${queueId})) as known`.execute(
    tx,
  )
  return first(result)!.known
}
