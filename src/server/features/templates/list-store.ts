import { sql } from 'kysely'
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

function filtered(
  tx: Tx,
  companyId: string,
  { channelId, search, category, status, active, language }: TemplateFilter,
) {
  let rows = ofChannel(tx, companyId, channelId)
  if (category?.length) rows = rows.where('category', 'in', category)
  if (status?.length) rows = rows.where('status', 'in', status)
  if (language?.length) rows = rows.where('language', 'in', language)
  if (active !== undefined) rows = rows.where('active', '=', active)
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where(sql<boolean>`plain(display_name || ' ' || name || ' ' || body) like plain(${pattern})`)
  }
  return rows
}

export async function listPage(
  tx: Tx,
  companyId: string,
  filter: TemplateFilter,
  { after, limit }: { after: After | null; limit: number },
): Promise<(TemplateRecord & { exact: string })[]> {
  let rows = filtered(tx, companyId, filter)
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

export async function countTemplates(tx: Tx, companyId: string, filter: TemplateFilter): Promise<number> {
  const row = await filtered(tx, companyId, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/** The languages to filter by: those of the channel's templates. */
export async function listLanguages(tx: Tx, companyId: string, channelId: string): Promise<string[]> {
  const rows = await ofChannel(tx, companyId, channelId).select('language').distinct().orderBy('language').execute()
  return rows.map((row) => row.language)
}
