import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'

interface Place {
  companyId: string
  channelId: string
}

/** What the operator typed last; its key is sealed. */
export async function findByHand(tx: Tx, { companyId, channelId }: Place) {
  return tx
    .selectFrom('channel_by_hand')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .executeTakeFirst()
}

export type Given = NonNullable<Awaited<ReturnType<typeof findByHand>>>

export async function putByHand(
  tx: Tx,
  { companyId, channelId }: Place,
  given: { identifier: string; app_id: string; app_name: string; api_key: string; given_by: string },
): Promise<void> {
  const untried = { ...given, given_at: new Date(), tried_at: null, error: null }
  await tx
    .insertInto('channel_by_hand')
    .values({ company_id: companyId, channel_id: channelId, ...untried })
    .onConflict((c) => c.columns(['company_id', 'channel_id']).doUpdateSet(untried))
    .execute()
}

/** How the try ended; false when something else was typed meanwhile. */
export async function settleByHand(
  tx: Tx,
  { companyId, channelId }: Place,
  { given_at }: Given,
  error: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('channel_by_hand')
    .set({ tried_at: sql<Date>`now()`, error })
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('given_at', '=', given_at)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Whoever sends for the channel asks anew which app it has. */
export async function dropLease(tx: Tx, channelId: string): Promise<void> {
  await tx.deleteFrom('channel_lease').where('channel_id', '=', channelId).execute()
}

/** The key of an app that was connected by hand, sealed. */
export async function findApiKey(tx: Tx, appId: string): Promise<string | null> {
  const row = await tx.selectFrom('channel_connection').select('api_key').where('app_id', '=', appId).executeTakeFirst()
  return row?.api_key ?? null
}
