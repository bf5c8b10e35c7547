import type { Conclusion } from '../../../rules/interruption.ts'
import type { Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { companyOfChannel } from './company-of-channel.ts'
import { conclude } from './conclude.ts'
import { lockForConclusion } from './interruption-store.ts'

/** CH-5: an operator stops a number, with words that its company reads. A second time only the words change. */
export const interruptChannel = (ctx: Ctx, channelId: string, reason: string) =>
  act(ctx, channelId, { do: 'open', cause: 'operator', detail: reason })

/** Ends what an operator began; what else interrupts the number goes on. */
export const resumeChannel = (ctx: Ctx, channelId: string) => act(ctx, channelId, { do: 'close', causes: ['operator'] })

/** CH-13: asks the provider now, before the clock does. */
export const checkNow = (ctx: Ctx, channelId: string) => act(ctx, channelId, { do: 'check' })

const act = (ctx: Ctx, channelId: string, drawn: Conclusion) =>
  ctx.asSystem('channel-health', async (tx) => {
    const companyId = await companyOfChannel(tx, channelId)
    const channel = await lockForConclusion(tx, { companyId, channelId })
    if (channel === undefined) throw new Refusal('not_found')
    if (channel.identifier === null) throw new Refusal('channel_state', { state: 'pending' })
    const by = { kind: 'operator', userId: ctx.actor.userId, name: ctx.actor.name } as const
    await conclude(tx, ctx.jobs.enqueue, { companyId, channelId }, [drawn], by)
    return {}
  })
