import { type RawBuilder, sql } from 'kysely'
import type { Promised } from '../../../rules/business-hours.ts'
import { table } from '../../database/arrays.ts'
import type { Place } from '../../paging.ts'
import type { Sight } from './store.ts'

/** Of one queue, for whoever came to it in one stretch of time (HR-3). */
export type QueuePromise = Promised & { queueId: string }

/** In which order a walk goes, where it is not that of the view. */
export interface WalkOrder {
  sort: RawBuilder<unknown>
  /** What the last one of the page before had in its place. */
  from: RawBuilder<unknown> | string | null
  /** The same for all of them: they stand by their ids, which rise with time. */
  constant?: RawBuilder<unknown>
}

/** Nearest to the end of what its queue promises: within a stretch of time that is the order in which they came. */
export function walksByPromise(
  promises: readonly QueuePromise[],
  after: Place | null,
  walk: (place: RawBuilder<unknown>, by: WalkOrder) => RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const [ahead, until] = [promises.filter((each) => 'ahead' in each), promises.filter((each) => 'until' in each)]
  const came = sql`t.queue_id = q.id and t.opened_at >= q.since and t.opened_at < q.before`
  const row = { id: ['uuid', (p: QueuePromise) => p.queueId], ...stretch } as const
  const [shift, end] = [sql`make_interval(secs => q.ahead / 1000.0)`, sql`q.until`]
  const roads = [
    ahead.length > 0 &&
      sql`${table('q', ahead, { ...row, ahead: ['int8', (p) => p.ahead] })} cross join lateral ${walk(came, {
        sort: sql`t.opened_at + ${shift}`,
        from: after && sql`(${after.at}::timestamptz - ${shift})`,
      })} w`,
    until.length > 0 &&
      sql`${table('q', until, { ...row, until: ['timestamptz', (p) => new Date(p.until)] })} cross join lateral ${walk(
        came,
        { sort: end, from: after?.at ?? null, constant: end },
      )} w`,
  ].filter((road) => road !== false)
  return roads.map((road) => sql`(select w.id, w.sort from ${road})`)
}

const stretch = {
  since: ['timestamptz', (p: QueuePromise) => new Date(p.from)],
  before: ['timestamptz', (p: QueuePromise) => new Date(p.to)],
} as const

/** The oldest ticket that waits in these queues; null when none does. */
export const oldestWaiting = ({ companyId }: Sight, queueIds: readonly string[]) =>
  sql<{ at: Date | null }>`
    select min(w.opened_at) as at from unnest(${queueIds}::uuid[]) q (id) cross join lateral (
      select t.opened_at from ticket t where t.company_id = ${companyId} and t.queue_id = q.id and t.agent_id is null and t.closed_at is null
      order by t.opened_at, t.id limit 1) w`

/** The same for a ticket `t`; that of none of these queues stands by when it was opened. */
export const promisedEnd = (promises: readonly QueuePromise[]): RawBuilder<unknown> =>
  sql`coalesce((select coalesce(p.until, t.opened_at + make_interval(secs => p.ahead / 1000.0)) from ${table(
    'p',
    promises,
    {
      queue_id: ['uuid', (p) => p.queueId],
      ...stretch,
      ahead: ['int8', (p) => ('ahead' in p ? p.ahead : null)],
      until: ['timestamptz', (p) => ('until' in p ? new Date(p.until) : null)],
    },
  )} where p.queue_id = t.queue_id and t.opened_at >= p.since and t.opened_at < p.before), t.opened_at)`
