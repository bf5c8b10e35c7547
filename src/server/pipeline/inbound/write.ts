import { sql } from 'kysely'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { wakeQueues } from '../../features/distribution/wake.ts'
import { announceAll, announcementText, type Concerned } from '../../live/announce.ts'
import { seersOfSend } from '../seen.ts'
import { tallyTaps } from '../tally.ts'
import { Again } from './backlog.ts'
import { insertGreetings } from './greetings.ts'
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
  const concerned = await countOnTickets(tx, plan.messages)
  // What a "baja" ends makes room for what is opened after it.
  const joined = await joinTickets(tx, plan.joined)
  await insertInteractions(tx, plan.interactions)
  await keep(tx, plan.messages)
  await touchInteractions(tx, plan.messages)
  await touchWindows(tx, plan.messages)
  await touchContacts(tx, plan.messages)
  await touchChannels(tx, plan.messages)
  await markOptOuts(tx, plan.optOuts)
  await insertTaps(tx, plan.taps)
  await insertGreetings(tx, plan.greetings)
  await wakeQueues(tx, plan.wake)
  for (const m of plan.messages) {
    if (m.ticketId !== null) {
      announce.add(announcementText(m.companyId, 'tickets', m.ticketId, concerned.get(m.ticketId)))
      announce.add(announcementText(m.companyId, 'messages', m.ticketId))
    }
    // Only pages of those who supervise show it.
    announce.add(announcementText(m.companyId, 'traffic', m.channelId, []))
  }
  for (const { companyId, id, seers } of joined) announce.add(announcementText(companyId, 'sends', id, seers))
}

/** Ticket → its agent; of one that waits, the queue: what a customer writes moves no row in the lists of anybody else. */
type ConcernedBy = Map<string, Concerned>

interface Written {
  numAffectedRows?: bigint
}

const all = (sent: number, { numAffectedRows = 0n }: Written, what: string) => {
  if (Number(numAffectedRows) < sent) throw new Again(`${what} was made elsewhere at the same moment`)
}

/** Asked of what comes back, and not in the condition: on a young table, without figures, the planner would take the index
 *  of all that is open for it, and read that for each row. */
const allOpen = (sent: number, { rows }: { rows: readonly { open: number }[] }, what: string) => {
  if (rows[0]!.open < sent) throw new Again(`the end of ${what} came at the same moment`)
}

async function insertTickets(tx: Tx, tickets: NewTicket[]): Promise<void> {
  if (tickets.length === 0) return
  const written = await sql`
    insert into ticket (company_id, id, contact_id, campaign_id, queue_id, opened_at, last_activity_at, last_channel_id, last_text, opened_because, closed_at, close_reason)
    select v.c, v.id, v.contact, v.campaign, v.queue, v.opened, v.at, v.channel, v.text, v.because, case when v.out then v.opened end, case when v.out then 'opt_out' end
    from ${table('v', tickets.toSorted(byId), {
      c: ['uuid', (t) => t.companyId],
      id: ['uuid', (t) => t.id],
      contact: ['uuid', (t) => t.contactId],
      campaign: ['uuid', (t) => t.campaignId],
      queue: ['uuid', (t) => t.queueId],
      opened: ['timestamptz', (t) => t.openedAt],
      at: ['timestamptz', (t) => t.lastActivityAt],
      channel: ['uuid', (t) => t.lastChannelId],
      text: ['text', (t) => t.lastText.slice(0, 200)],
      because: ['text', (t) => t.because],
      out: ['bool', (t) => t.closedAsOptOut],
    })}
    on conflict do nothing`.execute(tx)
  all(tickets.length, written, 'a ticket')
}

async function insertInteractions(tx: Tx, interactions: NewInteraction[]): Promise<void> {
  if (interactions.length === 0) return
  const written = await sql`
    insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at, ended_at, end_reason)
    select v.c, v.id, v.channel, v.contact, v.campaign, v.queue, v.ticket, 'contact', v.opened, v.at, case when v.ended then v.opened end, case when v.ended then 'opt_out' end
    from ${table('v', interactions.toSorted(byId), {
      c: ['uuid', (i) => i.companyId],
      id: ['uuid', (i) => i.id],
      channel: ['uuid', (i) => i.channelId],
      contact: ['uuid', (i) => i.contactId],
      campaign: ['uuid', (i) => i.campaignId],
      queue: ['uuid', (i) => i.queueId],
      ticket: ['uuid', (i) => i.ticketId],
      opened: ['timestamptz', (i) => i.openedAt],
      at: ['timestamptz', (i) => new Date(i.lastActivityAt)],
      ended: ['bool', (i) => i.ended],
    })}
    on conflict do nothing`.execute(tx)
  all(interactions.length, written, 'an interaction')
}

