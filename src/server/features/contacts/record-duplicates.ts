import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { announceAll, announcementText } from '../../live/announce.ts'

/** One event whose addresses belong to two contacts: where it was filed, and the other one. */
export interface Clash {
  companyId: string
  contactId: string
  otherId: string
  /** The kind of the address that belongs to the other. */
  cause: 'whatsapp' | 'phone'
}

/** TK-1: each pair is listed once, however often it is seen; one that was dismissed stays dismissed. */
export async function recordDuplicates(tx: Tx, clashes: readonly Clash[]): Promise<void> {
  if (clashes.length === 0) return
  // The first address that points elsewhere is why; the phone of the same number would only repeat it.
  const pairs = new Map<string, Clash>()
  for (const c of clashes) {
    const key = `${c.companyId} ${[c.contactId, c.otherId].toSorted().join(' ')}`
    if (!pairs.has(key)) pairs.set(key, c)
  }
  const p = [...pairs].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, clash]) => clash)
  const { rows } = await sql<{ company_id: string; id: string; is_new: boolean }>`
    insert into possible_duplicate (company_id, id, contact_id, other_id, cause, first_seen_at, last_seen_at)
    select *, now(), now() from unnest(${p.map((x) => x.companyId)}::uuid[], ${p.map(() => newId())}::uuid[], ${p.map((x) => x.contactId)}::uuid[],
      ${p.map((x) => x.otherId)}::uuid[], ${p.map((x) => x.cause)}::text[])
    on conflict (company_id, least(contact_id, other_id), greatest(contact_id, other_id)) do update set last_seen_at = excluded.last_seen_at
    returning company_id, id, xmax = 0 as is_new`.execute(tx)
  await announceAll(
    tx,
    new Set(rows.filter((r) => r.is_new).map((r) => announcementText(r.company_id, 'contacts', r.id))),
  )
}
