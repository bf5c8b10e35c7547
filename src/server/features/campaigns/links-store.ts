import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'

/** Locks channels in one order, so that two queues that take or leave the same ones wait for each other. */
export async function lockChannels(tx: Tx, companyId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .selectFrom('channel')
    .select(['id', 'enabled'])
    .where('company_id', '=', companyId)
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export async function listChannelsOfQueue(tx: Tx, companyId: string, queueId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('queue_channel')
    .select('channel_id')
    .where('company_id', '=', companyId)
    .where('queue_id', '=', queueId)
    .execute()
  return rows.map((row) => row.channel_id)
}

export async function deleteChannelLinks(
  tx: Tx,
  companyId: string,
  queueId: string,
  channelIds: readonly string[],
): Promise<void> {
  if (channelIds.length === 0) return
  await tx
    .deleteFrom('queue_channel')
    .where('company_id', '=', companyId)
    .where('queue_id', '=', queueId)
    .where('channel_id', 'in', channelIds)
    .execute()
}

/** A channel that is switched off gets its link as its switch would have left it (CH-8). */
export async function insertChannelLinks(
  tx: Tx,
  companyId: string,
  queueId: string,
  channels: readonly { id: string; enabled: boolean }[],
): Promise<void> {
  if (channels.length === 0) return
  await tx
    .insertInto('queue_channel')
    .values(
      channels.map(({ id, enabled }) => ({
        company_id: companyId,
        queue_id: queueId,
        channel_id: id,
        switched_off: !enabled,
      })),
    )
    .execute()
}

/** AS-4: this queue becomes the entry queue of these channels, which it has. */
export async function claimEntries(
  tx: Tx,
  companyId: string,
  queueId: string,
  channelIds: readonly string[],
): Promise<void> {
  if (channelIds.length === 0) return
  const links = tx
    .updateTable('queue_channel')
    .where('company_id', '=', companyId)
    .where('channel_id', 'in', channelIds)
  await links.set({ is_entry: false }).where('is_entry', '=', true).where('queue_id', '<>', queueId).execute()
  await links.set({ is_entry: true }).where('queue_id', '=', queueId).execute()
}

/** AS-4: exactly one entry queue for each channel that has queues: the present one while it is on, else the active one
 *  that was linked first. Where none is on it stays as it is. */
export async function settleEntries(tx: Tx, companyId: string, channelIds: readonly string[]): Promise<void> {
  if (channelIds.length === 0) return
  const chosen = sql`
    select distinct on (l.channel_id) l.channel_id, l.queue_id
    from queue_channel l
    join queue q on q.company_id = l.company_id and q.id = l.queue_id
    join campaign k on k.company_id = q.company_id and k.id = q.campaign_id
    where l.company_id = ${companyId} and l.channel_id = any(${channelIds}::uuid[])
    order by l.channel_id, q.active and q.deleted_at is null and k.active and k.deleted_at is null desc, l.is_entry desc,
      l.created_at, l.queue_id`
  await sql`
    update queue_channel l set is_entry = false from (${chosen}) c
    where l.company_id = ${companyId} and l.channel_id = c.channel_id and l.queue_id <> c.queue_id and l.is_entry`.execute(
    tx,
  )
  await sql`
    update queue_channel l set is_entry = true from (${chosen}) c
    where l.company_id = ${companyId} and l.channel_id = c.channel_id and l.queue_id = c.queue_id and not l.is_entry`.execute(
    tx,
  )
}

/** Those of `userIds` who are active; kept from being deactivated until this commits. */
export async function lockActiveMembers(tx: Tx, companyId: string, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return []
  const rows = await tx
    .selectFrom('member')
    .select('user_id')
    .where('company_id', '=', companyId)
    .where('user_id', 'in', userIds)
    .where('active', '=', true)
    .orderBy('user_id')
    .forShare()
    .execute()
  return rows.map((row) => row.user_id)
}

/** The queue's agents who are active. Those who are not keep their place and come back to it with their activation. */
export async function listAgentsOfQueue(tx: Tx, companyId: string, queueId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('queue_agent as a')
    .innerJoin('member as m', (j) => j.onRef('m.company_id', '=', 'a.company_id').onRef('m.user_id', '=', 'a.user_id'))
    .select('a.user_id')
    .where('a.company_id', '=', companyId)
    .where('a.queue_id', '=', queueId)
    .where('m.active', '=', true)
    .execute()
  return rows.map((row) => row.user_id)
}

export async function deleteAgents(
  tx: Tx,
  companyId: string,
  queueId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return
  await tx
    .deleteFrom('queue_agent')
    .where('company_id', '=', companyId)
    .where('queue_id', '=', queueId)
    .where('user_id', 'in', userIds)
    .execute()
}

export async function insertAgents(
  tx: Tx,
  companyId: string,
  queueId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return
  await tx
    .insertInto('queue_agent')
    .values(userIds.map((userId) => ({ company_id: companyId, queue_id: queueId, user_id: userId })))
    .onConflict((c) => c.doNothing())
    .execute()
}
