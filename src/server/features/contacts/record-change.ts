import { sql } from 'kysely'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { type Doer, recordAll } from '../audit/record.ts'

type Values = Record<string, unknown>

interface Change {
  before: Values | null
  after: Values | null
}

export const recordChange = (tx: Tx, doer: Doer, action: string, contactId: string, change: Change): Promise<void> =>
  recordChanges(tx, doer, action, [{ contactId, ...change }])

/** The audit cannot be altered, and a person may ask to be forgotten: it says which fields were changed, and their values
 *  stand in a table of their own, which an erasure empties. */
export async function recordChanges(
  tx: Tx,
  doer: Doer,
  action: string,
  changes: readonly (Change & { contactId: string })[],
): Promise<void> {
  if (changes.length === 0) return
  const entries = changes.map(({ contactId, before, after }) => {
    const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    return { subjectId: contactId, before: before && { fields }, after: after && { fields } }
  })
  await recordAll(tx, doer, action, entries)
  await sql`
    insert into contact_change (company_id, id, contact_id, action, actor_name, before, after)
    select ${doer.companyId}::uuid, v.id, v.contact, ${action}, ${doer.name}, v.before::jsonb, v.after::jsonb
    from ${table('v', changes, {
      id: ['uuid', () => newId()],
      contact: ['uuid', (c) => c.contactId],
      before: ['text', (c) => c.before && JSON.stringify(c.before)],
      after: ['text', (c) => c.after && JSON.stringify(c.after)],
    })}`.execute(tx)
}

interface Data {
  name: string
  attributes: Readonly<Record<string, string>>
}

/** The fields of a change: `name`, and an attribute as `attributes.` with its key, which may be any word. */
export const fieldsOf = ({ name, attributes }: Data): Record<string, string> => ({
  name,
  ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`attributes.${key}`, value])),
})

/** Only what differs, as it was and as it is; null where nothing does. */
export function changesOf(was: Data, is: Data): { before: Values; after: Values } | null {
  const [then, now] = [fieldsOf(was), fieldsOf(is)]
  const fields = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((field) => then[field] !== now[field])
  if (fields.length === 0) return null
  const pick = (from: Record<string, string>) => Object.fromEntries(fields.map((field) => [field, from[field] ?? '']))
  return { before: pick(then), after: pick(now) }
}
