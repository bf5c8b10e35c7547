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

export async function getOptOutWords(tx: Tx, companyId: string): Promise<string[]> {
  const row = await tx.selectFrom('company').select('opt_out_words').where('id', '=', companyId).executeTakeFirst()
  return found(row).opt_out_words
}

export async function updateOptOutWords(tx: Tx, companyId: string, words: string[]): Promise<void> {
  await tx.updateTable('company').set({ opt_out_words: words }).where('id', '=', companyId).execute()
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

/** With the owner's address, or the address that was invited to be it. */
export async function listCompanyRows(tx: Tx) {
  return tx
    .selectFrom('company as c')
    .select(['c.id', 'c.name', 'c.created_at'])
    .select((eb) => [
      eb
        .selectFrom('member as m')
        .select((m) => m.cast<number>(m.fn.countAll(), 'integer').as('n'))
        .whereRef('m.company_id', '=', 'c.id')
        .where('m.active', '=', true)
        .as('people'),
      eb
        .selectFrom('channel as h')
        .select((h) => h.cast<number>(h.fn.countAll(), 'integer').as('n'))
        .whereRef('h.company_id', '=', 'c.id')
        .where('h.deleted_at', 'is', null)
        .as('channels'),
      eb.fn
        .coalesce(
          eb
            .selectFrom('member as m')
            .innerJoin('auth.user as u', 'u.id', 'm.user_id')
            .select('u.email')
            .whereRef('m.company_id', '=', 'c.id')
            .where('m.role', '=', 'owner'),
          eb
            .selectFrom('invitation as i')
            .select('i.email')
            .whereRef('i.company_id', '=', 'c.id')
            .where('i.role', '=', 'owner')
            .orderBy('i.id', 'desc')
            .limit(1),
        )
        .as('owner_email'),
    ])
    .orderBy(sql`c.name collate "es-x-icu"`)
    .execute()
}
