import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { listOperatorIds } from './store.ts'
import { tell } from './tell.ts'

/** CH-11: the road to a number waits for a person. */
export async function tellOfStuck(
  system: System,
  tx: Tx,
  { companyId, channelId }: { companyId: string; channelId: string },
  error: string,
): Promise<void> {
  const channel = await tx
    .selectFrom('channel as c')
    .innerJoin('company as k', 'k.id', 'c.company_id')
    .select(['c.business_name', 'k.name'])
    .where('c.company_id', '=', companyId)
    .where('c.id', '=', channelId)
    .executeTakeFirstOrThrow()
  const data = { channelId, businessName: channel.business_name, companyName: channel.name, error }
  await tell(system, tx, { userIds: await listOperatorIds(tx), companyId: null, kind: 'channel_stuck', data })
}
