import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { byKey } from '../../database/prepared.ts'

interface Self {
  companyId: string
  ticketId: string
  userId: string
}

/** Longer than the screens take to say it again (`src/web/features/workspace/conversation/use-presence.ts`). */
const LOOKS_SECONDS = 50
const TYPES_SECONDS = 8

export interface Colleague {
  id: string
  name: string
  typing: boolean
  seconds: number
}

export async function listPresent(tx: Tx, { companyId, ticketId, userId }: Self): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`${byKey}
    select p.id, p.name, s.types_until > now() as typing,
      ceil(extract(epoch from case when s.types_until > now() then s.types_until else s.looks_until end - now()))::int as seconds
    from ticket_presence s join person p on p.id = s.user_id
    where s.company_id = ${companyId} and s.ticket_id = ${ticketId} and s.user_id <> ${userId} and s.looks_until > now()
    order by p.name collate "es-x-icu", p.id`.execute(tx)
  return rows
}

/** To whom that is news: the others, where it was not known. */
export async function putPresence(tx: Tx, { companyId, ticketId, userId }: Self, typing: boolean): Promise<string[]> {
  const typesUntil = typing ? sql`now() + make_interval(secs => ${TYPES_SECONDS})` : sql`'-infinity'::timestamptz`
  const result = await sql<{ others: string[] }>`
    with known as (
      select s.user_id, s.looks_until > now() as looks, s.types_until > now() as types from ticket_presence s
      where s.company_id = ${companyId} and s.ticket_id = ${ticketId}),
    told as (
      insert into ticket_presence (company_id, ticket_id, user_id, looks_until, types_until)
      values (${companyId}, ${ticketId}, ${userId}, now() + make_interval(secs => ${LOOKS_SECONDS}), ${typesUntil})
      on conflict (company_id, ticket_id, user_id) do update set looks_until = excluded.looks_until,
        -- Who looks on goes on writing until that ends by itself.
        types_until = greatest(ticket_presence.types_until, excluded.types_until))
    select array(select user_id from known where user_id <> ${userId} and looks and not exists (
      select from known where user_id = ${userId} and looks and (types or not ${typing}))) as others`.execute(tx)
  return first(result)!.others
}

/** To whom that is news: the others who look on. */
export async function endPresence(tx: Tx, { companyId, ticketId, userId }: Self): Promise<string[]> {
  const result = await sql<{ others: string[] }>`
    with gone as (
      delete from ticket_presence s where s.company_id = ${companyId} and s.ticket_id = ${ticketId}
        and (s.user_id = ${userId} or s.looks_until < now()) returning s.user_id)
    select array(select s.user_id from ticket_presence s
      where s.company_id = ${companyId} and s.ticket_id = ${ticketId} and s.user_id <> ${userId} and s.looks_until > now()
        and exists (select from gone where user_id = ${userId})) as others`.execute(tx)
  return first(result)!.others
}
