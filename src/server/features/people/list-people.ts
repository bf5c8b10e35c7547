import type * as z from 'zod'
import type { Person } from '../../../contract/people.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Role } from '../../../rules/roles.ts'
import { listPeopleRows } from './store.ts'

export async function listPeople(ctx: Ctx): Promise<z.infer<typeof Person>[]> {
  const rows = await ctx.inTenant((tx) => listPeopleRows(tx, companyOf(ctx.actor)))
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name!,
    email: row.email!,
    role: row.role as Role,
    active: row.active,
    agentMode: row.agent_mode,
    queues: row.queues,
  }))
}
