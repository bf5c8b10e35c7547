import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { firstIdAt } from '../../database/id.ts'
import { columns, seen, type Sight, type TicketRecord } from './store.ts'

export const tellingOf = (words: readonly string[]): string[] => words.filter((word) => word !== '')

/** The words of a text as the indexes hold them, and since when there can be anything that says them. */
export const wordsAndBeginning = (companyId: string, text: string) =>
  sql<{ words: string[]; created_at: Date }>`
    select words(${text}, '') as words, c.created_at from company c where c.id = ${companyId}`

/** Messages and people that came in one stretch of time stand under the first five digits of their ids: 2^28 ms, three days. */
const STRETCH_MS = 2 ** 28
export const stretchOf = (at: Date): number => Math.floor(at.getTime() / STRETCH_MS)
export const stretchOfId = (id: string): number => Number.parseInt(id.slice(0, 5), 16)
const prefixOf = (companyId: string, stretch: number) => companyId.slice(-6) + stretch.toString(16).padStart(5, '0')
export const beginningOf = (stretch: number): string => firstIdAt(new Date(stretch * STRETCH_MS))

export interface Stretches {
  /** Newest first. */
  from: number
  to: number
  limit: number
}

/** For each stretch of time, newest first, what its index is asked. */
const queriesOf = (
  companyId: string,
  { from, to }: Pick<Stretches, 'from' | 'to'>,
  query: (prefix: string) => string,
): string[] => Array.from({ length: from - to + 1 }, (_, n) => query(prefixOf(companyId, from - n)))

/** Shorter, as the beginning of a word, would be half of the index. */
export const TELLING = 3

/** All of the words: only letters and digits stand in them. */
const query = (words: readonly string[], isBegun: (word: string, n: number) => boolean) => (prefix: string) =>
  words.map((word, n) => `'${prefix}${word}'${word.length >= TELLING && isBegun(word, n) ? ':*' : ''}`).join(' & ')

interface People extends Stretches {
  words: readonly string[]
  digits: string | null
}

/** Begins each statement that searches by words: the tests that read plans know them by it. */
export const BY_WORDS = '/* by words */'

/** Of the newest rows those whose contact (`contact_id`) bears all of these words; of no words, none. All contacts come by one walk
 *  along their keys: one lookup for each row would take five times as long. `coalesce` keeps it a set that is asked, and no join. */
export const amongNewest = (companyId: string, words: readonly string[], newest: RawBuilder<unknown>) =>
  sql`(with newest as materialized (select * from (${newest}) x where ${words.length > 0})
    select n.* from newest n where coalesce(n.contact_id in (
      select c.id from contact c where c.company_id = ${companyId} and c.id = any(array(select contact_id from newest))
        ${sql.join(
          words.map((word) => sql`and c.words like ${`%${word}%`}`),
          sql` `,
        )}), false))`

/** By how words of the name or of an attribute begin, or by digits of a phone; the newest people, a stretch of time after the
 *  other, until there are enough. Needs the system's door: behind row security no index of words is used. */
export async function findContactIds(tx: Tx, companyId: string, asked: People): Promise<string[]> {
  const { words, digits, limit } = asked
  const byName = words.some((word) => word.length >= TELLING) ? bearing(companyId, asked) : null
  const byNumber =
    digits === null
      ? null
      : sql`(select a.contact_id as id from unnest(${queriesOf(companyId, asked, (prefix) => `'${prefix}${digits}':*`)}::text[]) q (query) cross join lateral (
          select a.contact_id from contact_address a where a.company_id is not distinct from ${companyId} and a.kind = 'phone'
            and dated_digits(a.company_id, a.contact_id, a.value) @@ q.query::tsquery limit ${sql.lit(limit)}) a limit ${sql.lit(limit)})`
  const roads = [byName, byNumber].filter((road) => road !== null)
  if (roads.length === 0) return []
  const { rows } = await sql<{ id: string }>`${sql.raw(BY_WORDS)} ${sql.join(roads, sql` union `)}`.execute(tx)
  return rows.map((r) => r.id)
}

/** Of so many words, the longest, it is asked who bears them alone. */
const ALONE_AT_MOST = 3

/** A word that few bear tells who is meant, and whoever bears it is asked for the others; to gather all who bear a common one
 *  beside it costs the more the longer the company has been there. Only where all are common are they looked for together. */
function bearing(companyId: string, { words, limit, from, to }: People): RawBuilder<unknown> {
  const begun = (these: readonly string[]) => query(these, () => true)
  const most = sql.lit(limit)
  const look = (these: readonly string[]) => sql`
    unnest(${queriesOf(companyId, { from, to }, begun(these))}::text[]) q (query) cross join lateral (
      select c.id, c.words from contact c where c.company_id is not distinct from ${companyId} and c.words <> ''
        and dated_words(c.company_id, c.id, c.words) @@ q.query::tsquery limit ${most}) c`
  const longest = words.toSorted((a, b) => b.length - a.length).slice(0, ALONE_AT_MOST)
  if (words.length === 1) return sql`(select c.id from ${look(words)} limit ${most})`
  const alone = longest.map((word, n) => sql`(select ${n}::int as n, c.id, c.words from ${look([word])} limit ${most})`)
  return sql`(
    with alone as materialized (${sql.join(alone, sql` union all `)}),
    rarest as materialized (
      select w.n from generate_series(0, ${longest.length - 1}::int) w (n) left join alone on alone.n = w.n
      group by w.n having count(alone.id) < ${most} order by count(alone.id) limit 1)
    select alone.id from alone
      where n = (select n from rarest) and dated_words(${companyId}, id, words)
        @@ replace(${begun(words)('~')}, '~', right(${companyId}, 6) || left(id::text, 5))::tsquery
    union all
    (select c.id from ${look(words)} where not exists (select from rarest) limit ${most}))`
}

