import type * as z from 'zod'
import type { ChannelRequestForm } from '../../../contract/channels.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { soundForm } from './request-faults.ts'
import { findRequestByKey, insertRequest, lockClientKey } from './request-form-store.ts'
import { insertEvent } from './store.ts'

type Asked = z.infer<typeof ChannelRequestForm> & { clientKey?: string | undefined }

/** CH-2, CH-3: stores the request, tells the operators, and the channel stands in Mis canales as Pendiente. The same key
 *  makes one request, however often and by whatever tabs it is sent. */
export async function requestChannel(ctx: Ctx, { clientKey, ...given }: Asked): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  const form = soundForm(given, ctx.lang)
  return ctx.inTenant(async (tx) => {
    if (clientKey !== undefined) {
      await lockClientKey(tx, companyId, clientKey)
      const made = await findRequestByKey(tx, companyId, clientKey)
      if (made) return made
    }
    const id = await insertRequest(tx, companyId, ctx.actor.userId, form, clientKey)
    await insertEvent(tx, { companyId, channelId: id, kind: 'requested', actorName: ctx.actor.name })
    await record(tx, doerOf(ctx), 'channel.request', id, null, { ...form })
    const told = { channelId: id, businessName: form.businessName, companyName: ctx.actor.company!.name }
    await ctx.jobs.enqueue(tx, 'notification.operators', { kind: 'request_received', data: told })
    await announce(tx, companyId, 'channels', id)
    await announce(tx, 'operators', 'requests', id)
    return { id }
  })
}
