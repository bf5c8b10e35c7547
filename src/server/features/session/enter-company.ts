import type { Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { leavePresence } from '../agents/presence.ts'

/** PE-3: one of the person's companies becomes the active one of this session. */
export async function enterCompany(ctx: Ctx, { companyId }: { companyId: string }): Promise<Record<string, never>> {
  const { actor, auth } = ctx
  if (!actor.companies.some((company) => company.id === companyId)) throw new Refusal('not_found')
  const { internalAdapter } = await auth.$context
  await internalAdapter.updateSession(actor.sessionToken, { activeCompanyId: companyId })
  if (actor.company?.id !== companyId) await leavePresence(ctx, actor)
  return {}
}
