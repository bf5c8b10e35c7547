import { type RawBuilder, sql } from 'kysely'
import type { BusinessHours } from '../../../rules/business-hours.ts'
import type { Place } from '../../paging.ts'
import { promisedEnd, type QueuePromise, walksByPromise, type WalkOrder } from './promise-store.ts'
import { seersOf } from './sends.ts'
import { columns, seen, type Sight, type TicketRecord } from './store.ts'

export type TicketView = 'mine' | 'waiting' | 'all' | 'closed'
/** In which order waiting tickets are taken: that of the queues one sees and asks for, where they agree; else the oldest first. */
export type QueueOrder = 'oldest' | 'newest' | 'service_level'

export interface TicketFilters {
  campaignId?: string | undefined
  /** `none` is "Sin cola". */
  queueId?: string | undefined
  channelId?: string | undefined
  agentId?: string | undefined
  unread?: boolean | undefined
}

export interface AskedTickets {
  view: TicketView
  /** Of the tickets that wait. */
  order: QueueOrder
  /** When what the queues in sight promise ends, where the order is by that; none in all others. */
  promises: readonly QueuePromise[]
  filters: TicketFilters
  after: Place | null
  limit: number
}

export interface QueueInSight {
  id: string
  campaign_id: string
  service_level_seconds: number
  hours: BusinessHours['days']
  holidays: BusinessHours['holidays']
  queue_order: QueueOrder
  /** On, and not deleted. */
  works: boolean
  deleted: boolean
}

const views: Record<TicketView, (s: Sight) => RawBuilder<boolean>> = {
  mine: (s) => sql`t.agent_id = ${s.userId} and t.closed_at is null`,
  waiting: () => sql`t.agent_id is null and t.closed_at is null`,
  all: () => sql`t.closed_at is null`,
  closed: () => sql`t.closed_at is not null`,
}

/** An agent's own, or all of the company's. */
export const queuesInSight = ({ companyId, userId, supervises }: Sight): RawBuilder<QueueInSight> =>
  sql<QueueInSight>`
    select q.id, q.campaign_id, q.service_level_seconds, q.hours, q.holidays, q.queue_order, q.active and q.deleted_at is null as works, q.deleted_at is not null as deleted
    from queue q where q.company_id = ${companyId} and (${supervises}
      or q.id in (select a.queue_id from queue_agent a where a.company_id = ${companyId} and a.user_id = ${userId}))`

/** Of the queues that the filters leave. */
export function orderOf(queues: readonly QueueInSight[], filters: Narrowing): QueueOrder {
  const orders = new Set(queues.filter((q) => q.works && isAsked(q, filters)).map((q) => q.queue_order))
  return orders.size === 1 ? [...orders][0]! : 'oldest'
}

type Narrowing = Pick<TicketFilters, 'queueId' | 'campaignId'>

const isAsked = (q: QueueInSight, { queueId, campaignId }: Narrowing): boolean =>
  (queueId === undefined || queueId === q.id) && (campaignId === undefined || campaignId === q.campaign_id)

export const isOldestFirst = ({ view, order }: Pick<AskedTickets, 'view' | 'order'>): boolean =>
  view === 'waiting' && order !== 'newest'

/** A page: each place where tickets stand (a queue, an agent, the company) is walked in the order of the view along an index,
 *  a page of each at most, and the first of them all are shown. */
export function ticketRecords(
  sight: Sight,
  queues: readonly QueueInSight[],
  asked: AskedTickets,
): RawBuilder<TicketRecord> | null {
  const { view, promises, after } = asked
  // In the text: where it is a parameter, a general plan does not know that a page is short.
  const limit = sql.lit(asked.limit)
  const oldestFirst = isOldestFirst(asked)
  const direction = oldestFirst ? sql`asc` : sql`desc`
  const sort = {
    mine: sql`t.last_activity_at`,
    waiting: sql`t.opened_at`,
    all: sql`t.opened_at`,
    closed: sql`t.closed_at`,
  }[view]
  const walk = (place: RawBuilder<unknown>, by: WalkOrder = { sort, from: after?.at ?? null }) => {
    const standing = sql`t.company_id = ${sight.companyId} and ${views[view](sight)} and ${place}
      ${after === null ? sql`` : sql`and (${by.constant ?? sort}, t.id) ${oldestFirst ? sql`>` : sql`<`} (${by.from}::timestamptz, ${after.id}::uuid)`}`
    const order = sql`${by.constant ? sql`` : sql`${sort} ${direction},`} t.id ${direction}`
    return isSifted(asked)
      ? // In this order, whatever the filter leaves: by itself PostgreSQL takes a number's tickets to be rare, and reads all that is open.
        sql`(select t.id, ${by.sort} as sort from (select * from ticket t where ${standing} order by ${order} offset 0) t
          where ${filtered(asked.filters)} order by ${order} limit ${limit})`
      : sql`(select t.id, ${by.sort} as sort from ticket t where ${standing} and ${filtered(asked.filters)} order by ${order} limit ${limit})`
  }
  const walks = spotsOf(sight, queues, asked).flatMap((place) => {
    if (place === 'company') return [walk(sql`true`)]
    if (place === 'no queue') return [walk(sql`t.queue_id is null`)]
    if ('agentId' in place) return [walk(sql`t.agent_id = ${place.agentId} and ${place.and}`)]
    if (promises.length > 0)
      return walksByPromise(
        promises.filter((p) => place.queues.some((q) => q.id === p.queueId)),
        after,
        walk,
      )
    return sql`(select w.id, w.sort from unnest(${place.queues.map((q) => q.id)}::uuid[]) q (id) cross join lateral ${walk(sql`t.queue_id = q.id`)} w)`
  })
  if (walks.length === 0) return null
  return sql<TicketRecord>`
    with found as materialized (
      select id, sort from (${sql.join(walks, sql` union `)}) x order by sort ${direction}, id ${direction} limit ${limit})
    ${columns(sql`found.sort`, sql`found join ticket t on t.company_id = ${sight.companyId} and t.id = found.id`)}
    order by found.sort ${direction}, t.id ${direction}`
}

