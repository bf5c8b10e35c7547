import { companyOf, type Ctx } from '../../context.ts'
import { getCompanyRequest, listPreviousRequests } from './request-form-store.ts'

/** "Solicitudes anteriores" (CH-11), a page after `cursor`. */
export async function previousRequests(ctx: Ctx, input: { cursor?: string | undefined; limit: number }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const items = await listPreviousRequests(tx, companyId, { before: input.cursor, limit: input.limit + 1 })
    const more = items.length > input.limit
    if (more) items.pop()
    return { items, next: more ? items.at(-1)!.id : null }
  })
}

/** To read it, to mend it, or to use its data again. */
export async function companyRequest(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant((tx) => getCompanyRequest(tx, companyId, id))
}
