import { sql, type Updateable } from 'kysely'
import type * as z from 'zod'
import type { ConnectionSteps, RequestRow } from '../../../contract/requests.ts'
import {
  OPEN_REQUEST_STATES,
  type RequestEvent,
  type RequestState,
  requestAfter,
} from '../../../rules/request-state.ts'
import { linksLeft } from '../../../rules/sign-up-link.ts'
import type { Tx } from '../../database/doors.ts'
import type { ChannelRequest } from '../../database/types.ts'
import { found, Refusal } from '../../refusal.ts'

const open = sql.join(OPEN_REQUEST_STATES.map((state) => sql.lit(state)))
const isOpen = sql<boolean>`r.state in (${open})`
const isOverdue = (days: number) => sql<boolean>`${isOpen} and r.requested_at < now() - make_interval(days => ${days})`

const rows = (tx: Tx, overdueDays: number) =>
  tx
    .selectFrom('channel_request as r')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'r.company_id').onRef('c.id', '=', 'r.channel_id'))
    .innerJoin('company as k', 'k.id', 'r.company_id')
    .leftJoin('auth.user as u', 'u.id', 'r.taken_by')
    .leftJoin('channel_connection as n', (j) =>
      j.onRef('n.company_id', '=', 'r.company_id').onRef('n.channel_id', '=', 'r.channel_id'),
    )
    .leftJoin('channel_by_hand as h', (j) =>
      j.onRef('h.company_id', '=', 'r.company_id').onRef('h.channel_id', '=', 'r.channel_id'),
    )
    .select([
      'r.channel_id',
      'r.company_id',
      'k.name as company_name',
      'k.note as company_note',
      'c.business_name',
      'r.state',
      'r.way',
      'r.requested_at',
      'r.resent_at',
      'r.correction',
      'r.decline_reason',
      'r.taken_by',
      'u.name as taken_by_name',
      sql<string>`r.requested_at::text`.as('sort_at'),
      isOverdue(overdueDays).as('overdue'),
      sql<boolean>`r.state = 'connecting' and coalesce(n.error, h.error) is not null`.as('stuck'),
    ])

type Found = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

/** As `me`, an operator, sees it. */
export const toRequestRow = (r: Found, me: string): z.infer<typeof RequestRow> => ({
  channelId: r.channel_id,
  companyId: r.company_id,
  companyName: r.company_name,
  businessName: r.business_name,
  state: r.state as RequestState,
  way: r.way as z.infer<typeof RequestRow>['way'],
  requestedAt: r.requested_at.toISOString(),
  resentAt: r.resent_at?.toISOString() ?? null,
  overdue: r.overdue,
  takenBy: r.taken_by_name,
  takenByMe: r.taken_by === me,
  stuck: r.stuck,
})

export interface RequestFilter {
  state: 'open' | 'mine' | 'overdue' | 'closed' | 'all'
  search?: string | undefined
  companyId?: string | undefined
  me: string
  overdueDays: number
  after: { at: string; id: string } | null
  limit: number
}

/** CH-11: oldest first, those past the estimate marked. */
export async function listRequestRows(tx: Tx, filter: RequestFilter): Promise<Found[]> {
  const { state, search, companyId, after } = filter
  let query = rows(tx, filter.overdueDays).orderBy('r.requested_at').orderBy('r.channel_id').limit(filter.limit)
  if (state === 'open') query = query.where(isOpen)
  if (state === 'closed') query = query.where(sql<boolean>`not (${isOpen})`)
  if (state === 'overdue') query = query.where(isOverdue(filter.overdueDays))
  if (state === 'mine') query = query.where(isOpen).where('r.taken_by', '=', filter.me)
  if (companyId) query = query.where('r.company_id', '=', companyId)
  if (search) {
    query = query.where(
      sql<boolean>`plain(c.business_name || ' ' || k.name || ' ' || r.legal_name || ' ' || r.tax_id || ' ' || coalesce(c.identifier, '')) like '%' || plain(${search}) || '%'`,
    )
  }
  if (after) {
    query = query.where(sql<boolean>`(r.requested_at, r.channel_id) > (${after.at}::timestamptz, ${after.id}::uuid)`)
  }
  return query.execute()
}

