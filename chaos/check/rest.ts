import type { Stage } from '../stage.ts'
import { count, type Figure, none } from './figure.ts'
import { reachable } from './walls.ts'

/** Tickets, walls, and what should be left behind: nothing. */
export async function checkRest(stage: Stage): Promise<Figure[]> {
  const { sql } = stage.rig
  const second = await sql<{ contact_id: string }>(
    `select contact_id from ticket where closed_at is null group by company_id, contact_id, campaign_id having count(*) > 1`,
  )
  const [sums] = await sql<{ counters: number; messages: number; tickets: number }>(
    `select (select coalesce(sum(unread), 0)::int from ticket where company_id = any($1)) as counters, (select count(*)::int from ticket) as tickets,
       (select count(*)::int from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
        where m.direction = 'in' and i.ticket_id is not null and m.company_id = any($1)) as messages`,
    // Nobody reads or closes there.
    [stage.companies.map(({ place }) => place.companyId)],
  )
  const [left] = await sql<{ raw: number; waiting: number; sending: number }>(
    `select (select count(*)::int from raw_event) as raw, (select count(*)::int from message where outbox = 0) as waiting,
       (select count(*)::int from message where outbox = 1) as sending`,
  )
  const jobs = await sql<{ name: string; state: string; provider: boolean }>(
    `select name, state::text, coalesce(output ->> 'name' = 'ProviderFault', false) as provider from pgboss.job where state = 'failed'
       or (state = 'active' and started_on + make_interval(secs => expire_seconds + 60) < now())`,
  )
  const media = await sql<{ state: string; error: string | null; n: number }>(
    `select state, error, count(*)::int as n from media group by 1, 2`,
  )
  const aside = await sql<{ reason: string }>('select reason from event_set_aside')
  return [
    count('tickets', sums!.tickets),
    none(
      'contacts with two open tickets in a campaign',
      second.map((s) => s.contact_id),
    ),
    {
      name: 'difference between tickets’ counters and the messages in them',
      value: Math.abs(sums!.counters - sums!.messages),
      most: 0,
    },
    none('rows reachable across companies', await reachable(stage)),
    { name: 'raw events left over', value: left!.raw, most: 0 },
    { name: 'messages left waiting', value: left!.waiting, most: 0 },
    { name: 'messages left as sending', value: left!.sending, most: 0 },
    count(
      'files of messages that are stored',
      media.filter((m) => m.state === 'stored').reduce((sum, m) => sum + m.n, 0),
    ),
    none(
      'files of messages that are not stored',
      media.filter((m) => m.state !== 'stored').map((m) => `${m.n} ${m.state} ${m.error ?? ''}`),
    ),
    count('jobs that the provider made fail to the last try', jobs.filter((j) => j.provider).length),
    none(
      'jobs failed or stuck',
      jobs.filter((j) => !j.provider).map((j) => `${j.name} ${j.state}`),
    ),
    none(
      'events set aside, but for what is no JSON',
      aside.filter((a) => a.reason !== 'not JSON').map((a) => a.reason),
    ),
    { name: 'processes that did not end well after SIGTERM', value: stage.fleet.uncleanExits.length, most: 0 },
  ]
}
