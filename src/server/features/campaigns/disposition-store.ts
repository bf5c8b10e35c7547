import { sql } from 'kysely'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'

export interface DispositionRow {
  id: string
  parentId: string | null
  name: string
  active: boolean
}

/** In their order within each group, with whether tickets were closed with them. */
export async function listDispositionRows(
  tx: Tx,
  companyId: string,
  campaignId: string,
): Promise<(DispositionRow & { used: boolean })[]> {
  const { rows } = await sql<DispositionRow & { used: boolean }>`
    select d.id, d.parent_id as "parentId", d.name, d.active,
      exists (select from ticket t where t.company_id = d.company_id and t.disposition_id = d.id) as used
    from disposition d where d.company_id = ${companyId} and d.campaign_id = ${campaignId}
    order by d.position, d.created_at, d.id`.execute(tx)
  return rows
}

/** Writes them in this order. One that stands in another campaign is not found. */
export async function putDispositions(
  tx: Tx,
  companyId: string,
  campaignId: string,
  rows: readonly DispositionRow[],
): Promise<void> {
  if (rows.length === 0) return
  const { numAffectedRows = 0n } = await sql`
    insert into disposition (company_id, id, campaign_id, parent_id, name, active, position)
    select ${companyId}::uuid, v.id, ${campaignId}::uuid, v.parent, v.name, v.active, v.position
    from ${table('v', rows, {
      id: ['uuid', (d) => d.id],
      parent: ['uuid', (d) => d.parentId],
      name: ['text', (d) => d.name],
      active: ['bool', (d) => d.active],
      position: ['int4', (_, n) => n],
    })}
    on conflict (company_id, id) do update
      set parent_id = excluded.parent_id, name = excluded.name, active = excluded.active, position = excluded.position
      where disposition.campaign_id = excluded.campaign_id`.execute(tx)
  if (Number(numAffectedRows) < rows.length) throw new Refusal('not_found')
}

const FOREIGN_KEY_VIOLATION = '23503'

/** @throws Refusal `disposition_used` when a ticket was closed with one of them at this very moment */
export async function deleteDispositions(
  tx: Tx,
  companyId: string,
  gone: readonly { id: string; name: string }[],
): Promise<void> {
  if (gone.length === 0) return
  try {
    const ids = gone.map(({ id }) => id)
    await tx.deleteFrom('disposition').where('company_id', '=', companyId).where('id', 'in', ids).execute()
  } catch (error) {
    if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error
    throw new Refusal('disposition_used', { names: gone.map(({ name }) => name).join(', ') })
  }
}

export async function raiseVersion(tx: Tx, companyId: string, campaignId: string): Promise<void> {
  await sql`update campaign set dispositions_version = dispositions_version + 1
    where company_id = ${companyId} and id = ${campaignId}`.execute(tx)
}
