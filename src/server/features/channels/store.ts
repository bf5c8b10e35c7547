import { sql } from 'kysely'
import type * as z from 'zod'
import type { ChannelRow } from '../../../contract/channels.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'
import { interruptionsSql, stateSql, toInterruption } from './state.ts'

type Row = z.infer<typeof ChannelRow>

/** Channels of Mis canales, with everything the list shows. One statement. */
const rows = (tx: Tx, companyId: string) =>
  tx
    .selectFrom('channel as c')
    .innerJoin('channel_request as r', (j) =>
      j.onRef('r.company_id', '=', 'c.company_id').onRef('r.channel_id', '=', 'c.id'),
    )
    .leftJoin('channel_connection as n', (j) =>
      j.onRef('n.company_id', '=', 'c.company_id').onRef('n.channel_id', '=', 'c.id'),
    )
    .where('c.company_id', '=', companyId)
    .where('c.deleted_at', 'is', null)
    .where('r.state', 'not in', ['declined', 'withdrawn'])
    .select([
      'c.id',
      'c.business_name',
      'c.alias',
      'c.identifier',
      'c.quality',
      'c.messaging_limit',
      'c.last_message_at',
      'c.missed_count',
      'r.requested_at',
      'r.state as request_state',
      'r.correction',
      'r.way',
      'n.sign_up_link',
      'n.sign_up_link_expires_at',
      stateSql.as('state'),
      interruptionsSql.as('interruptions'),
      sql<number>`(select count(*)::int from interaction i where i.company_id = c.company_id and i.channel_id = c.id and i.ended_at is null)`.as(
        'open_interactions',
      ),
      sql<number>`(select count(*)::int from queue_channel q where q.company_id = c.company_id and q.channel_id = c.id and not q.switched_off)`.as(
        'queues',
      ),
      // With `limit` it is looked up for each row of the page; without, all links of the company would be read for it.
      sql<boolean>`(select true from queue_channel l join queue q on q.company_id = l.company_id and q.id = l.queue_id
        join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
        where l.company_id = c.company_id and l.channel_id = c.id and not l.switched_off
          and q.active and q.deleted_at is null and k.active and k.deleted_at is null limit 1) is null`.as(
        'without_queue',
      ),
    ])

const toRow = (r: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): Row => ({
  id: r.id,
  kind: 'whatsapp',
  businessName: r.business_name,
  alias: r.alias,
  identifier: r.identifier,
  state: r.state,
  interruptions: r.interruptions.map(toInterruption),
  quality: r.quality,
  messagingLimit: r.messaging_limit,
  openInteractions: r.open_interactions,
  queues: r.queues,
  withoutQueue: r.without_queue && (r.state === 'active' || r.state === 'interrupted'),
  missedMessages: r.missed_count,
  lastMessageAt: r.last_message_at?.toISOString() ?? null,
  requestedAt: r.requested_at.toISOString(),
  requestState: r.request_state as Row['requestState'],
  correction: r.request_state === 'correction' ? r.correction : null,
  yourStep:
    r.request_state === 'connecting' && r.way === 'company'
      ? { link: r.sign_up_link, expiresAt: r.sign_up_link_expires_at?.toISOString() ?? null }
      : null,
})

export async function listChannelRows(
  tx: Tx,
  companyId: string,
  filter: {
    kind?: 'whatsapp'[] | undefined
    state?: ChannelState[] | undefined
    search?: string | undefined
    before?: string | undefined
    limit: number
  },
): Promise<Row[]> {
  let query = rows(tx, companyId).orderBy('c.id', 'desc').limit(filter.limit)
  if (filter.before) query = query.where('c.id', '<', filter.before)
  if (filter.kind?.length) query = query.where('c.kind', 'in', filter.kind)
  if (filter.state?.length) query = query.where(stateSql, 'in', filter.state)
  if (filter.search) {
    query = query.where(
      sql<boolean>`plain(c.business_name || ' ' || c.alias || ' ' || coalesce(c.identifier, '')) like '%' || plain(${likeText(filter.search)}) || '%'`,
    )
  }
  return (await query.execute()).map(toRow)
}

/** Of all, whatever is filtered. The states of one company's channels are read, and nothing else of them. */
export async function countChannels(
  tx: Tx,
  companyId: string,
): Promise<{ total: number; active: number; previous: number }> {
  return tx
    .selectFrom('channel as c')
    .innerJoin('channel_request as r', (j) =>
      j.onRef('r.company_id', '=', 'c.company_id').onRef('r.channel_id', '=', 'c.id'),
    )
    .where('c.company_id', '=', companyId)
    .where('c.deleted_at', 'is', null)
    .select([
      sql<number>`(count(*) filter (where r.state not in ('declined', 'withdrawn')))::int`.as('total'),
      sql<number>`(count(*) filter (where ${stateSql} = 'active'))::int`.as('active'),
      sql<number>`(count(*) filter (where r.state in ('declined', 'withdrawn')))::int`.as('previous'),
    ])
    .executeTakeFirstOrThrow()
}

/** What was typed, without its wildcards; a number as it is stored, however it was written. */
function likeText(search: string): string {
  const text = /^\+?[\d\s().-]{3,}$/.test(search) ? search.replace(/[\s().-]/g, '') : search
  return text.replace(/[\\%_]/g, '\\$&')
}

export async function getChannelRow(tx: Tx, companyId: string, id: string): Promise<Row> {
  return toRow(found(await rows(tx, companyId).where('c.id', '=', id).executeTakeFirst()))
}

/** Under `share` messages may come in and nobody may switch; under `update` nobody else may do either. */
export async function lockChannel(tx: Tx, companyId: string, id: string, mode: 'share' | 'update') {
  const query = tx
    .selectFrom('channel as c')
    .selectAll('c')
    .select(stateSql.as('state'))
    .where('c.company_id', '=', companyId)
    .where('c.id', '=', id)
    .where('c.deleted_at', 'is', null)
  return found(await (mode === 'share' ? query.forKeyShare() : query.forUpdate()).executeTakeFirst())
}

export interface TimelineEntry {
  companyId: string
  channelId: string
  kind: string
  actorName: string
  data?: Record<string, unknown>
}

export async function insertEvent(tx: Tx, e: TimelineEntry): Promise<void> {
  await tx
    .insertInto('channel_event')
    .values({
      company_id: e.companyId,
      channel_id: e.channelId,
      id: newId(),
      kind: e.kind,
      actor_name: e.actorName,
      data: JSON.stringify(e.data ?? {}),
    })
    .execute()
}

export async function listEvents(tx: Tx, companyId: string, channelId: string) {
  const events = await tx
    .selectFrom('channel_event')
    .select(['id', 'at', 'kind', 'actor_name', 'data'])
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .orderBy('id')
    .execute()
  return events.map((e) => ({
    id: e.id,
    at: e.at.toISOString(),
    kind: e.kind,
    actorName: e.actor_name,
    data: e.data as Record<string, unknown>,
  }))
}
