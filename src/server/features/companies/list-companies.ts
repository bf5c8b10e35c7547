import type { Ctx } from '../../context.ts'
import { listCompanyRows } from './store.ts'

/** Operator's console: all companies. */
export async function listCompanies(ctx: Ctx) {
  const rows = await ctx.asSystem('companies', listCompanyRows)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    people: row.people ?? 0,
    channels: row.channels ?? 0,
    ownerEmail: row.owner_email,
  }))
}
