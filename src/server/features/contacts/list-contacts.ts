import { type CountryCode, lineKey, parsePhone } from '../../../rules/phone.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { type ContactRecord, countContacts, type Filters, findByLine, listContactRecords } from './contact-store.ts'

export async function listContacts(ctx: Ctx, input: Filters & { cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(input.cursor)
  const companyId = companyOf(ctx.actor)
  const rows = await ctx.asSystem('contact-search', (tx) =>
    listContactRecords(tx, companyId, input, { after, limit: input.limit + 1 }),
  )
  return page(rows, input.limit, (r) => ({ at: r.sort_at, id: r.id }), presentRow)
}

export async function countFound(ctx: Ctx, filters: Filters): Promise<{ count: number; more: boolean }> {
  const n = await ctx.asSystem('contact-search', (tx) => countContacts(tx, companyOf(ctx.actor), filters))
  return { count: Math.min(n, 1000), more: n > 1000 }
}

/** Section 2: whoever knows the number exactly may see whose it is. */
export async function findByNumber(ctx: Ctx, { phone }: { phone: string }) {
  const e164 = parsePhone(phone, ctx.actor.company!.country as CountryCode)
  if (e164 === null) return null
  const line = lineKey(e164.slice(1))
  return (await ctx.inTenant((tx) => findByLine(tx, companyOf(ctx.actor), line))) ?? null
}

const presentRow = (r: ContactRecord) => ({
  id: r.id,
  name: r.name,
  phone: r.phone,
  attributes: r.attributes,
  optedOut: r.opted_out,
  openTickets: r.open_tickets,
  activeOn: r.active_on,
  createdAt: r.created_at.toISOString(),
})
