import { sql } from 'kysely'
import type { Attribute } from '../../../rules/attributes.ts'
import type { Tx } from '../../database/doors.ts'

/** In their order; those that were removed only rest. */
export async function listAttributeRecords(tx: Tx, companyId: string): Promise<Attribute[]> {
  const rows = await tx
    .selectFrom('contact_attribute')
    .select(['key', 'label', 'type', 'options'])
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('key')
    .execute()
  return rows.map((r) => ({ ...r, type: r.type as Attribute['type'], options: r.options as string[] }))
}

/** Locked; also those that rest, by their key. */
export async function lockAttributes(tx: Tx, companyId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${companyId}, 7302417))`.execute(tx)
  const rows = await tx
    .selectFrom('contact_attribute')
    .select(['key', 'label', 'type', 'options', 'removed_at'])
    .where('company_id', '=', companyId)
    .execute()
  return new Map(rows.map((r) => [r.key, r]))
}

export async function saveAttributeRecords(tx: Tx, companyId: string, items: readonly Attribute[]): Promise<void> {
  // First all rest, so that a label can pass from one to another.
  await sql`update contact_attribute set removed_at = now() where company_id = ${companyId} and removed_at is null`.execute(
    tx,
  )
  for (const [position, { key, label, type, options }] of items.entries())
    await sql`insert into contact_attribute (company_id, key, label, type, options, position)
      values (${companyId}, ${key}, ${label}, ${type}, ${JSON.stringify(options)}::jsonb, ${position})
      on conflict (company_id, key) do update set label = excluded.label, options = excluded.options,
        position = excluded.position, removed_at = null`.execute(tx)
}
