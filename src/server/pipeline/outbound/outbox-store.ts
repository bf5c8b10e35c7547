import { sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import { table } from '../../database/arrays.ts'
import { first, type Tx } from '../../database/doors.ts'
import { firstIdAt } from '../../database/id.ts'
import { stateSql } from '../../features/channels/state.ts'
import { tallied } from '../tally.ts'
import { isTroubled, type Seen, SEEN, seenIn } from '../seen.ts'

export const OUTBOX_CHANNEL = 'outbox'

// Literals, no parameters: the outbox's indexes are partial, and a plan made once must see that it may take them.
const WAITING = sql.lit(RANK.waiting)
const SENDING = sql.lit(RANK.sending)
export const UNCERTAIN = sql.lit(RANK.uncertain)

/** In this time a contact's bucket fills up again (MSG-06). */
const PAIR_MEMORY_MS = 270_000

/** Wakes the process that sends for this channel, if and when this transaction commits. */
export async function wakeOutbox(tx: Tx, channelId: string): Promise<void> {
  await sql`select pg_notify(${OUTBOX_CHANNEL}, ${channelId})`.execute(tx)
}

/** A message that waits for its turn. */
export interface Waiting {
  id: string
  contactId: string
  bulk: boolean
  /** What it brings, which has to be at the provider first. */
  fileId: string | null
}

/** The next `n`, agents before bulk; none while the channel is not Activo: what waits then goes on waiting (CH-13) or was
 *  cancelled by the switch (CH-8). */
export async function readAhead(
  tx: Tx,
  companyId: string,
  channelId: string,
  n: number,
  /** To these an agent's message is on the way: what comes after it waits for that. */
  followed: readonly string[],
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select m.id, m.contact_id as "contactId", m.priority > 0 as bulk, m.file_id as "fileId" from message m
    where m.channel_id = ${channelId} and m.outbox = ${WAITING} and (m.not_before is null or m.not_before <= now())
      and not (m.priority = 0 and m.contact_id = any(${followed}::uuid[]))
      and exists (select from channel c where c.company_id = ${companyId} and c.id = ${channelId} and c.deleted_at is null and ${stateSql} = 'active')
    order by m.priority, m.id limit ${n}`.execute(tx)
  return rows
}

export interface MessageKey {
  companyId: string
  channelId: string
  id: string
}

const KEY = {
  c: ['uuid', (k: MessageKey) => k.companyId],
  h: ['uuid', (k: MessageKey) => k.channelId],
  id: ['uuid', (k: MessageKey) => k.id],
} as const

/** A message as it leaves, with all that is asked again at that moment. */
export interface Outgoing extends MessageKey {
  contactId: string
  kind: string
  text: string
  params: string[]
  quickReplies: number
  attempts: number
  madeAt: Date
  /** When the last interruption of its channel ended (CH-13). */
  interruptionEndedAt: Date | null
  templateId: string | null
  templateProviderId: string | null
  templateWord: string | null
  templateActive: boolean | null
  templateCategory: string | null
  /** Since the message was made: it may say something else now, or ask for more. */
  templateEdited: boolean
  to: string | null
  lastInboundAt: Date | null
  optedOut: boolean
  replyTo: string | null
  /** What it brings, under the name that it bears in this message. */
  file: { id: string; kind: 'image' | 'document' | 'video' | 'audio'; name: string } | null
}

/** What was held longer than this stands in its conversation when it leaves, not when it was written (TK-11). */
const HELD_LONG = sql`interval '1 minute'`

/** Marks these `sending`, of channels that this process sends for and that are Activo now; one that was cancelled or is
 *  not ours any more is not among what comes back. */
export async function markSending(tx: Tx, processId: string, keys: readonly MessageKey[]): Promise<Outgoing[]> {
  const { rows } = await sql<Outgoing>`
    with taken as (
      update message m set status = ${SENDING}, attempts = m.attempts + 1, left_at = now(),
        at = case when m.at < now() - ${HELD_LONG} then now() else m.at end
      from ${table('v', keys, KEY)}
      where m.company_id = v.c and m.id = v.id and m.outbox = ${WAITING}
        and exists (select from channel_lease l where l.channel_id = v.h and l.process_id = ${processId})
        and exists (select from channel c where c.company_id = v.c and c.id = v.h and c.deleted_at is null and ${stateSql} = 'active')
      returning m.*)
    select m.company_id as "companyId", m.channel_id as "channelId", m.id, m.contact_id as "contactId", m.kind, m.text,
      coalesce(m.params, '[]') as params, coalesce(jsonb_array_length(jsonb_path_query_array(t.buttons, '$[*] ? (@.type == "QUICK_REPLY")')), 0) as "quickReplies", m.attempts, m.created_at as "madeAt",
      (select max(x.closed_at) from channel_interruption x where x.company_id = m.company_id and x.channel_id = m.channel_id) as "interruptionEndedAt",
      m.template_id as "templateId", t.provider_id as "templateProviderId", t.status_word as "templateWord", t.active as "templateActive",
      t.category as "templateCategory", m.reply_to as "replyTo",
      exists (select from template_edit e where e.company_id = m.company_id and e.template_id = m.template_id
        and e.status = 'done' and e.settled_at > m.created_at) as "templateEdited",
      -- Freely to the number from which the contact last wrote: with that one the window is open (TK-8). Templates to its first.
      coalesce(m.recipient, (select a.shown from contact_address a
        where a.company_id = m.company_id and a.contact_id = m.contact_id and (a.kind in ('whatsapp', 'phone') or m.kind <> 'template')
        -- By WhatsApp's id of a person only whom nobody knows a number of (TK-1).
        order by a.kind = 'user_id', (m.kind <> 'template' and a.value = w.last_line) desc nulls last, a.value = k.primary_line desc nulls last,
          a.kind = 'whatsapp' desc, a.created_at limit 1)) as "to",
      w.last_inbound_at as "lastInboundAt", k.marketing_opt_out_at is not null as "optedOut",
      case when m.file_id is not null then m.content->'file' || jsonb_build_object('id', m.file_id) end as file
    from taken m
    join contact k on k.company_id = m.company_id and k.id = m.contact_id
    left join template t on t.company_id = m.company_id and t.id = m.template_id
    left join contact_channel w on w.company_id = m.company_id and w.contact_id = m.contact_id and w.channel_id = m.channel_id`.execute(
    tx,
  )
  return rows
}

/** Those that this process marked and has not handed over wait again; not what another one sends for meanwhile. */
export async function putBack(tx: Tx, processId: string, keys: readonly MessageKey[]): Promise<void> {
  await sql`update message m set status = ${WAITING}, attempts = m.attempts - 1, left_at = null
    from ${table('v', keys, KEY)}
    where m.company_id = v.c and m.id = v.id and m.outbox = ${SENDING}
      and exists (select from channel_lease l where l.channel_id = v.h and l.process_id = ${processId})`.execute(tx)
}

/** Leaves them waiting until then, without counting a try: their contact has had its share (BU-2). */
export async function postpone(tx: Tx, companyId: string, late: readonly { id: string; until: Date }[]): Promise<void> {
  await sql`update message m set not_before = v.until
    from ${table('v', late, { id: ['uuid', (l) => l.id], until: ['timestamptz', (l) => l.until] })}
    where m.company_id = ${companyId} and m.id = v.id and m.outbox = ${WAITING}`.execute(tx)
}

/** What these waited for is there. */
export async function bringForward(tx: Tx, companyId: string, ids: readonly string[]): Promise<void> {
  await sql`update message m set not_before = null
    where m.company_id = ${companyId} and m.id = any(${ids}::uuid[]) and m.outbox = ${WAITING}`.execute(tx)
}

/** How an attempt ended. */
export interface Outcome extends MessageKey {
  status: number
  externalId?: string
  code?: string
  reason?: string
  notBefore?: Date
  /** It never left: the try that marking counted is taken back. */
  untried?: boolean
  /** Its sender hears of it (CH-13). */
  tellSender?: boolean
}

/** Writes how attempts ended, many at once. A row that rose meanwhile (its status came first) keeps its rank. Returns
 *  where they are seen. */
export async function settle(tx: Tx, outcomes: readonly Outcome[]): Promise<Seen[]> {
  const sorted = outcomes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { rows } = await sql<Seen>`
    with risen as (update message m set status = v.status, external_id = coalesce(v.x, m.external_id), error_code = v.code, error_text = v.reason, not_before = v.later,
      attempts = m.attempts - v.untried
    from ${table('v', sorted, {
      c: KEY.c,
      id: KEY.id,
      status: ['int2', (o) => o.status],
      x: ['text', (o) => o.externalId ?? null],
      code: ['text', (o) => o.code ?? null],
      reason: ['text', (o) => o.reason?.slice(0, 500) ?? null],
      later: ['timestamptz', (o) => o.notBefore ?? null],
      untried: ['int2', (o) => (o.untried ? 1 : 0)],
    })}, interaction i
    where m.company_id = v.c and m.id = v.id and m.outbox in (${SENDING}, ${UNCERTAIN})
      and i.company_id = m.company_id and i.id = m.interaction_id
    returning m.company_id, ${seenIn(isTroubled(sql`m.status`))}, m.template_id, m.left_at,
      m.error_code, m.status, ${SENDING}::smallint as was),
    ${tallied}
    select ${SEEN} from risen`.execute(tx)
  return rows
}

/** What the former holder had on the wire when it died: nobody knows, so it is not sent again. */
export async function markUncertain(tx: Tx, channelId: string): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    with lost as (update message m set status = ${UNCERTAIN} from interaction i
    where m.channel_id = ${channelId} and m.outbox = ${SENDING} and i.company_id = m.company_id and i.id = m.interaction_id
    returning m.company_id, ${seenIn(sql`true`)})
    select ${SEEN} from lost`.execute(tx)
  return rows
}

/** How many messages each contact has been sent of late, as far as that may make the next one wait. Ids rise with time,
 *  so that only the newest part of the company's messages is read. */
export async function recentSends(
  tx: Tx,
  companyId: string,
  channelId: string,
): Promise<{ contactId: string; sent: number }[]> {
  const since = firstIdAt(new Date(Date.now() - PAIR_MEMORY_MS))
  const { rows } = await sql<{ contactId: string; sent: number }>`
    select contact_id as "contactId", count(*)::int as sent from message
    where company_id = ${companyId} and id > ${since}::uuid
      and channel_id = ${channelId} and direction = 'out' and left_at is not null
    group by contact_id having count(*) > 9 or max(left_at) > now() - interval '6 seconds'`.execute(tx)
  return rows
}

/** Channels with messages that wait and that nobody sends for. */
export async function listOrphanedChannels(tx: Tx): Promise<{ companyId: string; channelId: string }[]> {
  const { rows } = await sql<{ companyId: string; channelId: string }>`
    select c.company_id as "companyId", c.id as "channelId" from channel c
    where c.identifier is not null and c.deleted_at is null
      and not exists (select from channel_lease l where l.channel_id = c.id)
      -- Each a look at the top of its index, however long the outbox is.
      and ((select 1 from message m where m.channel_id = c.id and m.outbox = ${WAITING} limit 1) is not null
        or (select 1 from message m where m.channel_id = c.id and m.outbox = ${SENDING} limit 1) is not null)`.execute(
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

/** The channels that this process sends for, as the database knows it. */
export async function listLeases(tx: Tx, processId: string): Promise<string[]> {
  const rows = await tx.selectFrom('channel_lease').select('channel_id').where('process_id', '=', processId).execute()
  return rows.map((r) => r.channel_id)
}

/** When the next message that was put back may be tried; null without one, and while the channel is not Activo: what an
 *  interruption holds is not asked for again and again. */
export async function nextDue(tx: Tx, companyId: string, channelId: string): Promise<Date | null> {
  const result = await sql<{ at: Date | null }>`
    select min(m.not_before) as at from message m
    where m.channel_id = ${channelId} and m.outbox = ${WAITING}
      and exists (select from channel c where c.company_id = ${companyId} and c.id = ${channelId} and c.deleted_at is null and ${stateSql} = 'active')`.execute(
    tx,
  )
  return first(result)?.at ?? null
}
