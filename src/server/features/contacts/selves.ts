import { type RawBuilder, sql } from 'kysely'

/** The ids of a contact and of those that were joined with it (TK-2). */
export const selves = (companyId: string, contactId: string): RawBuilder<unknown> =>
  sql`(select ${contactId}::uuid union all select id from contact where company_id = ${companyId} and merged_into = ${contactId})`
