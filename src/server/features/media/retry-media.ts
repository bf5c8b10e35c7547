import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { announceMessages } from './fetch-media.ts'
import { getSeenMedia } from './see-media.ts'
import { makeDue } from './store.ts'

/** Somebody who sees the message asks for its file: what failed, or waits for its next try, is tried now. */
export async function retryMedia(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const file = await getSeenMedia(tx, ctx, id, { lock: true })
    if (file.state === 'gone') throw new Refusal('media_gone')
    if (file.state === 'stored') return {}
    await makeDue(tx, companyId, id)
    await ctx.jobs.enqueue(tx, 'media.fetch', {})
    await announceMessages(tx, companyId, [file.message_id])
    return {}
  })
}
