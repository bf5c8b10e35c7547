import { sql } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'
import { seesSaid, seesTicket } from '../tickets/sight.ts'
import { getMedia, type MediaFile } from './store.ts'

/** A file is seen by whoever may read its message: in its ticket, where that went on, or its send; one that belongs to
 *  neither, in any ticket of the contact over that channel. Not found for all others. */
export async function getSeenMedia(tx: Tx, ctx: Ctx, id: string, options: { lock?: boolean } = {}): Promise<MediaFile> {
  const companyId = companyOf(ctx.actor)
  const file = await getMedia(tx, companyId, id, options)
  const ofMessage = sql`from message m where m.company_id = ${companyId} and m.id = ${file.message_id}`
  const seen = await sql`
    select 1 as seen from interaction i
    where i.company_id = ${companyId} and i.id = (select m.interaction_id ${ofMessage})
      and ${seesSaid(ctx)}
    union all
    select 1 from ticket t
    where t.company_id = ${companyId} and t.contact_id = (select m.contact_id ${ofMessage} and m.interaction_id is null) and ${seesTicket(ctx)}
      and exists (select from interaction i where i.company_id = t.company_id and (i.ticket_id = t.id or i.carried_to = t.id) and i.channel_id = (select m.channel_id ${ofMessage}))
    limit 1`.execute(tx)
  found(first(seen))
  return file
}
