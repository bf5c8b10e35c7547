import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import type { AccountEvent } from '../../provider/events.ts'
import { announce } from '../../live/announce.ts'
import { insertEvent } from './store.ts'

/** What the provider says of the account: kept in the timeline; whatever may mean "live" is confirmed by asking (gupshup.md 2.4). */
export async function handleAccountEvents(
  tx: Tx,
  enqueue: Enqueue,
  companyId: string,
  channelId: string,
  events: AccountEvent[],
): Promise<void> {
  for (const event of events) {
    await insertEvent(tx, { companyId, channelId, kind: 'provider', actorName: 'Gupshup', data: { ...event } })
  }
  await enqueue(tx, 'channel.connect', { companyId, channelId }, { key: channelId })
  await announce(tx, companyId, 'channels', channelId)
}
