import { type RawBuilder, sql } from 'kysely'

/** The number that is written to first, as it is shown. */
export const phoneOf = (alias: string): RawBuilder<string | null> => {
  const c = sql.raw(alias)
  return sql`(select a.shown from contact_address a where a.company_id = ${c}.company_id and a.contact_id = ${c}.id and a.kind = 'phone'
    order by a.value = ${c}.primary_line desc nulls last, a.created_at, a.value limit 1)`
}
