import { sql } from 'kysely'
import { binaryArray } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'

const key = (companyId: unknown) => sql`hashtextextended(${companyId}::text, 7302416)`

/** While this transaction lives, no two contacts of these companies become one, and nobody is erased: whoever has found a
 *  contact may write of it. Held by as many as like (TK-2). */
export async function keepContacts(tx: Tx, companyIds: readonly string[]): Promise<void> {
  // One after the other in one order, as all do.
  await sql`select pg_advisory_xact_lock_shared(k) from (select distinct ${key(sql`v.c`)} as k
    from unnest(${binaryArray('uuid', companyIds)}::uuid[]) v(c) order by 1) x`.execute(tx)
}

/** Waits for everybody who writes of a contact of this company, and lets nobody begin: short, or messages pile up. */
export async function stopContacts(tx: Tx, companyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${key(companyId)})`.execute(tx)
}
