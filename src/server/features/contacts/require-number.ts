import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'

/** Templates leave to numbers only; who hides theirs is known by WhatsApp's own id alone (TK-1), to which one can answer.
 *  @throws Refusal `no_number`, before anything waits that could not leave */
export async function requireNumber(tx: Tx, companyId: string, contactId: string): Promise<void> {
  const result = await sql`
    select 1 from contact_address where company_id = ${companyId} and contact_id = ${contactId} and kind in ('phone', 'whatsapp') limit 1`.execute(
    tx,
  )
  if (first(result) === undefined) throw new Refusal('no_number')
}
