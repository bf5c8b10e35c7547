import { sql } from 'kysely'
import { type AgentState, type Period, PRESENCE_SECONDS } from '../../../rules/agent-state.ts'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'

/** Heard of within the time that presence lasts; of the row `p`. */
const fresh = sql`p.seen_at > clock_timestamp() - make_interval(secs => ${PRESENCE_SECONDS})`
/** At most one write in this time for a sign-in. */
const REWRITE_SECONDS = 25

interface Agent {
  role: string
  /** Active, and an agent or in agent mode: one who has states. */
  works: boolean
  /** By the database's clock, which all processes share. */
  now: Date
}

/** Locks the person as an agent: their states, what they are given and what is taken from them change one after the other. */
export async function lockAgent(tx: Tx, companyId: string, userId: string): Promise<Agent | undefined> {
  await sql`select from member where company_id = ${companyId} and user_id = ${userId} for no key update`.execute(tx)
  const result = await sql<Agent>`
    select role, active and (role = 'agent' or agent_mode) as works, clock_timestamp() as now from member
    where company_id = ${companyId} and user_id = ${userId}`.execute(tx)
  return first(result)
}

interface PeriodRow {
  id: string
  state: AgentState
  present: boolean
  began_at: Date
  ended_at: Date | null
  change: Period['change']
  since: Date
  changed_by: string | null
  changed_by_name: string | null
  reason: string | null
}

export interface StoredPeriod extends Period {
  id: string
  endedAt: Date | null
  byName: string | null
}

const columns = sql`s.id, s.state, s.present, s.began_at, s.ended_at, s.change, s.since, s.changed_by, s.reason,
  (select p.name from person p where p.id = s.changed_by) as changed_by_name`

const present = (row: PeriodRow): StoredPeriod => ({
  id: row.id,
  state: row.state,
  present: row.present,
  beganAt: row.began_at,
  endedAt: row.ended_at,
  change: row.change,
  since: row.since,
  by: row.changed_by,
  byName: row.changed_by_name,
  reason: row.reason,
})

export async function findPeriod(tx: Tx, companyId: string, userId: string): Promise<StoredPeriod | null> {
  const result = await sql<PeriodRow>`
    select ${columns} from agent_state s
    where s.company_id = ${companyId} and s.user_id = ${userId} and s.ended_at is null`.execute(tx)
  const row = first(result)
  return row ? present(row) : null
}

/** What of a person's time touches that stretch, in order. */
export async function listPeriods(tx: Tx, companyId: string, userId: string, from: Date, to: Date) {
  const { rows } = await sql<PeriodRow>`
    select ${columns} from agent_state s
    where s.company_id = ${companyId} and s.user_id = ${userId} and tstzrange(s.began_at, s.ended_at) && tstzrange(${from}, ${to})
    order by s.began_at`.execute(tx)
  return rows.map(present)
}

/** Ends the period that lasts, if any, at the very moment at which the next begins. */
export async function insertPeriod(
  tx: Tx,
  companyId: string,
  userId: string,
  before: StoredPeriod | null,
  next: Period,
): Promise<void> {
  if (before !== null) {
    await sql`update agent_state set ended_at = ${next.beganAt} where company_id = ${companyId} and id = ${before.id}`.execute(
      tx,
    )
  }
  await tx
    .insertInto('agent_state')
    .values({
      company_id: companyId,
      id: newId(),
      user_id: userId,
      state: next.state,
      present: next.present,
      began_at: next.beganAt,
      follows: before === null ? null : next.beganAt,
      change: next.change,
      since: next.since,
      changed_by: next.by,
      reason: next.reason,
    })
    .execute()
}

/** Notes that a sign-in was heard of, and says whether the person counted as there before. */
export async function touchPresence(tx: Tx, companyId: string, userId: string, session: string): Promise<boolean> {
  const result = await sql<{ present: boolean }>`
    with known as (select seen_at from agent_presence where company_id = ${companyId} and user_id = ${userId} and session = ${session}),
      touched as (update agent_presence set seen_at = clock_timestamp()
        where company_id = ${companyId} and user_id = ${userId} and session = ${session}
          and seen_at < clock_timestamp() - make_interval(secs => ${REWRITE_SECONDS})),
      made as (insert into agent_presence (company_id, user_id, session, seen_at)
        select ${companyId}, ${userId}, ${session}, clock_timestamp() where not exists (select from known) on conflict do nothing)
    select present from agent_state where company_id = ${companyId} and user_id = ${userId} and ended_at is null`.execute(
    tx,
  )
  return first(result)?.present ?? false
}

