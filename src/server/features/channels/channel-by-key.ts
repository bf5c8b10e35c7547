import type { Tx } from '../../database/doors.ts'

/** The channel that a webhook's address names; undefined for keys that we never gave out. */
export async function channelByKey(tx: Tx, hookKey: string) {
  const row = await tx
    .selectFrom('channel_connection')
    .select(['company_id', 'channel_id', 'app_id', 'app_name', 'hook_secret', 'hook_secret_carried'])
    .where('hook_key', '=', hookKey)
    .executeTakeFirst()
  return (
    row && {
      companyId: row.company_id,
      channelId: row.channel_id,
      appId: row.app_id,
      appName: row.app_name,
      sealedSecret: row.hook_secret,
      secretCarried: row.hook_secret_carried,
    }
  )
}
