import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { getTemplate } from './store.ts'
import { mustTakeTemplates } from './template-channel.ts'

/** "Actualizar" (TP-7): the provider is asked now; the screens hear of it by announcement. */
export async function refreshTemplates(ctx: Ctx, { channelId }: { channelId: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await mustTakeTemplates(tx, companyId, channelId)
    await ctx.jobs.enqueue(tx, 'template.reconcile', { companyId, channelId }, { key: channelId })
    return {}
  })
}

/** As `refreshTemplates`, of one. */
export async function refreshTemplate(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const { channel_id: channelId } = await getTemplate(tx, companyId, id)
    await mustTakeTemplates(tx, companyId, channelId)
    await ctx.jobs.enqueue(tx, 'template.reconcile', { companyId, channelId, templateId: id }, { key: id })
    return {}
  })
}
