import { type Selectable, sql } from 'kysely'
import type * as z from 'zod'
import type { CompanyProfile } from '../../../contract/companies.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Company } from '../../database/types.ts'
import { found } from '../../refusal.ts'

type Profile = z.infer<typeof CompanyProfile>

const toProfile = (row: Selectable<Company>): Profile => ({
  name: row.name,
  legalName: row.legal_name,
  taxId: row.tax_id,
  country: row.country,
  address: row.address,
  website: row.website,
  email: row.email,
  timeZone: row.time_zone,
})

export async function getProfile(tx: Tx, companyId: string): Promise<Profile> {
  return toProfile(found(await tx.selectFrom('company').selectAll().where('id', '=', companyId).executeTakeFirst()))
}

export async function lockProfile(tx: Tx, companyId: string): Promise<Profile> {
  const locked = tx.selectFrom('company').selectAll().where('id', '=', companyId).forNoKeyUpdate()
  return toProfile(found(await locked.executeTakeFirst()))
}

export async function updateProfileRow(tx: Tx, companyId: string, profile: Profile): Promise<void> {
  await tx
    .updateTable('company')
    .set({
      name: profile.name,
      legal_name: profile.legalName,
      tax_id: profile.taxId,
      country: profile.country,
      address: profile.address,
      website: profile.website,
      email: profile.email,
      time_zone: profile.timeZone,
    })
    .where('id', '=', companyId)
    .execute()
}

export interface Settings {
  optOutWords: string[]
  readReceipts: boolean
}

export async function getSettings(tx: Tx, companyId: string): Promise<Settings> {
  const row = await tx
    .selectFrom('company')
    .select(['opt_out_words as optOutWords', 'read_receipts as readReceipts'])
    .where('id', '=', companyId)
    .executeTakeFirst()
  return found(row)
}

export async function updateSettings(tx: Tx, companyId: string, settings: Settings): Promise<void> {
  const values = { opt_out_words: settings.optOutWords, read_receipts: settings.readReceipts }
  await tx.updateTable('company').set(values).where('id', '=', companyId).execute()
}

export async function insertCompany(
  tx: Tx,
  company: { name: string; country: string; timeZone: string },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('company')
    .values({ id, name: company.name, country: company.country, time_zone: company.timeZone })
    .execute()
  return id
}

/** Newest first, with the owner, or who was invited to be it. */
export async function listCompanyRows(
  tx: Tx,
  { search, before, limit }: { search?: string | undefined; before?: string | undefined; limit: number },
) {
  let query = tx
    .selectFrom('company as c')
    .select(['c.id', 'c.name', 'c.created_at', 'c.note'])
    .select([
      sql<number>`(select count(*)::int from member m where m.company_id = c.id and m.active)`.as('people'),
      sql<number>`(select count(*)::int from channel h where h.company_id = c.id and h.deleted_at is null)`.as(
        'channels',
      ),
      sql<string | null>`(select u.email from member m join auth."user" u on u.id = m.user_id
        where m.company_id = c.id and m.role = 'owner' limit 1)`.as('owner_email'),
      sql<OpenInvitation | null>`(select jsonb_build_object('name', i.name, 'email', i.email, 'expires_at', i.expires_at) from invitation i
        where i.company_id = c.id and i.role = 'owner' and i.accepted_at is null order by i.id desc limit 1)`.as(
        'invitation',
      ),
    ])
    .orderBy('c.id', 'desc')
    .limit(limit)
  if (before) query = query.where('c.id', '<', before)
  if (search) query = query.where(matching(search))
  return query.execute()
}

interface OpenInvitation {
  name: string
  email: string
  expires_at: string
}

/** By name, or by the address of somebody who belongs to it. */
const matching = (search: string) =>
  sql<boolean>`(plain(c.name || ' ' || coalesce(c.legal_name, '') || ' ' || coalesce(c.tax_id, '')) like '%' || plain(${search}) || '%'
    or exists (select from member m join auth."user" u on u.id = m.user_id where m.company_id = c.id and lower(u.email) = lower(${search})))`

export async function countCompanies(tx: Tx): Promise<number> {
  const { n } = await tx
    .selectFrom('company')
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** Its name; refuses for one that does not exist. */
export async function lockCompany(tx: Tx, companyId: string): Promise<{ name: string; note: string | null }> {
  const locked = tx.selectFrom('company').select(['name', 'note']).where('id', '=', companyId).forNoKeyUpdate()
  return found(await locked.executeTakeFirst())
}

export async function updateNote(tx: Tx, companyId: string, note: string | null): Promise<void> {
  await tx.updateTable('company').set({ note }).where('id', '=', companyId).execute()
}
