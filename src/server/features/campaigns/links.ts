import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { returnTickets } from '../people/return-tickets.ts'
import * as store from './links-store.ts'

interface Channels {
  wanted: readonly string[]
  /** Those of them whose entry queue it becomes. */
  entries: readonly string[]
}

/** Gives a queue exactly these channels, and each channel its entry queue (AS-4). */
export async function setChannels(
  tx: Tx,
  companyId: string,
  queueId: string,
  { wanted, entries }: Channels,
): Promise<void> {
  if (entries.some((id) => !wanted.includes(id)))
    throw new Refusal('invalid', {}, [{ field: 'entryChannelIds', message: 'not a channel of this queue' }])
  const before = await store.listChannelsOfQueue(tx, companyId, queueId)
  const { added, removed } = difference(before, wanted)
  const touched = [...new Set([...added, ...removed, ...entries])]
  const channels = await store.lockChannels(tx, companyId, touched)
  const linked = channels.filter(({ id }) => added.includes(id))
  if (linked.length < added.length) throw new Refusal('not_found')
  await store.deleteChannelLinks(tx, companyId, queueId, removed)
  await store.insertChannelLinks(tx, companyId, queueId, linked)
  await store.claimEntries(tx, companyId, queueId, entries)
  await store.settleEntries(tx, companyId, touched)
  await announceAll(tx, new Set(touched.map((id) => announcementText(companyId, 'channels', id))))
}

/** Gives a queue exactly these agents; who leaves gives back the tickets held in it (TK-12). */
export async function setAgents(tx: Tx, companyId: string, queueId: string, wanted: readonly string[]): Promise<void> {
  const active = await store.lockActiveMembers(tx, companyId, wanted)
  if (active.length < new Set(wanted).size) throw new Refusal('not_found')
  const { added, removed } = difference(await store.listAgentsOfQueue(tx, companyId, queueId), wanted)
  await store.deleteAgents(tx, companyId, queueId, removed)
  await store.insertAgents(tx, companyId, queueId, added)
  for (const userId of removed) await returnTickets(tx, companyId, userId, { reason: 'left_queue', queueId })
  await wakeDistribution(tx, companyId, [queueId])
  await announceAll(tx, new Set([...added, ...removed].map((id) => announcementText(companyId, 'people', id))))
}

function difference(before: readonly string[], wanted: readonly string[]) {
  return {
    added: [...new Set(wanted)].filter((id) => !before.includes(id)),
    removed: before.filter((id) => !wanted.includes(id)),
  }
}
