import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { MOST_TEMPLATES as MOST } from '../../../contract/template-many.ts'
import type { Tx } from '../../database/doors.ts'
import type { TemplateRecord } from './store.ts'

export interface TemplateFilter {
  channelId: string
  search?: string | undefined
  category?: string[] | undefined
  status?: string[] | undefined
  active?: boolean | undefined
  language?: string[] | undefined
}

/** Where a page begins: the last row of the one before. The time keeps its microseconds, which a Date would lose. */
export interface After {
  updatedAt: string
  id: string
}

const ofChannel = (tx: Tx, companyId: string, channelId: string) =>
  tx
    .selectFrom('template')
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('deleted_at', 'is', null)

/** `search_text` is kept with the row: behind the wall no index of an expression would help. */
function fits({ search, category, status, active, language }: TemplateFilter): RawBuilder<SqlBool> {
  const asked: RawBuilder<unknown>[] = [sql`true`]
  if (category?.length) asked.push(sql`category = any(${category}::text[])`)
  if (status?.length) asked.push(sql`status = any(${status}::text[])`)
  if (language?.length) asked.push(sql`language = any(${language}::text[])`)
  if (active !== undefined) asked.push(sql`active = ${active}`)
  if (search) asked.push(sql`search_text like plain(${`%${search.replace(/[\\%_]/g, '\\$&')}%`})`)
  return sql<SqlBool>`(${sql.join(asked, sql` and `)})`
}

export async function listPage(
  tx: Tx,
  companyId: string,
  filter: TemplateFilter,
  { after, limit }: { after: After | null; limit: number },
): Promise<(TemplateRecord & { exact: string })[]> {
  let rows = ofChannel(tx, companyId, filter.channelId).where(fits(filter))
  if (after) rows = rows.where(sql<boolean>`(updated_at, id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)`)
  return rows
    .selectAll()
    .select(sql<string>`to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('exact'))
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .$castTo<TemplateRecord & { exact: string }>()
    .execute()
}

/** How many fit, and the languages to filter by: those of all the channel's templates. One walk for both. */
export async function countTemplates(
  tx: Tx,
  companyId: string,
  filter: TemplateFilter,
): Promise<{ total: number; languages: string[] }> {
  const rows = await ofChannel(tx, companyId, filter.channelId)
    .select(['language', sql<number>`count(*) filter (where ${fits(filter)})`.as('n')])
    .groupBy('language')
    .orderBy('language')
    .execute()
  return { total: rows.reduce((sum, { n }) => sum + n, 0), languages: rows.map(({ language }) => language) }
}

/** All that fit, as many as a number can have (LIM-01). */
export async function listIds(tx: Tx, companyId: string, filter: TemplateFilter): Promise<string[]> {
  const rows = await ofChannel(tx, companyId, filter.channelId).select('id').where(fits(filter)).limit(MOST).execute()
  return rows.map(({ id }) => id)
}
