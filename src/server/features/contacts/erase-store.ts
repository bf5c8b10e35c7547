import { type RawBuilder, sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import { first, type Tx } from '../../database/doors.ts'
import { selves } from './selves.ts'

const interactionsOf = (companyId: string, contactId: string): RawBuilder<unknown> =>
  sql`(select i.id from interaction i where i.company_id = ${companyId} and i.contact_id = ${contactId})`

export async function erasureFiguresOf(tx: Tx, companyId: string, contactId: string) {
  const own = sql`from message m where m.company_id = ${companyId} and m.interaction_id in ${interactionsOf(companyId, contactId)}`
  const result = await sql<{
    open_tickets: number[]
    tickets: number
    messages: number
    files: number
    waiting: number
  }>`
    select array(select number::int from ticket where company_id = ${companyId} and contact_id = ${contactId} and closed_at is null order by number) as open_tickets,
      (select count(*)::int from ticket where company_id = ${companyId} and contact_id = ${contactId}) as tickets,
      (select count(*)::int from (select 1 ${own} limit 1001) x) as messages,
      (select count(*)::int from (select 1 from media f where f.company_id = ${companyId} and f.message_id in (select m.id ${own}) limit 1001) x) as files,
      (select count(*)::int ${own} and m.outbox = ${sql.lit(RANK.waiting)}) as waiting`.execute(tx)
  return first(result)!
}

/** By which the person is found: the numbers as they are kept and shown, and WhatsApp's ids. Not the name, which others have too. */
export async function termsOf(tx: Tx, companyId: string, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string; value: string; shown: string }>`
    select kind, value, shown from contact_address where company_id = ${companyId} and contact_id = ${contactId}`.execute(
    tx,
  )
  return [
    ...new Set(
      rows.flatMap(({ kind, value, shown }) => (kind === 'user_id' ? [value] : [value, shown.replace(/\D/g, '')])),
    ),
  ]
}

/** Each by itself, for JavaScript and PostgreSQL: within a longer number or id it is another's. */
export const patternOf = (terms: readonly string[]): string =>
  terms
    .map((term) =>
      /^\d+$/.test(term)
        ? `(?<![0-9])${term}(?![0-9])`
        : `(?<![0-9A-Za-z])${term.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![0-9A-Za-z])`,
    )
    .join('|')

/** What ends at once: tickets, interactions, what waits to leave. Tickets first, by id, as everybody does. */
export async function endConversations(tx: Tx, companyId: string, contactId: string) {
  const { rows } = await sql<{ id: string; open: boolean; queue_id: string | null }>`
    select id, closed_at is null as open, queue_id from ticket where company_id = ${companyId} and contact_id = ${contactId} order by id for update`.execute(
    tx,
  )
  await sql`update ticket set last_text = '', close_note = null, unread = 0, closed_at = coalesce(closed_at, now()),
      close_reason = coalesce(close_reason, 'contact_erased') where company_id = ${companyId} and contact_id = ${contactId}`.execute(
    tx,
  )
  await sql`update ticket_event e set data = e.data - 'note' from ticket t where e.company_id = ${companyId} and t.company_id = e.company_id
    and t.id = e.ticket_id and t.contact_id = ${contactId} and e.data ? 'note'`.execute(tx)
  await sql`update interaction set ended_at = now(), end_reason = 'contact_erased'
    where company_id = ${companyId} and contact_id = ${contactId} and ended_at is null`.execute(tx)
  await sql`update message m set status = ${RANK.cancelled}, error_code = 'contact_erased'
    where m.company_id = ${companyId} and m.interaction_id in ${interactionsOf(companyId, contactId)} and m.outbox = ${sql.lit(RANK.waiting)}`.execute(
    tx,
  )
  return rows.filter(({ open }) => open)
}

