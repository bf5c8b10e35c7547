import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { listPlaces } from './assignment-store.ts'
import { presentDetail } from './present-template.ts'
import { getTemplate as getRow, listHistory } from './store.ts'

/** One template with its whole history (TP-2). */
export async function getTemplate(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const row = await getRow(tx, companyId, id)
    const places = await listPlaces(tx, companyId, [id])
    return presentDetail(row, places.get(id), await listHistory(tx, companyId, id))
  })
}
