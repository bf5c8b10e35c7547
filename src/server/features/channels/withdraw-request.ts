import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { lockOwnRequest } from './request-form-store.ts'
import { moveRequest } from './request-store.ts'
import { insertEvent } from './store.ts'

/** CH-7: the bin of a pending channel. Against an approval at the same moment one wins, and the other is told what is. */
export async function withdrawRequest(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const request = await lockOwnRequest(tx, companyId, id)
    const state = await moveRequest(tx, request, 'withdraw', { decided_at: new Date() })
    await insertEvent(tx, { companyId, channelId: id, kind: 'withdrawn', actorName: ctx.actor.name })
    await record(tx, doerOf(ctx), 'channel.withdraw', id, { state: request.state }, { state })
    await announce(tx, companyId, 'channels', id)
    await announce(tx, 'operators', 'requests', id)
    return {}
  })
}
