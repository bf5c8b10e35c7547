import type { ChannelState } from '../../../rules/channel-state.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { countChannels, getChannelRow, getRequestForm, listChannelRows, listEvents } from './store.ts'

/** CH-6: the page after `cursor`, with the filters combined. */
export async function listChannels(
  ctx: Ctx,
  input: {
    state?: ChannelState[] | undefined
    search?: string | undefined
    cursor?: string | undefined
    limit: number
  },
) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const items = await listChannelRows(tx, companyId, { ...input, before: input.cursor, limit: input.limit + 1 })
    const more = items.length > input.limit
    if (more) items.pop()
    return { items, next: more ? items.at(-1)!.id : null, ...(await countChannels(tx, companyId)) }
  })
}

export async function getChannel(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => ({
    ...(await getChannelRow(tx, companyId, id)),
    request: await getRequestForm(tx, companyId, id),
    timeline: await listEvents(tx, companyId, id),
  }))
}
