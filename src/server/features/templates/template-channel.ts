import type { Tx } from '../../database/doors.ts'
import { found, Refusal } from '../../refusal.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'
import { stateSql } from '../channels/state.ts'

/** Another company's channel and a deleted one are `not_found`. */
export async function stateOfChannel(tx: Tx, companyId: string, channelId: string): Promise<ChannelState> {
  const row = await tx
    .selectFrom('channel as c')
    .select(stateSql.as('state'))
    .where('c.company_id', '=', companyId)
    .where('c.id', '=', channelId)
    .where('c.deleted_at', 'is', null)
    .executeTakeFirst()
  return found(row).state
}

/** CH-7: a number that is not there yet takes no templates; one that is off or interrupted does. */
export async function mustTakeTemplates(tx: Tx, companyId: string, channelId: string): Promise<void> {
  const state = await stateOfChannel(tx, companyId, channelId)
  if (state === 'pending') throw new Refusal('channel_state', { state })
}
