import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { announcementText } from '../../live/announce.ts'
import { Again } from './backlog.ts'
import type { NewInteraction, NewMessage, NewTicket, Plan } from './plan.ts'

/** Writes a plan: only what is missing, each with `on conflict do nothing`. Fewer rows than sent means that somebody
 *  else was faster: the batch is rolled back and run again. Everything updated in bulk is sorted by id, tickets before
 *  interactions, as those who close tickets do. `keep` stores the messages; those that are stored already are filed. */
export async function writePlan(
  tx: Tx,
  plan: Plan,
  announce: Set<string>,
  keep: (tx: Tx, messages: readonly NewMessage[]) => Promise<void> = insertMessages,
): Promise<void> {
  await insertTickets(tx, plan.tickets)
  await countOnTickets(tx, plan.messages)
  // What a "baja" ends makes room for what is opened after it.
  await joinTickets(tx, plan.joined)
  await insertInteractions(tx, plan.interactions)
  await keep(tx, plan.messages)
  await touchInteractions(tx, plan.messages)
  await touchWindows(tx, plan.messages)
  await touchChannels(tx, plan.messages)
  await markOptOuts(tx, plan.optOuts)
  for (const m of plan.messages) {
    if (m.ticketId !== null) {
      announce.add(announcementText(m.companyId, 'tickets', m.ticketId))
      announce.add(announcementText(m.companyId, 'messages', m.ticketId))
    }
    announce.add(announcementText(m.companyId, 'channels', m.channelId))
  }
  for (const j of plan.joined) announce.add(announcementText(j.companyId, 'sends', j.interactionId))
}

const all = (sent: number, stored: unknown[], what: string) => {
  if (stored.length < sent) throw new Again(`${what} was made elsewhere at the same moment`)
}

/** Asked of what comes back, and not in the condition: on a young table, without figures, the planner would take the index
 *  of all that is open for it, and read that for each row. */
interface Closable {
  closed: Date | null
}
const isOpen = (row: Closable) => row.closed === null

async function insertTickets(tx: Tx, tickets: NewTicket[]): Promise<void> {
  if (tickets.length === 0) return
  const t = tickets.toSorted(byId)
  const { rows } = await sql`
    insert into ticket (company_id, id, contact_id, campaign_id, queue_id, opened_at, last_activity_at, last_channel_id, last_text, closed_at, close_reason)
    select v.c, v.id, v.contact, v.campaign, v.queue, v.opened, v.at, v.channel, v.text, case when v.out then v.opened end, case when v.out then 'opt_out' end
    from unnest(${t.map((x) => x.companyId)}::uuid[], ${t.map((x) => x.id)}::uuid[], ${t.map((x) => x.contactId)}::uuid[], ${t.map((x) => x.campaignId)}::uuid[],
      ${t.map((x) => x.queueId)}::uuid[], ${t.map((x) => x.openedAt)}::timestamptz[], ${t.map((x) => x.lastActivityAt)}::timestamptz[],
      ${t.map((x) => x.lastChannelId)}::uuid[], ${t.map((x) => x.lastText.slice(0, 200))}::text[], ${t.map((x) => x.closedAsOptOut)}::bool[])
      v(c, id, contact, campaign, queue, opened, at, channel, text, out)
    on conflict do nothing returning id`.execute(tx)
  all(t.length, rows, 'a ticket')
}

