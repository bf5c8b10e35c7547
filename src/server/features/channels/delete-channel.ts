import type * as z from 'zod'
import type { SwitchOffFigures } from '../../../contract/channels.ts'
import { companyOf, type Ctx, type System } from '../../context.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { about } from '../../provider/about.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { updateConnection } from './connection-store.ts'
import { findLeftSubscription, markDeleted } from './data-store.ts'
import { retireHooks } from './hook-store.ts'
import { insertEvent, lockChannel } from './store.ts'
import { announceEnd, endUnlessGrown } from './switch-channel.ts'
import { refuseUnless } from './transition.ts'

type Asked = { id: string; identifier: string; shown: z.infer<typeof SwitchOffFigures> }

/** CH-9: as switching off, and then it is gone: hidden everywhere, its identifier free again. Audit and history stay; our
 *  subscription is removed by job, the app is left as it is. */
export async function deleteChannel(ctx: Ctx, { id, identifier, shown }: Asked) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const channel = await lockChannel(tx, companyId, id, 'update')
    refuseUnless('delete', channel)
    if (bare(identifier) !== channel.identifier) throw new Refusal('identifier_mismatch')
    const done = await endUnlessGrown(tx, companyId, id, 'channel_deleted', shown)
    await markDeleted(tx, companyId, id)
    const data = { ...done, queues: done.queues.map((q) => q.name), identifier: channel.identifier }
    await insertEvent(tx, { companyId, channelId: id, kind: 'deleted', actorName: ctx.actor.name, data })
    const before = { businessName: channel.business_name, alias: channel.alias, identifier: channel.identifier }
    await record(tx, doerOf(ctx), 'channel.delete', id, before, data)
    await ctx.jobs.enqueue(tx, 'channel.unsubscribe', { companyId, channelId: id }, { key: id })
    await announceEnd(tx, companyId, id)
    return done
  })
}

/** As people write numbers. */
const bare = (text: string) => text.replace(/[\s().-]/g, '')

/** Job `channel.unsubscribe`: Gupshup stops calling for a channel that was deleted. */
export const unsubscribeDeleted =
  ({ db, provider }: System) =>
  async ({ companyId, channelId }: JobPayload<'channel.unsubscribe'>): Promise<void> => {
    const left = await db.inTenant(companyId, (tx) => findLeftSubscription(tx, companyId, channelId))
    if (left) await about({ companyId, channelId }, () => provider.unsubscribe(left.appId, left.subscriptionId))
    await db.inTenant(companyId, async (tx) => {
      await updateConnection(tx, companyId, channelId, { subscription_id: null })
      await retireHooks(tx, companyId, channelId)
    })
  }