/** Ends one sign-in's presence, or all of the person's. */
export async function deletePresence(tx: Tx, companyId: string, userId: string, session: string | null): Promise<void> {
  await tx
    .deleteFrom('agent_presence')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .$if(session !== null, (q) => q.where('session', '=', session!))
    .execute()
}

export async function isThere(tx: Tx, companyId: string, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select from agent_presence p where p.company_id = ${companyId} and p.user_id = ${userId} and ${fresh} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** When nothing was heard of the person any more: the end of what their last sign of life was good for. */
export async function lastHeardOf(tx: Tx, companyId: string, userId: string): Promise<Date | null> {
  const result = await sql<{ at: Date | null }>`
    select max(seen_at) + make_interval(secs => ${PRESENCE_SECONDS}) as at from agent_presence
    where company_id = ${companyId} and user_id = ${userId}`.execute(tx)
  return first(result)?.at ?? null
}

export interface Who {
  companyId: string
  userId: string
}

/** Those who count as there and have not been heard of. */
export async function listLost(tx: Tx): Promise<Who[]> {
  const { rows } = await sql<Who>`
    select s.company_id as "companyId", s.user_id as "userId" from agent_state s
    where s.ended_at is null and s.present
      and not exists (select from agent_presence p where p.company_id = s.company_id and p.user_id = s.user_id and ${fresh})
    order by s.company_id, s.user_id`.execute(tx)
  return rows
}

/** Since when the person of state `s` is gone, whatever was said of their state meanwhile: the end of the last time they were there. */
const goneSince = sql`coalesce(
  (select l.ended_at from agent_state l where l.company_id = s.company_id and l.user_id = s.user_id and l.present order by l.began_at desc limit 1),
  (select min(l.began_at) from agent_state l where l.company_id = s.company_id and l.user_id = s.user_id))`

export async function getGoneSince(tx: Tx, companyId: string, userId: string): Promise<Date | null> {
  const result = await sql<{ at: Date }>`
    select ${goneSince} as at from agent_state s
    where s.company_id = ${companyId} and s.user_id = ${userId} and s.ended_at is null and not s.present`.execute(tx)
  return first(result)?.at ?? null
}

/** TK-12: those who are gone for longer than their company allows and hold tickets for as long. */
export async function listGone(tx: Tx): Promise<Who[]> {
  const { rows } = await sql<Who>`
    select s.company_id as "companyId", s.user_id as "userId" from agent_state s join company c on c.id = s.company_id
    where s.ended_at is null and not s.present and ${goneSince} < now() - make_interval(mins => c.away_minutes)
      and exists (select from ticket t where t.company_id = s.company_id and t.agent_id = s.user_id and t.closed_at is null
        and t.assigned_at < now() - make_interval(mins => c.away_minutes))
    order by s.company_id, s.user_id`.execute(tx)
  return rows
}

/** Sign-ins that nothing was heard of for a day. */
export async function deleteOldPresence(tx: Tx): Promise<void> {
  await sql`delete from agent_presence where seen_at < now() - interval '1 day'`.execute(tx)
}

export async function listHeldSince(tx: Tx, companyId: string, userId: string) {
  return tx
    .selectFrom('ticket')
    .select(['id', 'assigned_at'])
    .where('company_id', '=', companyId)
    .where('agent_id', '=', userId)
    .where('closed_at', 'is', null)
    .execute()
}

export async function getAwayMinutes(tx: Tx, companyId: string): Promise<number> {
  const row = await tx
    .selectFrom('company')
    .select('away_minutes')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  return row.away_minutes
}

export async function updateAwayMinutes(tx: Tx, companyId: string, minutes: number): Promise<void> {
  await tx.updateTable('company').set({ away_minutes: minutes }).where('id', '=', companyId).execute()
}

export async function getAgentName(tx: Tx, companyId: string, userId: string): Promise<string> {
  const row = await tx
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.user_id')
    .select('p.name')
    .where('m.company_id', '=', companyId)
    .where('m.user_id', '=', userId)
    .executeTakeFirst()
  return found(row).name!
}
