import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { announceSends } from '../../pipeline/seen.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { getOutgoing, markSettled } from './outgoing-store.ts'

/** WS-2: somebody knows that an uncertain message arrived. It counts as sent; what the provider tells later stands above that. */
export async function settleMessage(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const message = await getOutgoing(tx, ctx, id)
    if (!(await markSettled(tx, companyId, id, ctx.actor.userId))) throw new Refusal('message_not_uncertain')
    await record(tx, doerOf(ctx), 'message.settle', id, { status: 'uncertain' }, { status: 'sent' })
    await announce(tx, companyId, 'messages', message.ticket_id ?? message.interaction_id)
    if (message.carried_to !== null) await announce(tx, companyId, 'messages', message.carried_to)
    if (message.ticket_id === null) await announceSends(tx, companyId, [message.interaction_id])
    return {}
  })
}
