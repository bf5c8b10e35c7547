import { sql } from 'kysely'
import { type CountryCode, lineKey, parsePhone } from '../../../rules/phone.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found, Refusal } from '../../refusal.ts'
import { refuseUnseenTicket } from '../tickets/sight.ts'
import { getSeenContactId } from './sight.ts'

/** Whom a template goes to: the contact of a ticket, a contact, or a number as typed. */
export type Recipient = { ticketId: string } | { contactId: string } | { phone: string; name: string }

interface Found {
  id: string
  optedOut: boolean
}

/** TK-1: a number that is one line with a known one is that contact's. By id only what one sees; not found for all others. */
export async function findOrMakeContact(tx: Tx, ctx: Ctx, to: Recipient): Promise<Found> {
  const companyId = companyOf(ctx.actor)
  if ('ticketId' in to) {
    await refuseUnseenTicket(tx, ctx, to.ticketId)
    const t = await tx
      .selectFrom('ticket')
      .select('contact_id')
      .where('company_id', '=', companyId)
      .where('id', '=', to.ticketId)
      .executeTakeFirst()
    return getContact(tx, companyId, found(t).contact_id)
  }
  if ('contactId' in to) return getContact(tx, companyId, await getSeenContactId(tx, ctx, { id: to.contactId }))

  const phone = parsePhone(to.phone, ctx.actor.company!.country as CountryCode)
  if (phone === null) throw new Refusal('invalid_phone', {}, [{ field: 'to.phone', rule: 'SEND-10', message: 'phone' }])
  const value = lineKey(phone.slice(1))
  const known = await byPhone(tx, companyId, value)
  if (known) return known
  const id = newId()
  await tx.insertInto('contact').values({ company_id: companyId, id, name: to.name }).execute()
  const made = await tx
    .insertInto('contact_address')
    .values({ company_id: companyId, kind: 'phone', value, shown: phone, contact_id: id })
    .onConflict((c) => c.columns(['company_id', 'kind', 'value']).doNothing())
    .returning('contact_id')
    .executeTakeFirst()
  if (made) return { id, optedOut: false }
  await tx.deleteFrom('contact').where('company_id', '=', companyId).where('id', '=', id).execute()
  return found(await byPhone(tx, companyId, value))
}

async function byPhone(tx: Tx, companyId: string, value: string): Promise<Found | undefined> {
  const result = await sql<Found>`
    select c.id, c.marketing_opt_out_at is not null as "optedOut" from contact_address a
    join contact c on c.company_id = a.company_id and c.id = a.contact_id
    where a.company_id = ${companyId} and a.kind = 'phone' and a.value = ${value}`.execute(tx)
  return first(result)
}

async function getContact(tx: Tx, companyId: string, id: string): Promise<Found> {
  const result = await sql<Found>`select c.id, c.marketing_opt_out_at is not null as "optedOut" from contact a
      join contact c on c.company_id = a.company_id and c.id = coalesce(a.merged_into, a.id)
      where a.company_id = ${companyId} and a.id = ${id} and c.erased_at is null`.execute(tx)
  return found(first(result))
}
