import { companyOf, type Ctx } from '../../context.ts'
import { listSendable } from '../templates/sendable-templates.ts'
import { refuseForeignQueue } from './places.ts'

/** WS-1: the templates of one campaign and queue. */
export async function listSendableTemplates(
  ctx: Ctx,
  input: { campaignId: string; queueId: string; search?: string | undefined },
) {
  return ctx.inTenant(async (tx) => {
    await refuseForeignQueue(tx, ctx, input.campaignId, input.queueId)
    return listSendable(tx, { companyId: companyOf(ctx.actor), ...input })
  })
}
