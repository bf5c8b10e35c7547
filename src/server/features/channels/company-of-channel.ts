import type { Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'

/** For operators, who name a channel of any company. */
export async function companyOfChannel(tx: Tx, channelId: string): Promise<string> {
  const query = tx
    .selectFrom('channel')
    .select('company_id')
    .where('id', '=', channelId)
    .where('deleted_at', 'is', null)
  return found(await query.executeTakeFirst()).company_id
}