/** Who it was. What was agreed to stays with its times and ways, without words. */
export async function forgetPerson(tx: Tx, companyId: string, contactId: string): Promise<void> {
  const all = selves(companyId, contactId)
  await sql`delete from contact_address where company_id = ${companyId} and contact_id = ${contactId}`.execute(tx)
  await sql`delete from contact_channel where company_id = ${companyId} and contact_id = ${contactId}`.execute(tx)
  await sql`delete from possible_duplicate where company_id = ${companyId} and ${contactId}::uuid in (contact_id, other_id)`.execute(
    tx,
  )
  await sql`delete from contact_change where company_id = ${companyId} and contact_id in ${all}`.execute(tx)
  await sql`update contact_consent set source = '', reason = case when given and how = 'person' then '—' else '' end where company_id = ${companyId} and contact_id in ${all}`.execute(
    tx,
  )
  await sql`update contact set name = '', attributes = '{}', primary_line = null, erased_at = now(), version = version + 1
    where company_id = ${companyId} and id = ${contactId}`.execute(tx)
}

export async function insertErasure(
  tx: Tx,
  e: { companyId: string; contactId: string; terms: string[]; by: string },
): Promise<void> {
  await sql`insert into contact_erasure (company_id, contact_id, terms, requested_by_name)
    values (${e.companyId}, ${e.contactId}, ${JSON.stringify(e.terms)}::jsonb, ${e.by})`.execute(tx)
}

export async function findErasure(tx: Tx, companyId: string, contactId: string) {
  const result = await sql<{ terms: string[]; until: Date; after_batch: string | null }>`
    select terms, until, after_batch from contact_erasure
    where company_id = ${companyId} and contact_id = ${contactId} and finished_at is null`.execute(tx)
  return first(result)
}

