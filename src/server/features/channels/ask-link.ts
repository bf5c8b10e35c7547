import { mayAskLink } from '../../../rules/sign-up-link.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { found, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { clearForAnotherLink } from './connection-store.ts'
import { insertEvent } from './store.ts'

/** CH-11, second way: the company asks for another link with which it signs its number up. */
export async function askLink(ctx: Ctx, channelId: string): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const request = found(
      await tx
        .selectFrom('channel_request')
        .select(['state', 'way'])
        .where('company_id', '=', companyId)
        .where('channel_id', '=', channelId)
        .forUpdate()
        .executeTakeFirst(),
    )
    const { state, way } = request
    if (state !== 'connecting' || way !== 'company') throw new Refusal('request_state', { state })
    const before = await clearForAnotherLink(tx, companyId, channelId, true)
    const expiresAt = before.sign_up_link === null ? null : before.sign_up_link_expires_at
    const allowed = mayAskLink({ made: before.links_made, expiresAt }, new Date())
    if (allowed !== true) throw new Refusal(allowed)
    await insertEvent(tx, { companyId, channelId, kind: 'link_asked', actorName: ctx.actor.name })
    await record(tx, doerOf(ctx), 'channel.link_asked', channelId, null, null)
    await ctx.jobs.enqueue(tx, 'channel.connect', { companyId, channelId }, { key: channelId })
    await announce(tx, companyId, 'channels', channelId)
    await announce(tx, 'operators', 'requests', channelId)
    return {}
  })
}
