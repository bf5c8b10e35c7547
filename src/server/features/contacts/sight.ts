import { sql } from 'kysely'
import { may } from '../../../contract/permissions.ts'
import { type CountryCode, lineKey, parsePhone } from '../../../rules/phone.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'
import { seesSend, seesTicket } from '../tickets/sight.ts'

/** Which contact somebody asks for; `number` is how those know it who have no ticket of it. */
export interface Asked {
  id: string
  number?: string | undefined
}

/** The id under which that contact lives now, for those who may see it: all for owners and admins; for agents those with
 *  a ticket or a send in their own queues, or whose number they know exactly. Not found for others. */
export async function getSeenContactId(tx: Tx, ctx: Ctx, { id, number }: Asked): Promise<string> {
  const companyId = companyOf(ctx.actor)
  const line = lineOf(ctx, number)
  const all = may(ctx.actor.standing, 'contacts.manage')
  const result = await sql<{ id: string }>`
    select c.id from contact a join contact c on c.company_id = a.company_id and c.id = coalesce(a.merged_into, a.id)
    where a.company_id = ${companyId} and a.id = ${id} and (${all}
      or exists (select from contact_address x where x.company_id = c.company_id and x.contact_id = c.id and x.kind = 'phone' and x.value = ${line})
      or exists (select from ticket t where t.company_id = c.company_id and t.contact_id = c.id and ${seesTicket(ctx)})
      or exists (select from interaction i where i.company_id = c.company_id and i.contact_id = c.id and i.ticket_id is null and ${seesSend(ctx)}))`.execute(
    tx,
  )
  return found(first(result)).id
}

/** As above, locked for whoever changes it. */
export async function lockSeenContact(tx: Tx, ctx: Ctx, asked: Asked) {
  const id = await getSeenContactId(tx, ctx, asked)
  return lockContact(tx, companyOf(ctx.actor), id)
}

export async function lockContact(tx: Tx, companyId: string, id: string) {
  const row = await tx
    .selectFrom('contact')
    .select(['id', 'name', 'attributes', 'version', 'primary_line', 'marketing_opt_out_at', 'created_at'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return { ...found(row), attributes: found(row).attributes as Record<string, string> }
}

const lineOf = (ctx: Ctx, number: string | undefined): string | null => {
  const phone = number === undefined ? null : parsePhone(number, (ctx.actor.company?.country ?? 'PE') as CountryCode)
  return phone && lineKey(phone.slice(1))
}
