import type { Updateable } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import type { ChannelConnection } from '../../database/types.ts'

export async function insertConnection(
  tx: Tx,
  c: { companyId: string; channelId: string; appName: string; hookKey: string; hookSecret: string },
): Promise<void> {
  await tx
    .insertInto('channel_connection')
    .values({
      company_id: c.companyId,
      channel_id: c.channelId,
      app_name: c.appName,
      hook_key: c.hookKey,
      hook_secret: c.hookSecret,
    })
    .execute()
}

export async function updateConnection(
  tx: Tx,
  companyId: string,
  channelId: string,
  change: Updateable<ChannelConnection>,
): Promise<void> {
  await tx
    .updateTable('channel_connection')
    .set(change)
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .execute()
}

/** All that the road needs to know to take its next step. */
export async function findRoad(tx: Tx, companyId: string, channelId: string) {
  return tx
    .selectFrom('channel_connection as n')
    .innerJoin('channel_request as r', (j) =>
      j.onRef('r.company_id', '=', 'n.company_id').onRef('r.channel_id', '=', 'n.channel_id'),
    )
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'n.company_id').onRef('c.id', '=', 'n.channel_id'))
    .selectAll('n')
    .select([
      'r.state as request_state',
      'r.person_first_name',
      'r.person_last_name',
      'r.person_email',
      'r.person_phone',
      'r.requested_by',
      'r.taken_by',
      'c.identifier',
      'c.business_name',
    ])
    .where('n.company_id', '=', companyId)
    .where('n.channel_id', '=', channelId)
    .where('c.deleted_at', 'is', null)
    .executeTakeFirst()
}

export type Road = NonNullable<Awaited<ReturnType<typeof findRoad>>>

export async function listUnfinishedRoads(tx: Tx) {
  return tx
    .selectFrom('channel_request')
    .select(['company_id', 'channel_id'])
    .where('state', '=', 'connecting')
    .execute()
}

/** CH-12: from here on the channel is Activo. The unique index on identifiers has the last word. */
export async function activateChannel(tx: Tx, companyId: string, channelId: string, identifier: string): Promise<void> {
  await tx
    .updateTable('channel')
    .set({ identifier, activated_at: new Date() })
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .where('identifier', 'is', null)
    .execute()
}

/** The app that calls our door; undefined before the road has come so far. */
export async function findSubscribedApp(tx: Tx, companyId: string, channelId: string) {
  const row = await tx
    .selectFrom('channel_connection')
    .select('app_id')
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('subscription_id', 'is not', null)
    .executeTakeFirst()
  return row?.app_id ? { appId: row.app_id } : undefined
}

export async function setSubscription(tx: Tx, companyId: string, channelId: string, id: string): Promise<void> {
  await updateConnection(tx, companyId, channelId, { subscription_id: id })
}
