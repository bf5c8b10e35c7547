import type { ChannelState } from '../../../rules/channel-state.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { listProfileFields } from './profile-store.ts'
import { getRegistered } from './request-form-store.ts'
import { countChannels, getChannelRow, listChannelRows, listEvents } from './store.ts'

/** CH-6: the page after `cursor`, with the filters combined. */
export async function listChannels(
  ctx: Ctx,
  input: {
    kind?: 'whatsapp'[] | undefined
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
  return ctx.inTenant(async (tx) => {
    const row = await getChannelRow(tx, companyId, id)
    const { form, ...registered } = await getRegistered(tx, companyId, id)
    return {
      ...row,
      request: form,
      website2: registered.website2,
      photoFileId: registered.photoFileId,
      version: registered.version,
      activatedAt: registered.activatedAt,
      profile: await listProfileFields(tx, companyId, id),
      timeline: await listEvents(tx, companyId, id),
    }
  })
}
