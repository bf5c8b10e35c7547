import { sql, type Updateable } from 'kysely'
import type * as z from 'zod'
import type { ConnectionSteps, OperatorRequestRow } from '../../../contract/channels.ts'
import type { Tx } from '../../database/doors.ts'
import type { ChannelRequest } from '../../database/types.ts'
import {
  OPEN_REQUEST_STATES,
  type RequestEvent,
  type RequestState,
  requestAfter,
} from '../../../rules/request-state.ts'
import { found, Refusal } from '../../refusal.ts'

type Row = z.infer<typeof OperatorRequestRow>

const rows = (tx: Tx, overdueDays: number) =>
  tx
    .selectFrom('channel_request as r')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'r.company_id').onRef('c.id', '=', 'r.channel_id'))
    .innerJoin('company as k', 'k.id', 'r.company_id')
    .leftJoin('auth.user as u', 'u.id', 'r.taken_by')
    .select([
      'r.channel_id',
      'r.company_id',
      'k.name as company_name',
      'c.business_name',
      'r.state',
      'r.requested_at',
      'u.name as taken_by_name',
      sql<boolean>`r.state in ('sent', 'taken', 'correction', 'connecting') and r.requested_at < now() - make_interval(days => ${overdueDays})`.as(
        'overdue',
      ),
    ])

const toRow = (r: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): Row => ({
  channelId: r.channel_id,
  companyName: r.company_name,
  businessName: r.business_name,
  state: r.state as Row['state'],
  requestedAt: r.requested_at.toISOString(),
  overdue: r.overdue,
  takenBy: r.taken_by_name,
})

/** CH-11: oldest first, those past the estimate marked. */
export async function listRequestRows(tx: Tx, state: 'open' | 'all', overdueDays: number): Promise<Row[]> {
  let query = rows(tx, overdueDays).orderBy('r.requested_at').limit(500)
  if (state === 'open') query = query.where('r.state', 'in', [...OPEN_REQUEST_STATES])
  return (await query.execute()).map(toRow)
}

export async function getRequestRow(
  tx: Tx,
  channelId: string,
  overdueDays: number,
): Promise<Row & { companyId: string }> {
  const r = found(await rows(tx, overdueDays).where('r.channel_id', '=', channelId).executeTakeFirst())
  return { ...toRow(r), companyId: r.company_id }
}

export async function lockRequest(tx: Tx, channelId: string) {
  const query = tx
    .selectFrom('channel_request as r')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'r.company_id').onRef('c.id', '=', 'r.channel_id'))
    .selectAll('r')
    .select(['c.identifier', 'c.business_name'])
    .where('r.channel_id', '=', channelId)
    .forUpdate()
  return found(await query.executeTakeFirst())
}

type Locked = { company_id: string; channel_id: string; state: string }

/** Takes a locked request to where this event leads, or refuses with what it is now (`request_state`). */
export async function moveRequest(
  tx: Tx,
  request: Locked,
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

/** Where the Partner road stands; all empty before it began. */
export async function getSteps(tx: Tx, companyId: string, channelId: string): Promise<z.infer<typeof ConnectionSteps>> {
  const n = await tx
    .selectFrom('channel as c')
    .leftJoin('channel_connection as n', (j) =>
      j.onRef('n.company_id', '=', 'c.company_id').onRef('n.channel_id', '=', 'c.id'),
    )
    .select([
      'c.identifier',
      'n.app_id',
      'n.subscription_id',
      'n.contact_set_at',
      'n.sign_up_link',
      'n.sign_up_link_expires_at',
      'n.live_at',
      'n.error',
    ])
    .where('c.company_id', '=', companyId)
    .where('c.id', '=', channelId)
    .executeTakeFirst()
  return {
    appId: n?.app_id ?? null,
    subscribed: (n?.subscription_id ?? null) !== null,
    contactSet: (n?.contact_set_at ?? null) !== null,
    signUpLink: n?.sign_up_link ?? null,
    signUpLinkExpiresAt: n?.sign_up_link_expires_at?.toISOString() ?? null,
    liveAt: n?.live_at?.toISOString() ?? null,
    identifier: n?.identifier ?? null,
    error: n?.error ?? null,
  }
}
