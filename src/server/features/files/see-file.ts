import { sql } from 'kysely'
import { may } from '../../../contract/permissions.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'
import { seesSaid } from '../tickets/sight.ts'
import { type FileRecord, findFile } from './store.ts'

/** A file of ours is seen by whoever brought it, may read a message with it, or looks after the company's templates. Not found
 *  for all others. */
export async function getSeenFile(tx: Tx, ctx: Ctx, id: string): Promise<FileRecord> {
  const companyId = companyOf(ctx.actor)
  const file = found(await findFile(tx, companyId, id))
  if (may(ctx.actor.standing, 'workspace.supervise')) return file
  const seen = await sql`
    select 1 as seen from file_upload u where u.company_id = ${companyId} and u.file_id = ${id} and u.user_id = ${ctx.actor.userId}
    union all
    select 1 from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
    where m.company_id = ${companyId} and m.file_id = ${id} and ${seesSaid(ctx)}
    limit 1`.execute(tx)
  found(first(seen))
  return file
}
