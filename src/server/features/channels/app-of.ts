import type { Tx } from '../../database/doors.ts'
import type { ProviderApp } from '../../provider/port.ts'
import { found, Refusal } from '../../refusal.ts'

/** The channel's app at the provider, once its number is live. */
export async function appOf(tx: Tx, companyId: string, channelId: string): Promise<ProviderApp> {
  const row = found(
    await tx
      .selectFrom('channel as c')
      .innerJoin('channel_connection as n', (j) =>
        j.onRef('n.company_id', '=', 'c.company_id').onRef('n.channel_id', '=', 'c.id'),
      )
      .select(['n.app_id', 'n.app_name', 'c.identifier'])
      .where('c.company_id', '=', companyId)
      .where('c.id', '=', channelId)
      .where('c.deleted_at', 'is', null)
      .executeTakeFirst(),
  )
  if (row.app_id === null || row.identifier === null) throw new Refusal('channel_state', { state: 'pending' })
  return { appId: row.app_id, appName: row.app_name, source: row.identifier.slice(1) }
}