async function joinTickets(tx: Tx, joined: Plan['joined']) {
  if (joined.length === 0) return []
  const j = joined.toSorted((a, b) => (a.interactionId < b.interactionId ? -1 : 1))
  const written = await sql<{ companyId: string; id: string; seers: string[] }>`
    update interaction i set ticket_id = v.ticket, ended_at = v.ended, end_reason = case when v.ended is not null then 'opt_out' end
    from ${table('v', j, {
      c: ['uuid', (x) => x.companyId],
      id: ['uuid', (x) => x.interactionId],
      ticket: ['uuid', (x) => x.ticketId],
      ended: ['timestamptz', (x) => x.endedAt],
    })}
    where i.company_id = v.c and i.id = v.id and i.ended_at is null
    returning i.company_id as "companyId", i.id, ${seersOfSend} as seers`.execute(tx)
  all(j.length, written, 'the end of an interaction')
  return written.rows
}

async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return
  const written = await sql`
    insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, content, at, external_id, reply_to)
    select v.c, v.id, v.channel, v.contact, v.interaction, 'in', v.kind, v.text, v.content::jsonb, v.at, v.x, v.reply
    from ${table('v', messages, {
      c: ['uuid', (m) => m.companyId],
      id: ['uuid', (m) => m.id],
      channel: ['uuid', (m) => m.channelId],
      contact: ['uuid', (m) => m.contactId],
      interaction: ['uuid', (m) => m.interactionId],
      kind: ['text', (m) => m.kind],
      text: ['text', (m) => m.text],
      content: ['text', (m) => m.content && JSON.stringify(m.content)],
      at: ['timestamptz', (m) => m.at],
      x: ['text', (m) => m.externalId],
      reply: ['text', (m) => m.replyTo],
    })}
    on conflict do nothing`.execute(tx)
  all(messages.length, written, 'a message')
  await tallyTaps(tx, messages.flatMap(tappedIn))
}

/** The message of ours whose quick reply this is. */
const tappedIn = ({ companyId, kind, content }: NewMessage) =>
  kind === 'button' && typeof content?.['messageId'] === 'string'
    ? [{ companyId, messageId: content['messageId'] }]
    : []

/** One update per ticket and batch, whatever the number of its messages. A ticket that was closed meanwhile takes
 *  none: they would be buried in it. What comes late changes neither its words nor its channel (TK-11). */
async function countOnTickets(tx: Tx, messages: readonly NewMessage[]): Promise<ConcernedBy> {
  const perTicket = new Map<string, { last: NewMessage; count: number }>()
  for (const m of messages) {
    if (m.ticketId === null || !m.open || m.kind === 'reaction') continue
    const sum = perTicket.get(m.ticketId)
    perTicket.set(m.ticketId, { last: sum && sum.last.at > m.at ? sum.last : m, count: (sum?.count ?? 0) + 1 })
  }
  const t = [...perTicket.values()].toSorted((a, b) => (a.last.ticketId! < b.last.ticketId! ? -1 : 1))
  if (t.length === 0) return new Map()
  const touched = await sql<{ open: number; concerned: string }>`
    with touched as (update ticket t set unread = t.unread + v.n, last_activity_at = greatest(t.last_activity_at, v.at),
      last_text = case when v.at >= t.last_activity_at then v.text else t.last_text end,
      last_channel_id = case when v.at >= t.last_activity_at then v.channel else t.last_channel_id end
    from ${table('v', t, {
      c: ['uuid', (x) => x.last.companyId],
      id: ['uuid', (x) => x.last.ticketId],
      n: ['int4', (x) => x.count],
      text: ['text', (x) => shown(x.last)],
      at: ['timestamptz', (x) => x.last.at],
      channel: ['uuid', (x) => x.last.channelId],
    })}
    where t.company_id = v.c and t.id = v.id returning t.closed_at, t.id, t.queue_id, t.agent_id)
    select count(*) filter (where closed_at is null)::int as open, string_agg(concat_ws(' ', id, coalesce(agent_id, queue_id)), ',') as concerned
    from touched`.execute(tx)
  allOpen(t.length, touched, 'a ticket')
  return new Map(
    touched.rows[0]!.concerned.split(',').map((line) => {
      const [id = '', ...concerned] = line.split(' ')
      return [id, concerned]
    }),
  )
}

