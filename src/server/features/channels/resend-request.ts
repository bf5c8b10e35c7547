import type * as z from 'zod'
import type { ChannelRequestForm } from '../../../contract/channels.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { soundForm } from './request-faults.ts'
import { getCompanyRequest, lockOwnRequest, replaceRequest } from './request-form-store.ts'
import { moveRequest } from './request-store.ts'
import { insertEvent } from './store.ts'

type Asked = z.infer<typeof ChannelRequestForm> & { id: string }

/** CH-11: the company mends what the operator asked to have mended; it goes back to the queue, in its old place. */
export async function resendRequest(ctx: Ctx, { id, ...given }: Asked): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  const form = soundForm(given, ctx.lang)
  return ctx.inTenant(async (tx) => {
    const request = await lockOwnRequest(tx, companyId, id)
    const before = (await getCompanyRequest(tx, companyId, id)).request
    await moveRequest(tx, request, 'resend', { resent_at: new Date() })
    await replaceRequest(tx, companyId, id, form)
    await insertEvent(tx, { companyId, channelId: id, kind: 'resent', actorName: ctx.actor.name })
    await record(tx, doerOf(ctx), 'channel.resend', id, before, { ...form })
    const told = { channelId: id, businessName: form.businessName, companyName: ctx.actor.company!.name }
    await ctx.jobs.enqueue(tx, 'notification.operators', { kind: 'request_resent', data: told })
    await announce(tx, companyId, 'channels', id)
    await announce(tx, 'operators', 'requests', id)
    return {}
  })
}
