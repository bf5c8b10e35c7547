import { deleting, editing, reservedUntil } from '../../../rules/template-life.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { countOfAccount, listReserved, TEMPLATE_LIMITS } from './account-store.ts'
import { deletedAt, findLastEdit, lifeOf, touchedByDeletion } from './life-store.ts'
import { getTemplate } from './store.ts'
import { stateOfChannel } from './template-channel.ts'

/** TP-8: what can be changed now, and what deleting would do, told before one tries. */
export async function getLife(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const row = await getTemplate(tx, companyId, id)
    const now = new Date()
    const life = await lifeOf(tx, row)
    const edit = editing(life, now)
    const { everApproved, ...touched } = await touchedByDeletion(tx, row)
    const last = await findLastEdit(tx, companyId, id)
    return {
      edit: { ...edit, nextAt: edit.nextAt?.toISOString() ?? null },
      lastEdit:
        last === undefined || last.status === 'done'
          ? null
          : { status: last.status, reason: last.reason, at: last.created_at.toISOString(), content: last.content },
      remove: {
        ...touched,
        barrier: deleting(life),
        reservedUntil: reservedUntil(everApproved, deletedAt(row, now))?.toISOString() ?? null,
      },
    }
  })
}

/** LIM-01, LIM-02, NAME-05: known before one tries. */
export async function getLimits(ctx: Ctx, { channelId }: { channelId: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await stateOfChannel(tx, companyId, channelId)
    const counts = await countOfAccount(tx, companyId, channelId)
    const reserved = await listReserved(tx, companyId, channelId)
    return {
      ...counts,
      limit: TEMPLATE_LIMITS.plain,
      verifiedLimit: TEMPLATE_LIMITS.verified,
      hourLimit: 100,
      reservedNames: reserved.map((each) => ({ ...each, until: each.until?.toISOString() ?? null })),
    }
  })
}
