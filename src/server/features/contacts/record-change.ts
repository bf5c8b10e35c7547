import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { type Doer, record } from '../audit/record.ts'

type Values = Record<string, unknown>

/** The audit cannot be altered, and a person may ask to be forgotten: it says which fields were changed, and their values
 *  stand in a table of their own, which an erasure empties. */
export async function recordChange(
  tx: Tx,
  doer: Doer,
  action: string,
  contactId: string,
  { before, after }: { before: Values | null; after: Values | null },
): Promise<void> {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  await record(tx, doer, action, contactId, before && { fields }, after && { fields })
  await tx
    .insertInto('contact_change')
    .values({
      company_id: doer.companyId,
      id: newId(),
      contact_id: contactId,
      action,
      actor_name: doer.name,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
    })
    .execute()
}
