import type * as z from 'zod'
import type { Invitation } from '../../../contract/people.ts'
import type { Role } from '../../../rules/roles.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { listOpenInvitations } from './store.ts'

export async function listInvitations(ctx: Ctx): Promise<z.infer<typeof Invitation>[]> {
  const rows = await ctx.inTenant((tx) => listOpenInvitations(tx, companyOf(ctx.actor)))
  return rows.map(({ id, name, email, role, expires_at }) => ({
    id,
    name,
    email,
    role: role as Role,
    expiresAt: expires_at.toISOString(),
  }))
}
