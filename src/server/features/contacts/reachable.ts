import { type RawBuilder, sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'

/** Whether there is a number to write to: who hides it is known by WhatsApp's own id alone (TK-1), and the provider's way of
 *  sending takes numbers only. */
export const isReachable = (companyId: RawBuilder<unknown>, contactId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from contact_address r where r.company_id = ${companyId} and r.contact_id = ${contactId} and r.kind in ('phone', 'whatsapp'))`

/** @throws Refusal `no_number`, before anything waits that could not leave */
export async function refuseUnreachable(tx: Tx, companyId: string, contactId: string): Promise<void> {
  const result = await sql<{ reachable: boolean }>`
    select ${isReachable(sql`${companyId}::uuid`, sql`${contactId}::uuid`)} as reachable`.execute(tx)
  if (!first(result)!.reachable) throw new Refusal('no_number')
}