/** Those of these tickets that stand in the view, in no order. */
export function ticketRecordsById(
  sight: Sight,
  { view, promises, filters, ids }: Omit<AskedTickets, 'order' | 'after' | 'limit'> & { ids: readonly string[] },
): RawBuilder<TicketRecord> {
  const waiting = promises.length > 0 ? promisedEnd(promises) : sql`t.opened_at`
  const sort = { mine: sql`t.last_activity_at`, waiting, all: sql`t.opened_at`, closed: sql`t.closed_at` }[view]
  return sql<TicketRecord>`
    ${columns(sort)}
    where t.company_id = ${sight.companyId} and t.id = any(${ids}::uuid[]) and ${views[view](sight)} and ${filtered(filters)} and ${seen(sight)}`
}

const filtered = ({ campaignId, queueId, channelId, agentId, unread }: TicketFilters): RawBuilder<boolean> =>
  sql`${campaignId ? sql`t.campaign_id = ${campaignId}` : sql`true`}
    ${queueId === undefined ? sql`` : queueId === 'none' ? sql`and t.queue_id is null` : sql`and t.queue_id = ${queueId}`}
    ${channelId ? sql`and t.last_channel_id = ${channelId}` : sql``} ${agentId ? sql`and t.agent_id = ${agentId}` : sql``}
    ${unread ? sql`and t.unread > 0` : sql``}`

/** No index knows what of the open came by a number; what is closed has its own (0044). */
const isSifted = ({ view, filters }: AskedTickets): boolean => view !== 'closed' && filters.channelId !== undefined

type Spot = 'company' | 'no queue' | { agentId: string; and: RawBuilder<boolean> } | { queues: QueueInSight[] }

/** Where to look, so that together nothing in sight is left out; what stands in two places is found in both, and shown once. To
 *  leave one's own queues out of one's own tickets would be to walk through all of them: most stand there. */
function spotsOf(sight: Sight, queues: readonly QueueInSight[], { view, filters }: AskedTickets): Spot[] {
  const agentId = view === 'mine' ? sight.userId : filters.agentId
  if (agentId !== undefined) {
    const inSight = sight.supervises || agentId === sight.userId
    return [{ agentId, and: inSight ? sql`true` : sql`t.queue_id = any(${queues.map((q) => q.id)}::uuid[])` }]
  }
  const asked = queues.filter(
    (q) =>
      isAsked(q, filters) &&
      // Nothing is open in a queue that was deleted.
      (view === 'closed' || !q.deleted),
  )
  const places: Spot[] = asked.length > 0 ? [{ queues: asked }] : []
  const withoutQueue = filters.queueId === undefined || filters.queueId === 'none'
  if (sight.supervises) {
    const isNarrow =
      view === 'waiting' ||
      filters.queueId !== undefined ||
      filters.campaignId !== undefined ||
      // What came by one number long ago is found in each queue, and not by walking through all that was closed since.
      (view === 'closed' && filters.channelId !== undefined)
    if (!isNarrow) return ['company']
    return withoutQueue ? [...places, 'no queue'] : places
  }
  if (view === 'waiting') return places
  return [...places, { agentId: sight.userId, and: sql`true` }]
}

/** In each view, 1,000 at most: nobody needs to know more, and counting further would cost. */
export function viewCounts(sight: Sight): RawBuilder<{ mine: number; waiting: number; sent: number; all: number }> {
  const { companyId, userId, supervises } = sight
  const count = (condition: RawBuilder<boolean>) =>
    sql`(select count(*)::int from (select 1 from ticket t where t.company_id = ${companyId} and ${condition} limit 1001) x)`
  // Each queue by its index: all that the company has open may be far more than what stands in a few of them.
  const counted = (condition: RawBuilder<boolean>) =>
    supervises
      ? count(condition)
      : sql`(select count(*)::int from (select 1 from queue_agent a cross join lateral (
          select 1 from ticket t where t.company_id = ${companyId} and t.queue_id = a.queue_id and ${condition} limit 1001) w
        where a.company_id = ${companyId} and a.user_id = ${userId} limit 1001) x)`
  const waits = sql`i.company_id = ${companyId} and i.ended_at is null and i.ticket_id is null`
  // None is in two of these, so that whoever has a thousand of their own is counted no further.
  const ofQueues = sql`select q.queue_id from queue_agent q where q.company_id = ${companyId} and q.user_id = ${userId}`
  const sent = supervises
    ? sql`select 1 from interaction i where ${waits}`
    : sql`(select 1 from interaction i where ${waits} and i.sender_id = ${userId})
        union all
        (select 1 from (${ofQueues}) q cross join lateral (
          select from interaction i where ${waits} and i.queue_id = q.queue_id and i.sender_id is distinct from ${userId} limit 1001) w)
        union all
        (select 1 from (select distinct e.interaction_id from ${seersOf(companyId, userId)} me
            join earlier_sender e on e.company_id = ${companyId} and e.seen_by = me.id) e cross join lateral (
          select * from interaction i where i.company_id = ${companyId} and i.id = e.interaction_id offset 0) i
        where ${waits} and i.sender_id is distinct from ${userId} and coalesce(i.queue_id not in (${ofQueues}), true))`
  return sql`
    select ${count(views.mine(sight))} as mine, ${counted(views.waiting(sight))} as waiting, ${counted(views.all(sight))} as all,
      (select count(*)::int from (${sent} limit 1001) x) as sent`
}
