import type { Outputs } from '../../api.ts'

export type Campaign = Outputs['campaigns']['list'][number]
export type Queue = Campaign['queues'][number]

export const queueOrders: Queue['queueOrder'][] = ['oldest', 'newest', 'service_level']
export const distributions: Queue['distribution'][] = ['manual', 'round_robin', 'least_busy']
