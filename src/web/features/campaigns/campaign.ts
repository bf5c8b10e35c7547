import type { Outputs } from '../../api.ts'

export type Campaign = Outputs['campaigns']['list'][number]
export type Queue = Campaign['queues'][number]

/** What a dialog is open for; a campaign of null makes a new one. */
export type Asked =
  | { what: 'edit'; campaign: Campaign | null }
  | { what: 'end'; campaign: Campaign; how: End }
  | { what: 'endQueue'; queue: Queue; how: End }

/** Switched off, or deleted. */
export type End = 'off' | 'delete'

export const queueOrders: Queue['queueOrder'][] = ['oldest', 'newest', 'service_level']
export const distributions: Queue['distribution'][] = ['manual', 'round_robin', 'least_busy']

/** Of the queues that have the channel, the one that takes what belongs nowhere else. */
export function entryOf(campaigns: readonly Campaign[], channelId: string): { queueId: string; name: string } | null {
  for (const { name, queues } of campaigns) {
    const queue = queues.find((q) => q.channels.some((c) => c.id === channelId && c.isEntry))
    if (queue) return { queueId: queue.id, name: `${name} › ${queue.name}` }
  }
  return null
}
