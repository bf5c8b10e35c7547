import { sql } from 'kysely'
import type * as z from 'zod'
import type { ChannelRequestForm, ChannelRow } from '../../../contract/channels.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'
import { stateSql } from './state.ts'

type RequestForm = z.infer<typeof ChannelRequestForm>
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
      sql<{ cause: Row['interruptions'][number]['cause']; detail: string | null; opened_at: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('cause', i.cause, 'detail', i.detail, 'opened_at', i.opened_at) order by i.opened_at), '[]')
        from channel_interruption i where i.company_id = c.company_id and i.channel_id = c.id and i.closed_at is null)`.as(
        'interruptions',
      ),
      sql<number>`(select count(*)::int from interaction i where i.company_id = c.company_id and i.channel_id = c.id and i.ended_at is null)`.as(
        'open_interactions',
      ),
      sql<number>`(select count(*)::int from queue_channel q where q.company_id = c.company_id and q.channel_id = c.id and not q.switched_off)`.as(
        'queues',
      ),
      sql<boolean>`not exists (select from queue_channel l join queue q on q.company_id = l.company_id and q.id = l.queue_id
        join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
        where l.company_id = c.company_id and l.channel_id = c.id and not l.switched_off
          and q.active and q.deleted_at is null and k.active and k.deleted_at is null)`.as('without_queue'),
    ])

const toRow = (r: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): Row => ({
  id: r.id,
  kind: 'whatsapp',
  businessName: r.business_name,
  alias: r.alias,
  identifier: r.identifier,
  state: r.state,
  interruptions: r.interruptions.map((i) => ({
    cause: i.cause,
    detail: i.detail,
    openedAt: new Date(i.opened_at).toISOString(),
  })),
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
    state?: ChannelState[] | undefined
    search?: string | undefined
    before?: string | undefined
    limit: number
  },
): Promise<Row[]> {
  let query = rows(tx, companyId).orderBy('c.id', 'desc').limit(filter.limit)
  if (filter.before) query = query.where('c.id', '<', filter.before)
  if (filter.state?.length) query = query.where(stateSql, 'in', filter.state)
  if (filter.search) {
    query = query.where(
      sql<boolean>`plain(c.business_name || ' ' || c.alias || ' ' || coalesce(c.identifier, '')) like '%' || plain(${filter.search}) || '%'`,
    )
  }
  return (await query.execute()).map(toRow)
}

export async function countChannels(tx: Tx, companyId: string): Promise<{ total: number; active: number }> {
  return tx
    .selectFrom(rows(tx, companyId).as('x'))
    .select([
      sql<number>`count(*)::int`.as('total'),
      sql<number>`(count(*) filter (where x.state = 'active'))::int`.as('active'),
    ])
    .executeTakeFirstOrThrow()
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

export async function getRequestForm(tx: Tx, companyId: string, channelId: string): Promise<RequestForm> {
  const r = found(
    await tx
      .selectFrom('channel_request as r')
      .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'r.company_id').onRef('c.id', '=', 'r.channel_id'))
      .selectAll('r')
      .select('c.business_name')
      .where('r.company_id', '=', companyId)
      .where('r.channel_id', '=', channelId)
      .executeTakeFirst(),
  )
  return {
    businessName: r.business_name,
    legalName: r.legal_name,
    taxId: r.tax_id,
    country: r.country,
    address: r.address,
    website: r.website,
    email: r.email,
    vertical: r.vertical,
    about: r.about,
    description: r.description,
    firstName: r.person_first_name,
    lastName: r.person_last_name,
    personEmail: r.person_email,
    personPhone: r.person_phone,
    position: r.person_position,
  }
}

export async function insertRequest(tx: Tx, companyId: string, userId: string, form: RequestForm): Promise<string> {
  const id = newId()
  await tx
    .insertInto('channel')
    .values({ company_id: companyId, id, business_name: form.businessName, alias: form.businessName })
    .execute()
  await tx
    .insertInto('channel_request')
    .values({
      company_id: companyId,
      channel_id: id,
      legal_name: form.legalName,
      tax_id: form.taxId,
      country: form.country,
      address: form.address,
      website: form.website,
      email: form.email,
      vertical: form.vertical,
      about: form.about,
      description: form.description,
      person_first_name: form.firstName,
      person_last_name: form.lastName,
      person_email: form.personEmail,
      person_phone: form.personPhone,
      person_position: form.position,
      requested_by: userId,
    })
    .execute()
  return id
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
