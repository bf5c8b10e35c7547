import { sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import { first, type Tx } from '../../database/doors.ts'
import { stateSql } from '../../features/channels/state.ts'

export const OUTBOX_CHANNEL = 'outbox'

/** Wakes the process that sends for this channel, if and when this transaction commits. */
export async function wakeOutbox(tx: Tx, channelId: string): Promise<void> {
  await sql`select pg_notify(${OUTBOX_CHANNEL}, ${channelId})`.execute(tx)
}

/** A message as it is about to leave, with all that is asked again at that moment. */
export interface Outgoing {
  id: string
  contactId: string
  interactionId: string
  kind: string
  text: string
  params: string[]
  buttons: number
  attempts: number
  templateProviderId: string | null
  templateWord: string | null
  templateActive: boolean | null
  templateCategory: string | null
  to: string | null
  lastInboundAt: Date | null
  optedOut: boolean
  replyTo: string | null
}

/** Marks up to `n` waiting messages of the channel `sending`, agents first, and reads what they need. Nothing when the
 *  channel is not Activo: what waits then goes on waiting (CH-13) or was cancelled by the switch (CH-8). */
export async function claim(tx: Tx, companyId: string, channelId: string, n: number): Promise<Outgoing[]> {
  const channel = await tx
    .selectFrom('channel as c')
    .select(stateSql.as('state'))
    .where('c.company_id', '=', companyId)
    .where('c.id', '=', channelId)
    .where('c.deleted_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (channel?.state !== 'active') return []
  const { rows } = await sql<Outgoing>`
    with next as (
      select id from message
      where channel_id = ${channelId} and status = ${RANK.waiting} and (not_before is null or not_before <= now())
      order by priority, id limit ${n} for update skip locked),
    taken as (
      update message m set status = ${RANK.sending}, attempts = attempts + 1
      from next where m.company_id = ${companyId} and m.id = next.id
      returning m.*)
    select m.id, m.contact_id as "contactId", m.interaction_id as "interactionId", m.kind, m.text, coalesce(m.params, '[]') as params,
      coalesce(jsonb_array_length(t.buttons), 0) as buttons, m.attempts, t.provider_id as "templateProviderId", t.status_word as "templateWord",
      t.active as "templateActive", t.category as "templateCategory", m.reply_to as "replyTo",
      coalesce((select a.shown from contact_address a where a.company_id = m.company_id and a.contact_id = m.contact_id and a.kind = 'whatsapp' limit 1),
        (select a.shown from contact_address a where a.company_id = m.company_id and a.contact_id = m.contact_id and a.kind = 'phone' limit 1)) as "to",
      w.last_inbound_at as "lastInboundAt", k.marketing_opt_out_at is not null as "optedOut"
    from taken m
    join contact k on k.company_id = m.company_id and k.id = m.contact_id
    left join template t on t.company_id = m.company_id and t.id = m.template_id
    left join contact_channel w on w.company_id = m.company_id and w.contact_id = m.contact_id and w.channel_id = m.channel_id
    order by m.priority, m.id`.execute(tx)
  return rows
}

/** How an attempt ended. */
export interface Outcome {
  id: string
  status: number
  externalId?: string
  code?: string
  reason?: string
  notBefore?: Date
}

/** Writes how attempts ended, many at once. A row that rose meanwhile (its status came first) keeps its rank. */
export async function settle(
  tx: Tx,
  companyId: string,
  outcomes: readonly Outcome[],
): Promise<{ place: string; isSend: boolean }[]> {
  const o = outcomes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { rows } = await sql<{ place: string; isSend: boolean }>`
    update message m set status = v.status, external_id = coalesce(v.x, m.external_id), error_code = v.code, error_text = v.reason, not_before = v.later
    from unnest(${o.map((x) => x.id)}::uuid[], ${o.map((x) => x.status)}::int2[], ${o.map((x) => x.externalId ?? null)}::text[], ${o.map((x) => x.code ?? null)}::text[],
      ${o.map((x) => x.reason?.slice(0, 500) ?? null)}::text[], ${o.map((x) => x.notBefore ?? null)}::timestamptz[]) v(id, status, x, code, reason, later), interaction i
    where m.company_id = ${companyId} and m.id = v.id and m.status in (${RANK.sending}, ${RANK.uncertain})
      and i.company_id = m.company_id and i.id = m.interaction_id
    returning coalesce(i.ticket_id, i.id) as place, i.ticket_id is null as "isSend"`.execute(tx)
  return rows
}

/** What the former holder had on the wire when it died: nobody knows, so it is not sent again. */
export async function markUncertain(tx: Tx, channelId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('message')
    .set({ status: RANK.uncertain })
    .where('channel_id', '=', channelId)
    .where('status', '=', RANK.sending)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Channels with messages that wait and that nobody sends for. */
export async function listOrphanedChannels(tx: Tx): Promise<{ companyId: string; channelId: string }[]> {
  const { rows } = await sql<{ companyId: string; channelId: string }>`
    select c.company_id as "companyId", c.id as "channelId" from channel c
    where c.identifier is not null and c.deleted_at is null
      and not exists (select from channel_lease l where l.channel_id = c.id)
      and exists (select from message m where m.channel_id = c.id and m.status in (${RANK.waiting}, ${RANK.sending}))`.execute(
    tx,
  )
  return rows
}

/** True when this process now sends for the channel; the one that does already, or another one, keeps it. */
export async function acquireLease(tx: Tx, companyId: string, channelId: string, processId: string): Promise<boolean> {
  const got =
    await sql`insert into channel_lease (company_id, channel_id, process_id) values (${companyId}, ${channelId}, ${processId})
    on conflict (channel_id) do nothing returning 1`.execute(tx)
  return first(got) !== undefined
}

export async function releaseLease(tx: Tx, channelId: string, processId: string): Promise<void> {
  await tx.deleteFrom('channel_lease').where('channel_id', '=', channelId).where('process_id', '=', processId).execute()
}

export async function releaseLeasesOf(tx: Tx, processId: string): Promise<void> {
  await tx.deleteFrom('channel_lease').where('process_id', '=', processId).execute()
}

/** When the next message that was put back may be tried, or null. */
export async function nextDue(tx: Tx, channelId: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('message')
    .select(sql<Date | null>`min(coalesce(not_before, now()))`.as('at'))
    .where('channel_id', '=', channelId)
    .where('status', '=', RANK.waiting)
    .executeTakeFirst()
  return row?.at ?? null
}