async function insertInteractions(tx: Tx, interactions: NewInteraction[]): Promise<void> {
  if (interactions.length === 0) return
  const i = interactions.toSorted(byId)
  const { rows } = await sql`
    insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at, ended_at, end_reason)
    select v.c, v.id, v.channel, v.contact, v.campaign, v.queue, v.ticket, 'contact', v.opened, v.at, case when v.ended then v.opened end, case when v.ended then 'opt_out' end
    from unnest(${i.map((x) => x.companyId)}::uuid[], ${i.map((x) => x.id)}::uuid[], ${i.map((x) => x.channelId)}::uuid[], ${i.map((x) => x.contactId)}::uuid[],
      ${i.map((x) => x.campaignId)}::uuid[], ${i.map((x) => x.queueId)}::uuid[], ${i.map((x) => x.ticketId)}::uuid[], ${i.map((x) => x.openedAt)}::timestamptz[],
      ${i.map((x) => new Date(x.lastActivityAt))}::timestamptz[], ${i.map((x) => x.ended)}::bool[]) v(c, id, channel, contact, campaign, queue, ticket, opened, at, ended)
    on conflict do nothing returning id`.execute(tx)
  all(i.length, rows, 'an interaction')
}

async function joinTickets(tx: Tx, joined: Plan['joined']): Promise<void> {
  if (joined.length === 0) return
  const j = joined.toSorted((a, b) => (a.interactionId < b.interactionId ? -1 : 1))
  const { rows } = await sql`
    update interaction i set ticket_id = v.ticket, ended_at = v.ended, end_reason = case when v.ended is not null then 'opt_out' end
    from unnest(${j.map((x) => x.companyId)}::uuid[], ${j.map((x) => x.interactionId)}::uuid[], ${j.map((x) => x.ticketId)}::uuid[],
      ${j.map((x) => x.endedAt)}::timestamptz[]) v(c, id, ticket, ended)
    where i.company_id = v.c and i.id = v.id and i.ended_at is null returning i.id`.execute(tx)
  all(j.length, rows, 'the end of an interaction')
}

async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return
  const m = messages
  const { rows } = await sql`
    insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, content, at, external_id, reply_to)
    select v.c, v.id, v.channel, v.contact, v.interaction, 'in', v.kind, v.text, v.content::jsonb, v.at, v.x, v.reply
    from unnest(${m.map((x) => x.companyId)}::uuid[], ${m.map((x) => x.id)}::uuid[], ${m.map((x) => x.channelId)}::uuid[], ${m.map((x) => x.contactId)}::uuid[],
      ${m.map((x) => x.interactionId)}::uuid[], ${m.map((x) => x.kind)}::text[], ${m.map((x) => x.text)}::text[],
      ${m.map((x) => x.content && JSON.stringify(x.content))}::text[], ${m.map((x) => x.at)}::timestamptz[], ${m.map((x) => x.externalId)}::text[],
      ${m.map((x) => x.replyTo)}::text[]) v(c, id, channel, contact, interaction, kind, text, content, at, x, reply)
    on conflict do nothing returning id`.execute(tx)
  all(m.length, rows, 'a message')
}

/** One update per ticket and batch, whatever the number of its messages. A ticket that was closed meanwhile takes
 *  none: they would be buried in it. What comes late changes neither its words nor its channel (TK-11). */
async function countOnTickets(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const perTicket = new Map<string, { last: NewMessage; count: number }>()
  for (const m of messages) {
    if (m.ticketId === null || !m.open || m.kind === 'reaction') continue
    const sum = perTicket.get(m.ticketId)
    perTicket.set(m.ticketId, { last: sum && sum.last.at > m.at ? sum.last : m, count: (sum?.count ?? 0) + 1 })
  }
  const t = [...perTicket.values()].toSorted((a, b) => (a.last.ticketId! < b.last.ticketId! ? -1 : 1))
  if (t.length === 0) return
  const { rows } = await sql<Closable>`
    update ticket t set unread = t.unread + v.n, last_activity_at = greatest(t.last_activity_at, v.at),
      last_text = case when v.at >= t.last_activity_at then v.text else t.last_text end,
      last_channel_id = case when v.at >= t.last_activity_at then v.channel else t.last_channel_id end
    from unnest(${t.map((x) => x.last.companyId)}::uuid[], ${t.map((x) => x.last.ticketId)}::uuid[], ${t.map((x) => x.count)}::int[],
      ${t.map((x) => shown(x.last))}::text[], ${t.map((x) => x.last.at)}::timestamptz[], ${t.map((x) => x.last.channelId)}::uuid[]) v(c, id, n, text, at, channel)
    where t.company_id = v.c and t.id = v.id returning t.closed_at as closed`.execute(tx)
  all(t.length, rows.filter(isOpen), 'the end of a ticket')
}

