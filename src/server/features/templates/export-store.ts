import type { Tx } from '../../database/doors.ts'
import type { TemplateRecord } from './store.ts'

/** By name, as people look for them; without what no form here could ask for again. */
export async function listExported(tx: Tx, companyId: string, channelId: string): Promise<TemplateRecord[]> {
  return tx
    .selectFrom('template')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('deleted_at', 'is', null)
    .where('unsendable', 'is', null)
    .orderBy('name')
    .orderBy('language')
    .$castTo<TemplateRecord>()
    .execute()
}