export async function countOpenRequests(tx: Tx, overdueDays: number): Promise<{ open: number; overdue: number }> {
  return tx
    .selectFrom('channel_request as r')
    .where(isOpen)
    .select([
      sql<number>`count(*)::int`.as('open'),
      sql<number>`(count(*) filter (where ${isOverdue(overdueDays)}))::int`.as('overdue'),
    ])
    .executeTakeFirstOrThrow()
}

export async function getRequestRow(tx: Tx, channelId: string, overdueDays: number): Promise<Found> {
  return found(await rows(tx, overdueDays).where('r.channel_id', '=', channelId).executeTakeFirst())
}

/** For operators, who reach any company's. */
export async function lockRequest(tx: Tx, channelId: string) {
  const query = tx
    .selectFrom('channel_request as r')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'r.company_id').onRef('c.id', '=', 'r.channel_id'))
    .leftJoin('auth.user as u', 'u.id', 'r.taken_by')
    .selectAll('r')
    .select(['c.identifier', 'c.business_name', 'c.deleted_at', 'u.name as taken_by_name'])
    .where('r.channel_id', '=', channelId)
    .forUpdate(['r', 'c'])
  return found(await query.executeTakeFirst())
}

export type LockedRequest = Awaited<ReturnType<typeof lockRequest>>

/** Takes a locked request to where this event leads, or refuses with what it is now (`request_state`). */
export async function moveRequest(
  tx: Tx,
  request: { company_id: string; channel_id: string; state: string },
  event: RequestEvent,
  change: Omit<Updateable<ChannelRequest>, 'state'> = {},
): Promise<RequestState> {
  const state = requestAfter(request.state as RequestState, event)
  if (state === null) throw new Refusal('request_state', { state: request.state })
  await tx
    .updateTable('channel_request')
    .set({ ...change, state })
    .where('company_id', '=', request.company_id)
    .where('channel_id', '=', request.channel_id)
    .execute()
  return state
}

/** Where the road to a number stands; all empty before it began. */
export async function getSteps(tx: Tx, companyId: string, channelId: string): Promise<z.infer<typeof ConnectionSteps>> {
  const n = await tx
    .selectFrom('channel as c')
    .leftJoin('channel_connection as n', (j) =>
      j.onRef('n.company_id', '=', 'c.company_id').onRef('n.channel_id', '=', 'c.id'),
    )
    .leftJoin('channel_by_hand as h', (j) =>
      j.onRef('h.company_id', '=', 'c.company_id').onRef('h.channel_id', '=', 'c.id'),
    )
    .select([
      'c.identifier',
      'n.app_id',
      'n.app_name',
      'n.subscription_id',
      'n.contact_set_at',
      'n.sign_up_link',
      'n.sign_up_link_expires_at',
      'n.links_made',
      'n.waba_id',
      'n.live_at',
      'n.error',
      'n.error_at',
      'h.identifier as hand_identifier',
      'h.app_id as hand_app_id',
      'h.app_name as hand_app_name',
      'h.given_at',
      'h.tried_at',
      'h.error as hand_error',
    ])
    .where('c.company_id', '=', companyId)
    .where('c.id', '=', channelId)
    .executeTakeFirst()
  const iso = (at: Date | null | undefined) => at?.toISOString() ?? null
  return {
    appId: n?.app_id ?? null,
    appName: n?.app_name ?? null,
    subscribed: (n?.subscription_id ?? null) !== null,
    contactSet: (n?.contact_set_at ?? null) !== null,
    signUpLink: n?.sign_up_link ?? null,
    signUpLinkExpiresAt: iso(n?.sign_up_link_expires_at),
    linksLeft: linksLeft(n?.links_made ?? 0),
    wabaId: n?.waba_id ?? null,
    liveAt: iso(n?.live_at),
    identifier: n?.identifier ?? null,
    error: n?.error ?? null,
    errorAt: iso(n?.error_at),
    byHand: n?.given_at
      ? {
          identifier: n.hand_identifier!,
          appId: n.hand_app_id!,
          appName: n.hand_app_name!,
          givenAt: n.given_at.toISOString(),
          triedAt: iso(n.tried_at),
          error: n.hand_error,
        }
      : null,
  }
}
