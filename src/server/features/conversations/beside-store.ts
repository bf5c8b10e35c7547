import { sql } from 'kysely'
import type * as z from 'zod'
import type { Quote, Reaction } from '../../../contract/messages.ts'
import type { Tx } from '../../database/doors.ts'
import { byKey } from '../../database/prepared.ts'
import type { MessageRecord, Thread } from './thread-store.ts'

/** What stands beside messages: what each answers, by its id; the reactions on each, by the ids that it has at the provider. */
export interface Beside {
  quotes: Map<string, z.infer<typeof Quote>>
  reactions: Map<string, z.infer<typeof Reaction>[]>
}

/** By which a contact's reaction or answer may name it. */
export const keysOf = ({ external_id, wamid }: Pick<MessageRecord, 'external_id' | 'wamid'>): string[] => [
  ...new Set([external_id, wamid].filter((key) => key !== null)),
]

export async function readBeside(tx: Tx, thread: Thread, rows: readonly MessageRecord[]): Promise<Beside> {
  return { quotes: await readQuotes(tx, thread, rows), reactions: await readReactions(tx, thread, rows) }
}

const nothing = { id: null, direction: 'out', kind: 'unknown', text: '', senderName: null, deleted: false } as const

async function readQuotes(tx: Tx, { companyId }: Thread, rows: readonly MessageRecord[]): Promise<Beside['quotes']> {
  const quotes: Beside['quotes'] = new Map()
  const asked = rows
    .map((m) => ({
      of: m.id,
      channel: m.channel_id,
      key: m.kind === 'reaction' ? word(m, 'target') : m.reply_to,
      known: word(m, 'quotedId'),
    }))
    .filter(({ key, known }) => key !== null || known !== null)
  if (asked.length === 0) return quotes
  for (const { of } of asked) quotes.set(of, nothing)
  const { rows: found } = await sql<z.infer<typeof Quote> & { of: string; id: string }>`${byKey}
    select v.of, m.id, m.direction, m.kind, left(m.text, 200) as text, (select p.name from person p where p.id = m.sender_id) as "senderName",
      coalesce(m.content -> 'deleted' = 'true', false) as deleted
    from unnest(${asked.map((a) => a.of)}::uuid[], ${asked.map((a) => a.channel)}::uuid[], ${asked.map((a) => a.key)}::text[],
      ${asked.map((a) => a.known)}::uuid[]) v(of, channel, key, known)
    join lateral (
      select m.* from message m where m.company_id = ${companyId} and m.channel_id = v.channel and m.external_id = v.key
      union all
      select m.* from message m where m.company_id = ${companyId} and m.id = v.known limit 1) m on true`.execute(tx)
  for (const { of, ...quote } of found) quotes.set(of, quote)
  return quotes
}

/** The newest of each side counts; an empty one took it back. */
async function readReactions(
  tx: Tx,
  { companyId, contactId }: Thread,
  rows: readonly MessageRecord[],
): Promise<Beside['reactions']> {
  const keys = rows.flatMap(keysOf)
  if (keys.length === 0) return new Map()
  const { rows: found } = await sql<z.infer<typeof Reaction> & { target: string }>`${byKey}
    select * from (
      select distinct on (r.content ->> 'target', r.direction) r.content ->> 'target' as target, r.id, r.direction,
        coalesce(r.content ->> 'emoji', r.text) as emoji
      from message r
      where r.company_id = ${companyId} and r.contact_id = ${contactId} and r.kind = 'reaction'
        and r.content ->> 'target' = any(${keys}::text[])
      order by r.content ->> 'target', r.direction, r.at desc, r.id desc) newest
    where emoji <> ''`.execute(tx)
  const reactions: Beside['reactions'] = new Map()
  for (const { target, ...reaction } of found) reactions.set(target, [...(reactions.get(target) ?? []), reaction])
  return reactions
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

function word({ content }: MessageRecord, key: 'target' | 'quotedId'): string | null {
  const value = content?.[key]
  if (typeof value !== 'string' || value === '') return null
  return key === 'quotedId' && !UUID.test(value) ? null : value
}
