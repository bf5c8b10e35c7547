import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { decodeCursor, page } from '../../paging.ts'
import { doerOf, record } from '../audit/record.ts'
import { listDuplicateRecords, lockDuplicate, presentDuplicate, updateDismissal } from './store.ts'

/** TK-1: the pairs that somebody should look at. */
export async function listDuplicates(
  ctx: Ctx,
  input: { cursor?: string | undefined; limit: number; contactId?: string[] | undefined },
) {
  const after = decodeCursor(input.cursor)
  const rows = await ctx.inTenant((tx) =>
    listDuplicateRecords(tx, companyOf(ctx.actor), { after, limit: input.limit + 1, of: input.contactId ?? [] }),
  )
  return page(rows, input.limit, (r) => ({ at: r.sort_at, id: r.id }), presentDuplicate)
}

/** Two people after all; however often they are seen together again, the pair stays away. */
export const dismissDuplicate = (ctx: Ctx, id: string) => setDismissal(ctx, id, true)

/** Undoes it. */
export const restoreDuplicate = (ctx: Ctx, id: string) => setDismissal(ctx, id, false)

async function setDismissal(ctx: Ctx, id: string, dismissed: boolean): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const pair = await lockDuplicate(tx, companyId, id)
    if ((pair.dismissed_at !== null) === dismissed) return
    await updateDismissal(tx, companyId, id, dismissed ? ctx.actor.userId : null)
    const contacts = { contactId: pair.contact_id, otherId: pair.other_id }
    await record(tx, doerOf(ctx), `contact.duplicate_${dismissed ? 'dismissed' : 'restored'}`, id, null, contacts)
    await announce(tx, companyId, 'contacts', id)
  })
  return {}
}
