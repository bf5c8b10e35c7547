import type { Ctx } from '../../context.ts'
import { countCompanies, listCompanyRows } from './store.ts'

/** Operator's console: all companies, a page at a time. */
export async function listCompanies(
  ctx: Ctx,
  { search, cursor, limit }: { search?: string | undefined; cursor?: string | undefined; limit: number },
) {
  return ctx.asSystem('companies', async (tx) => {
    const rows = await listCompanyRows(tx, { search, before: cursor, limit: limit + 1 })
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      people: row.people,
      channels: row.channels,
      ownerEmail: row.owner_email,
      invitation: row.owner_email === null && row.invitation ? invitationOf(row.invitation) : null,
      note: row.note,
    }))
    return { items, next: rows.length > limit ? items.at(-1)!.id : null, total: await countCompanies(tx) }
  })
}

function invitationOf({ name, email, expires_at }: { name: string; email: string; expires_at: string }) {
  const expires = new Date(expires_at)
  return { name, email, expiresAt: expires.toISOString(), expired: expires < new Date() }
}
