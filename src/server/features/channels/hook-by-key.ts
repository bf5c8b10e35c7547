import type { Tx } from '../../database/doors.ts'
import type { HookState } from './hook-store.ts'

/** The channel that a webhook's address names; undefined for keys that we never gave out. */
export async function hookByKey(tx: Tx, key: string) {
  const row = await tx
    .selectFrom('channel_hook as h')
    .innerJoin('channel_connection as n', (j) =>
      j.onRef('n.company_id', '=', 'h.company_id').onRef('n.channel_id', '=', 'h.channel_id'),
    )
    .select(['h.company_id', 'h.channel_id', 'h.secret', 'h.secret_carried', 'h.state', 'n.app_id', 'n.app_name'])
    .where('h.key', '=', key)
    .executeTakeFirst()
  return (
    row && {
      key,
      companyId: row.company_id,
      channelId: row.channel_id,
      appId: row.app_id,
      appName: row.app_name,
      sealedSecret: row.secret,
      secretCarried: row.secret_carried,
      state: row.state as HookState,
    }
  )
}
