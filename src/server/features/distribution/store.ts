import { sql } from 'kysely'
import { PRESENCE_SECONDS } from '../../../rules/agent-state.ts'
import type { Candidate, DistributionFacts, Gift, WaitingTicket } from '../../../rules/distribution.ts'
import { table } from '../../database/arrays.ts'
import { first, type Tx } from '../../database/doors.ts'

interface AutomaticQueue {
  name: string
  distribution: DistributionFacts['distribution']
  queueOrder: 'oldest' | 'newest' | 'service_level'
  limit: number | null
}

/** Undefined when it is off or worked by hand. Nobody else gives out its tickets, changes it, or ends its campaign until
 *  this commits. */
export async function lockAutomaticQueue(tx: Tx, companyId: string, id: string): Promise<AutomaticQueue | undefined> {
  await sql`select from campaign k join queue q on q.company_id = k.company_id and q.campaign_id = k.id
    where q.company_id = ${companyId} and q.id = ${id} for share of k`.execute(tx)
  const result = await sql<AutomaticQueue>`
    select q.name, q.distribution, q.queue_order as "queueOrder", q.ticket_limit as limit from queue q
    join campaign k on k.company_id = q.company_id and k.id = q.campaign_id and k.active and k.deleted_at is null
    where q.company_id = ${companyId} and q.id = ${id} and q.active and q.deleted_at is null and q.distribution <> 'manual'
    for no key update of q`.execute(tx)
  return first(result)
}

/** Those that one at least of these agents has not given back, in the order in which they are to be given: within one queue the nearest to its service level is the oldest. */
export async function listWaiting(
  tx: Tx,
  companyId: string,
  queueId: string,
  { order, agents, atMost }: { order: AutomaticQueue['queueOrder']; agents: readonly string[]; atMost: number },
): Promise<WaitingTicket[]> {
  const { rows } = await sql<WaitingTicket>`
    select id, given_back_by as "givenBackBy" from ticket where company_id = ${companyId} and queue_id = ${queueId} and agent_id is null and closed_at is null
      and not given_back_by @> ${agents}::uuid[]
    order by ${order === 'newest' ? sql`opened_at desc, id desc` : sql`opened_at, id`} limit ${atMost}`.execute(tx)
  return rows
}

/** Those of them that still wait in the queue. Locked by id, as everybody locks many. */
export async function lockWaiting(
  tx: Tx,
  companyId: string,
  queueId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from ticket where company_id = ${companyId} and id = any(${ids}::uuid[]) and queue_id = ${queueId}
      and agent_id is null and closed_at is null
    order by id for no key update`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** After the tickets, as whoever takes one by hand. From now on nothing changes what they are doing or what they hold by being
 *  given it. */
export async function lockAgents(tx: Tx, companyId: string, userIds: readonly string[]): Promise<void> {
  await sql`
    select from member where company_id = ${companyId} and user_id = any(${userIds}::uuid[])
    order by user_id for no key update`.execute(tx)
}

/** Agents of the queue who are there and *disponible*; `among` these, if given. Counts stop where nothing hangs on them. */
export async function listCandidates(
  tx: Tx,
  companyId: string,
  queueId: string,
  among: readonly string[] | null = null,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select a.user_id as "userId", a.turn,
      (select count(*)::int from (select from ticket t where t.company_id = a.company_id and t.queue_id = a.queue_id
        and t.agent_id = a.user_id and t.closed_at is null limit 500) x) as held,
      (select count(*)::int from (select from ticket t where t.company_id = a.company_id
        and t.agent_id = a.user_id and t.closed_at is null limit 1000) x) as open
    from queue_agent a
    join member m on m.company_id = a.company_id and m.user_id = a.user_id and m.active and (m.role = 'agent' or m.agent_mode)
    join agent_state s on s.company_id = a.company_id and s.user_id = a.user_id and s.ended_at is null
      and s.state = 'available' and s.present
    where a.company_id = ${companyId} and a.queue_id = ${queueId} and (${among}::uuid[] is null or a.user_id = any(${among}::uuid[]))
      and exists (select from agent_presence p where p.company_id = a.company_id and p.user_id = a.user_id
        and p.seen_at > clock_timestamp() - make_interval(secs => ${PRESENCE_SECONDS}))`.execute(tx)
  return rows
}

export async function getLastTurn(tx: Tx, companyId: string, queueId: string): Promise<number> {
  const result = await sql<{ turn: number }>`
    select coalesce(max(turn), 0) as turn from queue_agent where company_id = ${companyId} and queue_id = ${queueId}`.execute(
    tx,
  )
  return first(result)!.turn
}

export async function giveTickets(tx: Tx, companyId: string, queueId: string, gifts: readonly Gift[]): Promise<void> {
  await sql`
    update ticket t set agent_id = v.agent, assigned_at = now()
    from ${table('v', gifts, { id: ['uuid', (g) => g.ticketId], agent: ['uuid', (g) => g.userId] })}
    where t.company_id = ${companyId} and t.id = v.id`.execute(tx)
  await sql`
    update queue_agent a set turn = v.turn
    from (select g.agent, max(g.turn) as turn
      from ${table('g', gifts, { agent: ['uuid', (g) => g.userId], turn: ['int8', (g) => g.turn] })} group by g.agent) v
    where a.company_id = ${companyId} and a.queue_id = ${queueId} and a.user_id = v.agent`.execute(tx)
}

export async function listNames(tx: Tx, userIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where id = any(${userIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface QueueRef {
  companyId: string
  queueId: string
}

/** Queues that give out by themselves and in which something waits. */
export async function listQueuesWithWaiting(tx: Tx): Promise<QueueRef[]> {
  const { rows } = await sql<QueueRef>`
    select q.company_id as "companyId", q.id as "queueId" from queue q
    where q.distribution <> 'manual' and q.active and q.deleted_at is null
      and exists (select from ticket t where t.company_id = q.company_id and t.queue_id = q.id and t.agent_id is null
        and t.closed_at is null)
    order by q.company_id, q.id`.execute(tx)
  return rows
}