async function touchInteractions(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const last = lastBy(
    messages.filter((m) => m.interactionId !== null && m.open && m.kind !== 'reaction'),
    (m) => m.interactionId!,
  )
  if (last.length === 0) return
  const touched = await sql<{ open: number }>`
    with touched as (update interaction i set last_activity_at = greatest(i.last_activity_at, v.at)
    from ${table('v', last, { c: ['uuid', (m) => m.companyId], id: ['uuid', (m) => m.interactionId], at: ['timestamptz', (m) => m.at] })}
    where i.company_id = v.c and i.id = v.id returning i.ended_at)
    select count(*)::int as open from touched where ended_at is null`.execute(tx)
  allOpen(last.length, touched, 'an interaction')
}

/** WS-3: into the timelines of the tickets that were open. */
async function insertTaps(tx: Tx, taps: Plan['taps']): Promise<void> {
  if (taps.length === 0) return
  await sql`
    insert into ticket_event (company_id, ticket_id, id, kind, data)
    select v.c, v.ticket, v.id, 'tapped', jsonb_build_object('button', v.button, 'template', v.template)
    from ${table('v', taps, {
      c: ['uuid', (t) => t.companyId],
      ticket: ['uuid', (t) => t.ticketId],
      id: ['uuid', () => newId()],
      button: ['text', (t) => t.button],
      template: ['text', (t) => t.template],
    })}`.execute(tx)
}

/** TK-8: from the provider's time of the contact's last message; a provider whose clock is ahead lengthens nothing. */
async function touchWindows(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const last = lastBy(messages, (m) => `${m.contactId} ${m.channelId}`)
  if (last.length === 0) return
  await sql`
    insert into contact_channel (company_id, contact_id, channel_id, last_inbound_at, last_line)
    select v.c, v.contact, v.channel, least(v.at, now()), v.line from ${table('v', last, {
      c: ['uuid', (m) => m.companyId],
      contact: ['uuid', (m) => m.contactId],
      channel: ['uuid', (m) => m.channelId],
      at: ['timestamptz', (m) => m.at],
      line: ['text', (m) => m.line],
    })}
    on conflict (company_id, contact_id, channel_id) do update set last_inbound_at = greatest(contact_channel.last_inbound_at, excluded.last_inbound_at),
      last_line = case when excluded.last_inbound_at >= contact_channel.last_inbound_at then coalesce(excluded.last_line, contact_channel.last_line)
        else contact_channel.last_line end`.execute(tx)
}

/** The day on which somebody last wrote, which stands in an index: once a day for each. */
async function touchContacts(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const last = lastBy(messages, (m) => m.contactId)
  if (last.length === 0) return
  await sql`
    update contact c set active_on = current_date
    from ${table('v', last, { c: ['uuid', (m) => m.companyId], id: ['uuid', (m) => m.contactId] })}
    where c.company_id = v.c and c.id = v.id and c.active_on is distinct from current_date`.execute(tx)
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
    from ${table('v', last, {
      c: ['uuid', (m) => m.companyId],
      id: ['uuid', (m) => m.channelId],
      at: ['timestamptz', (m) => m.at],
      missed: ['int4', (m) => missed.get(m.channelId)?.length ?? 0],
    })}
    where c.company_id = v.c and c.id = v.id`.execute(tx)
}

/** TK-6: the first opt-out counts, is put on record, and is told to whoever sees the contact; who asked once more stays as they are. */
export async function markOptOuts(tx: Tx, optOuts: Plan['optOuts']): Promise<void> {
  if (optOuts.length === 0) return
  const o = lastBy(optOuts, (x) => x.contactId)
  const { rows } = await sql<{ companyId: string; contactId: string; tickets: string[] }>`
    with said as (select * from ${table('v', o, {
      c: ['uuid', (x) => x.companyId],
      contact: ['uuid', (x) => x.contactId],
      at: ['timestamptz', (x) => x.at],
      id: ['uuid', () => newId()],
      how: ['text', (x) => x.how],
      source: ['text', (x) => x.source.slice(0, 200)],
    })}),
    marked as (update contact c set marketing_opt_out_at = s.at from said s
      where c.company_id = s.c and c.id = s.contact and c.marketing_opt_out_at is null returning c.company_id, c.id),
    kept as (insert into contact_consent (company_id, id, contact_id, given, at, how, source)
      select s.c, s.id, s.contact, false, s.at, s.how, s.source from said s join marked m on m.company_id = s.c and m.id = s.contact)
    select m.company_id as "companyId", m.id as "contactId", array(
      select t.id from ticket t where t.company_id = m.company_id and t.contact_id = m.id and t.closed_at is null) as tickets
    from marked m`.execute(tx)
  const told = rows.flatMap(({ companyId, contactId, tickets }) => [
    announcementText(companyId, 'contacts', contactId),
    ...tickets.map((id) => announcementText(companyId, 'tickets', id)),
  ])
  await announceAll(tx, new Set(told))
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
