import type { Line } from '../rig/arrange.ts'
import type { Rig } from '../rig/rig.ts'
import type { LoadOptions, LoadResult } from './generator.ts'

/** What is wrong after a run: everything 0 means that nothing was lost, doubled, or put back. */
export interface Faults {
  /** Acknowledged inbound messages that are not stored. */
  lost: number
  /** Stored more often than once. */
  doubled: number
  /** Targets below the highest rank acknowledged. */
  behind: number
  /** Targets above it, though every status of theirs was acknowledged. */
  ahead: number
  /** Contacts with two open tickets in one campaign. */
  secondTickets: number
  /** Difference between the tickets' counters and the messages that stand in tickets. */
  miscounted: number
  /** Raw events left over. */
  leftOver: number
  setAside: number
}

export async function check(rig: Rig, line: Line, load: LoadOptions, result: LoadResult): Promise<Faults> {
  const here = [line.companyId, line.channelId]
  const stored = await rig.sql<{ n: number; times: number }>(
    `select split_part(external_id, '.', 3)::int as n, count(*)::int as times from message
     where company_id = $1 and channel_id = $2 and direction = 'in' and external_id like 'wamid.' || $3 || '.%' group by 1`,
    [...here, load.run],
  )
  const ranks = await rig.sql<{ n: number; status: number }>(
    `select v.n - $3 as n, m.status from generate_series($3::int, $4::int - 1) v(n)
     join message m on m.company_id = $1 and m.channel_id = $2 and m.external_id = md5('target' || v.n)::uuid::text`,
    [...here, load.firstTarget, load.firstTarget + load.targets],
  )
  const [sums] = await rig.sql<Omit<Faults, 'lost' | 'doubled' | 'behind' | 'ahead'>>(
    `select (select count(*) from (select from ticket where closed_at is null group by company_id, contact_id, campaign_id having count(*) > 1) x)::int as "secondTickets",
       ((select coalesce(sum(unread), 0) from ticket)
         - (select count(*) from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
            where m.direction = 'in' and i.ticket_id is not null))::int as miscounted,
       (select count(*) from raw_event)::int as "leftOver", (select count(*) from event_set_aside)::int as "setAside"`,
  )
  const wanted = Buffer.from(result.ranks, 'base64')
  const doubtful = new Set(result.doubtfulTargets)
  const there = new Set(stored.map((s) => s.n))
  const acknowledged = result.inbound - result.doubtful.length
  const doubtfulStored = result.doubtful.filter((n) => there.has(n)).length
  // A target that no status reached stands at "accepted".
  const behind = ranks.filter((r) => r.status < (wanted[r.n] || 3)).length
  const certain = (n: number) => result.unanswered === 0 && !doubtful.has(n)
  return {
    lost: acknowledged - (stored.length - doubtfulStored),
    doubled: stored.filter((s) => s.times > 1).length,
    behind: behind + (load.targets - ranks.length),
    ahead: ranks.filter((r) => certain(r.n) && r.status > (wanted[r.n] || 3)).length,
    ...sums!,
  }
}

export const isFaultless = (faults: Faults) => Object.values(faults).every((n) => n === 0)
