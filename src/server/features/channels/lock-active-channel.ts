import type { Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'
import { lockChannel } from './store.ts'

/** Refuses when nothing may leave over this channel; else it cannot be switched off before this transaction ends. */
export async function lockActiveChannel(tx: Tx, companyId: string, channelId: string): Promise<void> {
  const { state } = await lockChannel(tx, companyId, channelId, 'share')
  if (state !== 'active') throw new Refusal('channel_not_active', { state })
}
