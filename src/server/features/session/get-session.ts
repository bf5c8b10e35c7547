import type * as z from 'zod'
import type { Session } from '../../../contract/session.ts'
import type { Ctx } from '../../context.ts'
import { getLocale } from './store.ts'

export async function getSession(ctx: Ctx): Promise<z.infer<typeof Session>> {
  const { userId, name, email, twoFactor, company, companies, standing } = ctx.actor
  const locale = await ctx.asSystem('sign-in', (tx) => getLocale(tx, userId))
  return {
    person: { id: userId, name, email, locale, twoFactor },
    isOperator: standing.isOperator,
    companies,
    active: company && { ...company, role: standing.role!, agentMode: standing.agentMode },
  }
}
