import type { Selectable, SqlBool } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import type * as z from 'zod'
import type { Exchange } from '../../../contract/exchanges.ts'
import type { Tx } from '../../database/doors.ts'
import type { ProviderExchange } from '../../database/types.ts'

/** Newest first, those before the cursor. */
export async function listExchangeRows(
  tx: Tx,
  which: RawBuilder<SqlBool>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Selectable<ProviderExchange>[]> {
  let query = tx.selectFrom('provider_exchange as e').selectAll().where(which).orderBy('e.id', 'desc').limit(limit)
  if (cursor !== undefined) query = query.where('e.id', '<', cursor)
  return query.execute()
}

/** What exchanges may be asked for, if this company has it. */
export async function findSubject(tx: Tx, table: 'message' | 'template' | 'channel', companyId: string, id: string) {
  return tx.selectFrom(table).select('id').where('company_id', '=', companyId).where('id', '=', id).executeTakeFirst()
}

export const ofMessage = (companyId: string, id: string) =>
  sql<SqlBool>`e.company_id = ${companyId} and e.message_id = ${id}`
export const ofTemplate = (companyId: string, id: string) =>
  sql<SqlBool>`e.company_id = ${companyId} and e.template_id = ${id}`
export const ofChannel = (companyId: string, id: string) =>
  sql<SqlBool>`e.company_id = ${companyId} and e.channel_id = ${id} and (e.message_id is null or e.verdict is not null)`
/** Without what people wrote: neither messages nor templates, whether the call said its subject or not. */
export const ofChannelForOperator = (companyId: string, id: string) =>
  sql<SqlBool>`${ofChannel(companyId, id)} and e.message_id is null and e.template_id is null
    and e.path !~ '/(msg|messages?|templates?)(/|$)'`
export const ofPartner = sql<SqlBool>`e.company_id is null`

export const present = (row: Selectable<ProviderExchange>): z.infer<typeof Exchange> => ({
  id: row.id,
  at: row.at.toISOString(),
  method: row.method,
  path: row.path,
  request: row.request,
  status: row.status,
  response: row.response,
  durationMs: row.duration_ms,
  verdict: row.verdict,
  error: row.error,
})
