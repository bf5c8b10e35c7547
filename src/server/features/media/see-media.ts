import { sql } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'
import { seesLoose, seesSaid } from '../tickets/sight.ts'
import { getMedia, type MediaFile } from './store.ts'

/** A file is seen by whoever may read its message: in its ticket, where that went on, or its send; one that belongs to
 *  neither, as its message is (`seesLoose`). Not found for all others. */
export async function getSeenMedia(tx: Tx, ctx: Ctx, id: string, options: { lock?: boolean } = {}): Promise<MediaFile> {
  const companyId = companyOf(ctx.actor)
  const file = await getMedia(tx, companyId, id, options)
  const seen = await sql`
    select 1 as seen from message m
    where m.company_id = ${companyId} and m.id = ${file.message_id} and (
      (m.interaction_id is null and ${seesLoose(ctx)})
      or exists (select from interaction i where i.company_id = m.company_id and i.id = m.interaction_id and ${seesSaid(ctx)}))`.execute(
    tx,
  )
  found(first(seen))
  return file
}
