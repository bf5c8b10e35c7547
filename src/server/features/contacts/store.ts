import { type RawBuilder, sql } from 'kysely'
import type * as z from 'zod'
import type { PossibleDuplicate } from '../../../contract/contacts.ts'
import type { Tx } from '../../database/doors.ts'
import type { Place } from '../../paging.ts'
import { found } from '../../refusal.ts'

type Duplicate = z.infer<typeof PossibleDuplicate>
type Brief = Duplicate['contact']

export interface DuplicateRecord {
  id: string
  contact: Brief
  other: Brief
  cause: Duplicate['cause']
  first_seen_at: Date
  last_seen_at: Date
  sort_at: string
}

/** A contact with its addresses; a WhatsApp id that only repeats a number is left out. */
const brief = (id: RawBuilder<unknown>) => sql<Brief>`(
  select jsonb_build_object('id', c.id, 'name', c.name, 'createdAt', c.created_at, 'addresses', (
    select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'shown', a.shown)
      order by array_position(array['phone', 'whatsapp', 'user_id'], a.kind), a.value), '[]')
    from contact_address a where a.company_id = c.company_id and a.contact_id = c.id and not (a.kind = 'whatsapp' and exists (
      select from contact_address p where p.company_id = a.company_id and p.kind = 'phone' and p.value = a.value and p.contact_id = a.contact_id))))
  from contact c where c.company_id = d.company_id and c.id = ${id})`

/** Pairs that nobody has dismissed, the newest first. */
export async function listDuplicateRecords(
  tx: Tx,
  companyId: string,
  { after, limit, of }: { after: Place | null; limit: number; of: readonly string[] },
): Promise<DuplicateRecord[]> {
  const beyond = after ? sql`and (d.first_seen_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const mine = of.length > 0 ? sql`and (d.contact_id = any(${of}::uuid[]) or d.other_id = any(${of}::uuid[]))` : sql``
  const { rows } = await sql<DuplicateRecord>`
    select d.id, d.cause, d.first_seen_at, d.last_seen_at, d.first_seen_at::text as sort_at,
      ${brief(sql`d.contact_id`)} as contact, ${brief(sql`d.other_id`)} as other
    from possible_duplicate d
    where d.company_id = ${companyId} and d.dismissed_at is null ${mine} ${beyond}
    order by d.first_seen_at desc, d.id desc limit ${limit}`.execute(tx)
  return rows
}

export async function lockDuplicate(tx: Tx, companyId: string, id: string) {
  return found(
    await tx
      .selectFrom('possible_duplicate')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  )
}

export async function updateDismissal(tx: Tx, companyId: string, id: string, by: string | null): Promise<void> {
  await tx
    .updateTable('possible_duplicate')
    .set({ dismissed_at: by === null ? null : new Date(), dismissed_by: by })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

export const presentDuplicate = (d: DuplicateRecord): Duplicate => ({
  id: d.id,
  contact: { ...d.contact, createdAt: new Date(d.contact.createdAt).toISOString() },
  other: { ...d.other, createdAt: new Date(d.other.createdAt).toISOString() },
  cause: d.cause,
  firstSeenAt: d.first_seen_at.toISOString(),
  lastSeenAt: d.last_seen_at.toISOString(),
})
