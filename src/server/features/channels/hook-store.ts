import type { Selectable, Updateable } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import type { ChannelHook } from '../../database/types.ts'

export type HookState = 'next' | 'current' | 'retired'
export type HookRow = Omit<Selectable<ChannelHook>, 'state'> & { state: HookState }

/** The pair in use, and the one that is to take its place while it is being renewed. */
export async function hooksInUse(
  tx: Tx,
  companyId: string,
  channelId: string,
): Promise<Partial<Record<'current' | 'next', HookRow>>> {
  const rows = await tx
    .selectFrom('channel_hook')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('state', '<>', 'retired')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, row as HookRow]))
}

export async function insertNextHook(
  tx: Tx,
  hook: { companyId: string; channelId: string; key: string; secret: string },
): Promise<void> {
  const { companyId, channelId, key, secret } = hook
  await tx
    .insertInto('channel_hook')
    .values({ company_id: companyId, channel_id: channelId, key, secret, state: 'next' })
    .execute()
}

export async function updateHook(
  tx: Tx,
  { company_id, key }: Pick<HookRow, 'company_id' | 'key'>,
  change: Updateable<ChannelHook>,
): Promise<void> {
  await tx.updateTable('channel_hook').set(change).where('company_id', '=', company_id).where('key', '=', key).execute()
}

/** The next pair takes the place of the current one, whose key ends here. */
export async function promoteHook(tx: Tx, current: HookRow | undefined, next: HookRow): Promise<void> {
  if (current) await updateHook(tx, current, { state: 'retired', retired_at: new Date() })
  await updateHook(tx, next, { state: 'current', error: null, error_at: null })
  await tx
    .updateTable('channel_connection')
    .set({ hook_key: next.key, hook_secret: next.secret, hook_secret_carried: next.secret_carried })
    .where('company_id', '=', next.company_id)
    .where('channel_id', '=', next.channel_id)
    .execute()
}

export async function listRenewals(tx: Tx): Promise<{ companyId: string; channelId: string }[]> {
  return tx
    .selectFrom('channel_hook')
    .select(['company_id as companyId', 'channel_id as channelId'])
    .where('state', '=', 'next')
    .where((eb) => eb.or([eb('error', 'is', null), eb('subscribed_at', 'is not', null)]))
    .execute()
}

/** Of a channel that is gone: nobody calls by them any more. */
export async function retireHooks(tx: Tx, companyId: string, channelId: string): Promise<void> {
  await tx
    .updateTable('channel_hook')
    .set({ state: 'retired', retired_at: new Date() })
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('state', '<>', 'retired')
    .execute()
}
