import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { fillGreeting, firstName, type Greeting, greetingOf, openingInWords } from '../../../rules/greeting.ts'
import { isWindowOpen } from '../../../rules/service-window.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { OUTBOX_CHANNEL } from '../outbound/outbox-store.ts'
import type { Snapshot } from './snapshot.ts'

/** What a queue says by itself to who has just opened a ticket (HR-3): a row of the outbox like any other. */
export interface NewGreeting {
  companyId: string
  channelId: string
  contactId: string
  interactionId: string
  queueId: string
  /** Unique in the company: whoever comes second, by whatever road, finds that it has been said. */
  clientKey: string
  at: Date
  kind: Greeting['kind']
  /** All blanks filled but for the contact's name. */
  text: string
}

/** A ticket that has just been opened, as the plan has it. */
interface Opened {
  id: string
  companyId: string
  contactId: string
  queueId: string | null
  lastChannelId: string
  openedAt: Date
}

/** Null when the queue has nothing to say, or may not any more: the window has closed over what came late.
 *  @param at the provider's time of the message that opened the ticket */
export function greetingFor(
  ticket: Opened,
  interactionId: string,
  at: Date,
  { greetings, companies }: Snapshot,
): NewGreeting | null {
  const { companyId, contactId, lastChannelId: channelId, openedAt, queueId } = ticket
  const texts = queueId === null ? undefined : greetings.get(queueId)
  if (queueId === null || texts === undefined || !isWindowOpen(at, openedAt)) return null
  const { name, timeZone } = companies.get(companyId)!
  const said = greetingOf(texts, timeZone, openedAt)
  if (said === null) return null
  const { kind, opensAt } = said
  const blanks = {
    nombre: '{nombre}',
    empresa: name,
    apertura: opensAt === null ? '' : openingInWords(opensAt, timeZone),
  }
  return {
    companyId,
    channelId,
    contactId,
    interactionId,
    queueId,
    clientKey: kind === 'welcome' ? ticket.id : awayKey(contactId, channelId, queueId, opensAt),
    // Beneath what it answers, whichever clock is ahead.
    at: new Date(Math.max(openedAt.getTime(), at.getTime() + 1)),
    kind,
    text: fillGreeting(said.text, blanks),
  }
}

/** One a contact, queue and closing period, which its end names. */
function awayKey(contactId: string, channelId: string, queueId: string, opensAt: Date | null): string {
  const said = `away ${contactId} ${channelId} ${queueId} ${opensAt?.getTime() ?? 'never'}`
  const hex = createHash('sha256').update(said).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** In the transaction of the ticket, and with it or not at all; wakes the senders. No statement when there is none. */
export async function insertGreetings(tx: Tx, greetings: readonly NewGreeting[]): Promise<void> {
  if (greetings.length === 0) return
  const names = await namesFor(tx, greetings)
  const filled = greetings
    .map((g) => ({ ...g, text: fillGreeting(g.text, { nombre: firstName(names.get(g.contactId) ?? '') }) }))
    .filter(({ text }) => text !== '')
  await sql`
    with said as (
      insert into message (company_id, id, channel_id, contact_id, interaction_id, queue_id, direction, kind, text, content, at, status, client_key)
      select v.c, v.id, v.channel, v.contact, v.interaction, v.queue, 'out', 'text', v.text, jsonb_build_object('automatic', v.kind), v.at, 0, v.key
      from ${table('v', filled, {
        c: ['uuid', (g) => g.companyId],
        id: ['uuid', () => newId()],
        channel: ['uuid', (g) => g.channelId],
        contact: ['uuid', (g) => g.contactId],
        interaction: ['uuid', (g) => g.interactionId],
        queue: ['uuid', (g) => g.queueId],
        kind: ['text', (g) => g.kind],
        text: ['text', (g) => g.text],
        at: ['timestamptz', (g) => g.at],
        key: ['uuid', (g) => g.clientKey],
      })}
      on conflict do nothing returning channel_id)
    select pg_notify(${OUTBOX_CHANNEL}, channel_id::text) from (select distinct channel_id from said) s`.execute(tx)
}

/** Of those whom a text calls by their name. */
async function namesFor(tx: Tx, greetings: readonly NewGreeting[]): Promise<Map<string, string>> {
  const called = greetings.filter(({ text }) => /\{nombre\}/i.test(text))
  if (called.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select k.id, k.name from ${table('v', called, { c: ['uuid', (g) => g.companyId], id: ['uuid', (g) => g.contactId] })}
    join contact k on k.company_id = v.c and k.id = v.id`.execute(tx)
  return new Map(rows.map((k) => [k.id, k.name]))
}
