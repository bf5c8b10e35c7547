import type { Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'

/** PE-3: one of the person's companies becomes the active one of this session. */
export async function enterCompany(
  { actor, auth }: Ctx,
  { companyId }: { companyId: string },
): Promise<Record<string, never>> {
  if (!actor.companies.some((company) => company.id === companyId)) throw new Refusal('not_found')
  const { internalAdapter } = await auth.$context
  await internalAdapter.updateSession(actor.sessionToken, { activeCompanyId: companyId })
  return {}
}
