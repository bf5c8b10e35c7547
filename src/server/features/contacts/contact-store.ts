import { type RawBuilder, sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import type { Place } from '../../paging.ts'
import { found } from '../../refusal.ts'
import { phoneOf } from './phone-of.ts'

export interface Filters {
  search?: string | undefined
  optOut?: 'yes' | 'no' | undefined
  ticket?: 'open' | undefined
  duplicate?: 'yes' | undefined
  created?: '1' | '7' | '30' | '90' | undefined
  active?: '1' | '7' | '30' | '90' | 'none90' | undefined
}

export interface ContactRecord {
  id: string
  name: string
  phone: string | null
  attributes: Record<string, string>
  opted_out: boolean
  open_tickets: number
  active_on: string | null
  created_at: Date
  sort_at: string
}

const ALIVE = sql`c.merged_into is null and c.erased_at is null`

/** By name and attributes, each word of three letters or more by itself; by four digits or more of a number.
 *  Asked as system: behind the wall no index of words could be used. The company is always named. */
function matching(companyId: string, search: string): RawBuilder<unknown> {
  const digits = search.replace(/\D/g, '')
  if (digits.length >= 4 && /^[\d\s()+-]+$/.test(search.trim()))
    return sql`and c.id in (select a.contact_id from contact_address a where a.company_id = ${companyId} and a.kind = 'phone' and a.value like ${`%${digits}%`})`
  const words = search.split(/\s+/).filter((word) => word !== '')
  return sql.join(
    words.map((word) => sql`and c.words like '%' || plain(${word.replace(/[\\%_]/g, String.raw`\$&`)}) || '%'`),
    sql` `,
  )
}

function conditions(companyId: string, f: Filters): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`c.company_id = ${companyId} and ${ALIVE}`]
  if (f.optOut)
    all.push(f.optOut === 'yes' ? sql`and c.marketing_opt_out_at is not null` : sql`and c.marketing_opt_out_at is null`)
  if (f.ticket)
    all.push(
      sql`and c.id in (select t.contact_id from ticket t where t.company_id = ${companyId} and t.closed_at is null)`,
    )
  if (f.duplicate)
    all.push(sql`and c.id in (select unnest(array[d.contact_id, d.other_id]) from possible_duplicate d
      where d.company_id = ${companyId} and d.dismissed_at is null)`)
  if (f.created) all.push(sql`and c.created_at > now() - make_interval(days => ${Number(f.created)}::int)`)
  if (f.active === 'none90') all.push(sql`and c.active_on < current_date - 90`)
  else if (f.active) all.push(sql`and c.active_on > current_date - ${Number(f.active)}::int`)
  if (f.search) all.push(matching(companyId, f.search))
  return sql.join(all, sql` `)
}

/** The newest first, or, when asked by activity, those who wrote last: each order has its index. */
export async function listContactRecords(
  tx: Tx,
  companyId: string,
  f: Filters,
  { after, limit }: { after: Place | null; limit: number },
): Promise<ContactRecord[]> {
  const sort = f.active ? sql`c.active_on` : sql`c.created_at`
  const type = f.active ? sql`date` : sql`timestamptz`
  const beyond = after ? sql`and (${sort}, c.id) < (${after.at}::timestamptz::${type}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<ContactRecord>`
    with page as materialized (
      select c.* from contact c where ${conditions(companyId, f)} ${beyond} order by ${sort} desc, c.id desc limit ${limit})
    select c.id, c.name, ${phoneOf('c')} as phone, c.attributes, c.marketing_opt_out_at is not null as opted_out,
      (select count(*)::int from ticket t where t.company_id = c.company_id and t.contact_id = c.id and t.closed_at is null) as open_tickets,
      c.active_on::text as active_on, c.created_at, ${sort}::timestamptz::text as sort_at
    from page c order by ${sort} desc, c.id desc`.execute(tx)
  return rows
}

/** 1,001 at most. */
export async function countContacts(tx: Tx, companyId: string, f: Filters): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from contact c where ${conditions(companyId, f)} limit 1001) x`.execute(tx)
  return first(result)!.n
}

export interface CardRecord {
  id: string
  name: string
  version: number
  created_at: Date
  active_on: string | null
  erased_at: Date | null
  marketing_opt_out_at: Date | null
  attributes: Record<string, string>
  addresses: { kind: 'phone' | 'whatsapp' | 'user_id'; value: string; shown: string; primary: boolean }[]
  duplicates: number
}

export async function getCard(tx: Tx, companyId: string, id: string): Promise<CardRecord> {
  const result = await sql<CardRecord>`
    select c.id, c.name, c.version, c.created_at, c.active_on::text as active_on, c.erased_at, c.marketing_opt_out_at, c.attributes,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'value', a.value, 'shown', a.shown, 'primary', a.shown = ${phoneOf('c')})
        order by array_position(array['phone', 'whatsapp', 'user_id'], a.kind), a.created_at, a.value), '[]')
        from contact_address a where a.company_id = c.company_id and a.contact_id = c.id) as addresses,
      (select count(*)::int from possible_duplicate d where d.company_id = c.company_id and c.id in (d.contact_id, d.other_id) and d.dismissed_at is null) as duplicates
    from contact c where c.company_id = ${companyId} and c.id = ${id}`.execute(tx)
  return found(first(result))
}

/** Of the contact and of those that were joined with it; the newest first. */
export async function listConsent(tx: Tx, companyId: string, contactId: string) {
  const { rows } = await sql<{
    id: string
    given: boolean
    at: Date
    how: 'tap' | 'word' | 'preference' | 'person' | 'import' | 'earlier'
    source: string
    reason: string
    by: string | null
  }>`
    select n.id, n.given, n.at, n.how, n.source, n.reason, n.actor_name as by from contact_consent n
    where n.company_id = ${companyId} and n.contact_id in (
      select ${contactId}::uuid union all select id from contact where company_id = ${companyId} and merged_into = ${contactId})
    order by n.at desc, n.id desc limit 100`.execute(tx)
  return rows
}

/** A number is one contact's; undefined when nobody has it. */
export async function findByLine(tx: Tx, companyId: string, line: string) {
  const result = await sql<{ id: string; name: string; phone: string | null; optedOut: boolean }>`
    select c.id, c.name, ${phoneOf('c')} as phone, c.marketing_opt_out_at is not null as "optedOut"
    from contact_address x join contact c on c.company_id = x.company_id and c.id = x.contact_id
    where x.company_id = ${companyId} and x.kind = 'phone' and x.value = ${line}`.execute(tx)
  return first(result)
}
