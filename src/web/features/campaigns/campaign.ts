import type { Outputs } from '../../api.ts'

export type Campaign = Outputs['campaigns']['list'][number]
export type Queue = Campaign['queues'][number]

/** What a dialog is open for; null makes a new one. */
export type Edited =
  | { what: 'campaign'; campaign: Campaign | null }
  | { what: 'queue'; campaign: Campaign; queue: Queue | null }

export const queueOrders: Queue['queueOrder'][] = ['oldest', 'newest', 'service_level']
export const distributions: Queue['distribution'][] = ['manual', 'round_robin', 'least_busy']
