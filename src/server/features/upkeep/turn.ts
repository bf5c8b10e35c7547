import type { Tx } from '../../database/doors.ts'
import { sql } from 'kysely'

/** True for one process at a time, and for none again before `seconds` have passed. */
export async function takeTurn(tx: Tx, name: 'watch', seconds: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update turn set at = now() where name = ${name} and at < now() - make_interval(secs => ${seconds})`.execute(tx)
  return numAffectedRows === 1n
}
