import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import { lockTemplate, updateTemplate } from './store.ts'

/** TP-3: any template, at any time. */
export async function setActive(ctx: Ctx, { id, active }: { id: string; active: boolean }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const before = await lockTemplate(tx, companyId, id)
    if (before.active === active) return {}
    await updateTemplate(tx, before, { active, updated_at: new Date() })
    await record(tx, doerOf(ctx), 'template.switch', id, { active: before.active }, { active })
    await announce(tx, companyId, 'templates', id)
    return {}
  })
}
