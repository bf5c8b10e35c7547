import { causeOfFault, concludeEvent } from '../../../rules/interruption.ts'
import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import type { AccountEvent, StatusEvent } from '../../provider/events.ts'
import { announce } from '../../live/announce.ts'
import { conclude } from './conclude.ts'
import { insertEvent } from './store.ts'

/** CH-13: what the provider says of the account, in its order: kept in the timeline, and what follows from it is done;
 *  whatever may mean "live" is confirmed by asking (gupshup.md 2.4). */
export async function handleAccountEvents(
  tx: Tx,
  enqueue: Enqueue,
  companyId: string,
  channelId: string,
  events: AccountEvent[],
): Promise<void> {
  const place = { companyId, channelId }
  for (const event of events) {
    await insertEvent(tx, { ...place, kind: 'provider', actorName: 'Gupshup', data: { ...event } })
    await conclude(tx, enqueue, place, concludeEvent(event), { kind: 'event' })
  }
  await announce(tx, companyId, 'channels', channelId)
}

/** BU-2: messages that failed for what concerns the whole number stop it, until asking says that it is over. */
export async function handleAccountFailures(
  tx: Tx,
  enqueue: Enqueue,
  companyId: string,
  channelId: string,
  statuses: readonly StatusEvent[],
): Promise<void> {
  const causes = new Map(statuses.map(({ code, reason }) => [causeOfFault(code), reason]))
  for (const [cause, detail] of causes) {
    if (cause === null) continue
    const drawn = [{ do: 'open', cause, ...(detail && { detail }) }, { do: 'check' }] as const
    await conclude(tx, enqueue, { companyId, channelId }, drawn, { kind: 'event' })
  }
}
