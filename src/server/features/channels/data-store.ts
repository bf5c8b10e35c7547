import { sql } from 'kysely'
import type * as z from 'zod'
import type { ChannelData } from '../../../contract/channels.ts'
import type { Tx } from '../../database/doors.ts'
import { columnsOf } from './request-form-store.ts'

/** The registered data anew, and with it the next version. */
export async function replaceData(
  tx: Tx,
  companyId: string,
  channelId: string,
  data: z.infer<typeof ChannelData>,
): Promise<void> {
  await tx
    .updateTable('channel')
    .set({
      alias: data.alias,
      version: sql`version + 1`,
      ...(data.photoFileId !== undefined && { photo_file_id: data.photoFileId }),
    })
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .execute()
  await tx
    .updateTable('channel_request')
    .set({ ...columnsOf(data), website2: data.website2 })
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .execute()
}

/** Who made the last edit, by name. */
export async function lastEditor(tx: Tx, companyId: string, channelId: string): Promise<string> {
  const row = await tx
    .selectFrom('channel_event')
    .select('actor_name')
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('kind', '=', 'edited')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.actor_name ?? ''
}

/** CH-9: gone from every list; its identifier is free again. The links to queues go for good. */
export async function markDeleted(tx: Tx, companyId: string, channelId: string): Promise<void> {
  await tx.deleteFrom('queue_channel').where('company_id', '=', companyId).where('channel_id', '=', channelId).execute()
  await tx
    .updateTable('channel')
    .set({ enabled: false, deleted_at: new Date() })
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .execute()
}

/** The subscription of a channel that was deleted, while it stands. */
export async function findLeftSubscription(tx: Tx, companyId: string, channelId: string) {
  const row = await tx
    .selectFrom('channel_connection as n')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'n.company_id').onRef('c.id', '=', 'n.channel_id'))
    .select(['n.app_id', 'n.subscription_id'])
    .where('n.company_id', '=', companyId)
    .where('n.channel_id', '=', channelId)
    .where('c.deleted_at', 'is not', null)
    .executeTakeFirst()
  return row?.app_id && row.subscription_id ? { appId: row.app_id, subscriptionId: row.subscription_id } : undefined
}