async function touchInteractions(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const last = lastBy(
    messages.filter((m) => m.interactionId !== null && m.open && m.kind !== 'reaction'),
    (m) => m.interactionId!,
  )
  if (last.length === 0) return
  const { rows } = await sql<Closable>`
    update interaction i set last_activity_at = greatest(i.last_activity_at, v.at)
    from unnest(${last.map((m) => m.companyId)}::uuid[], ${last.map((m) => m.interactionId)}::uuid[], ${last.map((m) => m.at)}::timestamptz[]) v(c, id, at)
    where i.company_id = v.c and i.id = v.id returning i.ended_at as closed`.execute(tx)
  all(last.length, rows.filter(isOpen), 'the end of an interaction')
}

/** TK-8: from the provider's time of the contact's last message; a provider whose clock is ahead lengthens nothing. */
async function touchWindows(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const last = lastBy(messages, (m) => `${m.contactId} ${m.channelId}`)
  if (last.length === 0) return
  await sql`
    insert into contact_channel (company_id, contact_id, channel_id, last_inbound_at)
    select v.c, v.contact, v.channel, least(v.at, now()) from unnest(${last.map((m) => m.companyId)}::uuid[], ${last.map((m) => m.contactId)}::uuid[],
      ${last.map((m) => m.channelId)}::uuid[], ${last.map((m) => m.at)}::timestamptz[]) v(c, contact, channel, at)
    on conflict (company_id, contact_id, channel_id) do update set last_inbound_at = greatest(contact_channel.last_inbound_at, excluded.last_inbound_at)`.execute(
    tx,
  )
}

/** TK-7: what came while the number was off is counted on its row. */
async function touchChannels(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const last = lastBy(messages, (m) => m.channelId)
  if (last.length === 0) return
  const missed = Map.groupBy(
    messages.filter((m) => m.missed),
    (m) => m.channelId,
  )
  await sql`
    update channel c set last_message_at = greatest(c.last_message_at, v.at), missed_count = c.missed_count + v.missed
    from unnest(${last.map((m) => m.companyId)}::uuid[], ${last.map((m) => m.channelId)}::uuid[], ${last.map((m) => m.at)}::timestamptz[],
      ${last.map((m) => missed.get(m.channelId)?.length ?? 0)}::int[]) v(c, id, at, missed)
    where c.company_id = v.c and c.id = v.id`.execute(tx)
}

/** TK-6: the first opt-out counts; who asked once more stays as they are. */
export async function markOptOuts(tx: Tx, optOuts: Plan['optOuts']): Promise<void> {
  if (optOuts.length === 0) return
  const o = lastBy(optOuts, (x) => x.contactId)
  await sql`
    update contact c set marketing_opt_out_at = v.at
    from unnest(${o.map((x) => x.companyId)}::uuid[], ${o.map((x) => x.contactId)}::uuid[], ${o.map((x) => x.at)}::timestamptz[]) v(c, id, at)
    where c.company_id = v.c and c.id = v.id and c.marketing_opt_out_at is null`.execute(tx)
}

/** The newest per key, sorted by the key. */
function lastBy<T extends { at: Date }>(rows: readonly T[], key: (row: T) => string): T[] {
  const last = new Map<string, T>()
  for (const row of rows) {
    const known = last.get(key(row))
    if (known === undefined || known.at <= row.at) last.set(key(row), row)
  }
  return [...last.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

/** What stands under the name in the ticket list; kinds without text are named by the screen. */
const shown = (m: NewMessage) => (m.text === '' ? `[${m.kind}]` : m.text.slice(0, 200))