interface Found {
  number: number | null
  contactIds: readonly string[]
  /** Of a common name, looked for among the newest tickets as well. */
  among: readonly string[]
  limit: number
}

const OF_EACH = 5
/** How many of the newest are looked through for a common name. */
export const NEWEST = 1000

export function ticketsFound(sight: Sight, { number, contactIds, among, limit }: Found): RawBuilder<TicketRecord> {
  const { companyId } = sight
  // What it takes to judge and to sort them travels along.
  const tickets = sql`select t.id, t.contact_id, t.number, t.closed_at, t.agent_id, t.queue_id from ticket t where t.company_id = ${companyId}`
  const inOrder = sql`t.number = ${number ?? 0} desc, t.closed_at is null desc, t.number desc`
  return sql<TicketRecord>`
    with found as materialized (
      ${tickets} and ${number !== null} and t.number = ${number ?? 0}
      union
      select w.* from unnest(${contactIds}::uuid[]) x (contact_id) cross join lateral (
        ${tickets} and t.contact_id = x.contact_id order by t.number desc limit ${sql.lit(OF_EACH)}) w
      union
      ${amongNewest(companyId, among, sql`${tickets} order by t.number desc limit ${sql.lit(NEWEST)}`)}),
    shown as materialized (select t.number from found t where ${seen(sight)} order by ${inOrder} limit ${sql.lit(limit)})
    ${columns(sql`t.opened_at`, sql`shown join ticket t on t.company_id = ${companyId} and t.number = shown.number`)}
    order by ${inOrder}`
}

/** Messages stand under the sixteenth of their stretch as well: the sixth digit of their ids, four hours and forty minutes. */
const SIXTEENTH_MS = STRETCH_MS / 16
const sixteenthOfId = (id: string) => Number.parseInt(id.slice(0, 6), 16)
/** So many are read by themselves, which is enough where a word is common; where it is not, whole stretches hold few of it. */
const FINELY = 4

interface Said {
  words: readonly string[]
  /** Older than this id. */
  before: string
  /** Down to this stretch. */
  to: number
  limit: number
}

/** Newest messages with these words, a stretch of time after the other, until there are enough; the last hours before `before` a
 *  sixteenth of a stretch after the other, as three days of a common word are thousands. Needs the system's door. The company and the
 *  id are compared in ways that no other index offers: the words carry the one, and say nearly the other. */
export async function findMessageIds(tx: Tx, companyId: string, { words, before, to, limit }: Said): Promise<string[]> {
  // The last word as far as it is typed.
  const said = query(words, (_, n) => n === words.length - 1)
  const newest = sixteenthOfId(before)
  const sixteenths = Array.from({ length: FINELY }, (_, n) => {
    const prefix = prefixOf(companyId, Math.floor((newest - n) / 16))
    return { query: `${said(prefix)} & '${prefix}/${((newest - n) % 16).toString(16)}'`, before }
  })
  const left = newest - FINELY
  const whole = queriesOf(companyId, { from: Math.floor(left / 16), to }, said).map((query) => ({
    query,
    before: firstIdAt(new Date((left + 1) * SIXTEENTH_MS)),
  }))
  const asked = [...sixteenths, ...whole]
  const { rows } = await sql<{ id: string }>`${sql.raw(BY_WORDS)}
    select m.id from unnest(${asked.map((q) => q.query)}::text[], ${asked.map((q) => q.before)}::uuid[]) q (query, before) cross join lateral (
      select m.id from message m where m.company_id is not distinct from ${companyId} and m.priority = 0 and m.text <> ''
        and said_words(m.company_id, m.id, m.text) @@ q.query::tsquery and coalesce(m.id < q.before, false)
      order by m.id desc limit ${sql.lit(limit)}) m
    limit ${sql.lit(limit)}`.execute(tx)
  return rows.map((r) => r.id)
}

export type MessageFound = TicketRecord & { message_id: string; message_text: string; message_at: Date }

/** The tickets of these messages, as far as they are seen, each with the newest of them; the newest `limit`. Messages, what they
 *  belong to and its tickets each come by one walk along their keys; and what is not seen is left out by asking a set, before
 *  anything is joined. */
export function ticketsOfMessages(
  sight: Sight,
  messageIds: readonly string[],
  limit: number,
): RawBuilder<MessageFound> {
  const { companyId } = sight
  return sql<MessageFound>`
    with said as materialized (
      select m.id, m.interaction_id, m.text, m.at from message m where m.company_id = ${companyId} and m.id = any(${messageIds}::uuid[])),
    talks as materialized (
      select i.id, i.ticket_id from interaction i where i.company_id = ${companyId} and i.id = any(array(select interaction_id from said))),
    seen as materialized (
      select t.id from ticket t where t.company_id = ${companyId} and t.id = any(array(select ticket_id from talks)) and ${seen(sight)}),
    own as materialized (select * from talks where coalesce(ticket_id in (select id from seen), false)),
    newest as materialized (
      select distinct on (own.ticket_id) own.ticket_id, s.id as message_id, s.text as message_text, s.at as message_at
      from (select * from said where coalesce(interaction_id in (select id from own), false) offset 0) s join own on own.id = s.interaction_id
      order by own.ticket_id, s.id desc),
    found as materialized (select * from newest order by message_id desc limit ${sql.lit(limit)})
    select r.*, found.message_id, found.message_text, found.message_at
    from found join lateral (${columns(sql`t.opened_at`)} where t.company_id = ${companyId} and t.id = found.ticket_id) r on true
    order by found.message_id desc`
}
