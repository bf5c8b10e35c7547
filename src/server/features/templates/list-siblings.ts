import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { listSiblings as listRows } from './request-store.ts'
import { stateOfChannel } from './template-channel.ts'

/** What the browser needs to judge a name and a text as the server will (NAME-03, NAME-04, BODY-12). */
export async function listSiblings(
  ctx: Ctx,
  { channelId, ...text }: { channelId: string; name: string; body: string; footer: string | null },
) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await stateOfChannel(tx, companyId, channelId)
    return listRows(tx, companyId, channelId, text)
  })
}