/** A message on its way holds its words until it has left. */
export async function isSending(tx: Tx, companyId: string, contactId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from message m where m.company_id = ${companyId}
    and m.interaction_id in ${interactionsOf(companyId, contactId)} and m.outbox = ${sql.lit(RANK.sending)} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Words, files and calls of up to `bite` messages. Kind, direction, times and status stay, for the figures. Returns how many,
 *  and where the bytes of their files are. */
export async function eraseMessages(tx: Tx, companyId: string, contactId: string, bite: number) {
  const { rows } = await sql<{ id: string }>`
    update message m set text = '', content = null, params = null, wamid = null, file_id = null, recipient = null, error_text = null,
      reply_to = null, external_id = 'erased ' || m.id
    where m.company_id = ${companyId} and m.id in (
      select x.id from message x where x.company_id = ${companyId}
        and (x.interaction_id in ${interactionsOf(companyId, contactId)} or (x.interaction_id is null and x.contact_id = ${contactId}))
        and x.external_id is distinct from 'erased ' || x.id limit ${bite})
    returning m.id`.execute(tx)
  const ids = rows.map((r) => r.id)
  const media = await sql<{ storage_key: string | null }>`
    delete from media where company_id = ${companyId} and message_id = any(${ids}::uuid[]) returning storage_key`.execute(
    tx,
  )
  await sql`delete from provider_exchange where company_id = ${companyId} and message_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return { count: ids.length, keys: media.rows.flatMap((r) => r.storage_key ?? []) }
}

export interface Bundled {
  id: string
  body: Buffer
}

/** One erasure of the company at a time, until this commits: of two at once each would put back what the other takes out. */
export const oneErasureAtATime = (tx: Tx, companyId: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${companyId}::text, 7302419))`.execute(tx)

export async function nextBundles(tx: Tx, companyId: string, after: string | null, limit: number): Promise<Bundled[]> {
  const { rows } = await sql<Bundled>`
    select id, body from event_batch where company_id = ${companyId} ${after === null ? sql`` : sql`and id > ${after}`}
    order by id limit ${limit}`.execute(tx)
  return rows
}

export async function replaceBundle(
  tx: Tx,
  companyId: string,
  id: string,
  left: { events: number; body: Buffer } | null,
): Promise<void> {
  if (left === null) await sql`delete from event_batch where company_id = ${companyId} and id = ${id}`.execute(tx)
  else
    await sql`update event_batch set events = ${left.events}, body = ${left.body} where company_id = ${companyId} and id = ${id}`.execute(
      tx,
    )
}

export async function moveCursor(tx: Tx, companyId: string, contactId: string, after: string): Promise<void> {
  await sql`update contact_erasure set after_batch = ${after} where company_id = ${companyId} and contact_id = ${contactId}`.execute(
    tx,
  )
}

/** Those whose work has not ended. */
export async function listErasures(tx: Tx): Promise<{ companyId: string; contactId: string }[]> {
  const { rows } = await sql<{ companyId: string; contactId: string }>`
    select company_id as "companyId", contact_id as "contactId" from contact_erasure where finished_at is null`.execute(
    tx,
  )
  return rows
}

/** What stands in clear elsewhere, found by the person's numbers and ids. */
export async function eraseTraces(
  tx: Tx,
  companyId: string,
  contactId: string,
  { terms, until }: { terms: readonly string[]; until: Date },
): Promise<void> {
  if (terms.length > 0) {
    const like = terms.map((term) => `%${term.replace(/[\\%_]/g, String.raw`\$&`)}%`)
    const names = (column: string) =>
      sql`(${sql.ref(column)} like any(${like}) and ${sql.ref(column)} ~ ${patternOf(terms)})`
    await sql`delete from event_set_aside where company_id = ${companyId} and received_at <= ${until} and ${names('raw')}`.execute(
      tx,
    )
    await sql`delete from event_archive where company_id = ${companyId} and ${names('raw')}`.execute(tx)
    await sql`delete from provider_exchange where company_id = ${companyId} and (${names('request')} or ${names('response')} or ${names('path')})`.execute(
      tx,
    )
    await sql`delete from early_status where company_id = ${companyId} and ${names('to_address')}`.execute(tx)
  }
  await eraseFromImports(tx, companyId, { terms, until })
  // Of older bells of a note the words stand in them.
  await sql`update notification set data = data || '{"contact": null}' || case when kind = 'mentioned' then '{"text": ""}'::jsonb else '{}' end
    where company_id = ${companyId} and
    (data->>'contactId' in (select id::text from ${selves(companyId, contactId)} x(id))
      or (kind = 'mentioned' and data->>'ticketId' in (select id::text from ticket where company_id = ${companyId} and contact_id = ${contactId}))
      or regexp_replace(data->>'contact', '\\D', '', 'g') = any(${terms}))`.execute(tx)
}

/** The first lines of files that are not yet brought in, which can be chosen again; and of a file without headings its first
 *  line, which was taken for them and is named with each line that was not taken. */
async function eraseFromImports(
  tx: Tx,
  companyId: string,
  { terms, until }: { terms: readonly string[]; until: Date },
): Promise<void> {
  await sql`
    with mine as (select i.id, exists (
        select from jsonb_array_elements(i.headings) h, regexp_replace(h->>'heading', '\\D', '', 'g') digits, unnest(${terms}::text[]) term
        where length(digits) >= 7 and right(term, length(digits)) = digits) as named
      from contact_import i where i.company_id = ${companyId} and i.created_at <= ${until}),
    bare as (update contact_import_line l set reasons = (select jsonb_agg(jsonb_set(r, '{1}', '""')) from jsonb_array_elements(l.reasons) r)
      from mine where mine.named and l.company_id = ${companyId} and l.import_id = mine.id and l.reasons <> '[]')
    update contact_import i set headings = (select coalesce(jsonb_agg(h || '{"samples": []}'
        || case when mine.named then '{"heading": ""}'::jsonb else '{}' end), '[]') from jsonb_array_elements(i.headings) h)
    from mine where i.company_id = ${companyId} and i.id = mine.id`.execute(tx)
}

export async function finishErasure(tx: Tx, companyId: string, contactId: string): Promise<void> {
  await sql`update contact_erasure set terms = '[]', finished_at = now(), after_batch = null
    where company_id = ${companyId} and contact_id = ${contactId}`.execute(tx)
}
