import { useQuery } from '@tanstack/react-query'
import { orpc, type Outputs } from '../../api.ts'

type Board = Outputs['supervision']['board']
export type AgentRow = Board['agents'][number]
/** Without the age, which every look at it changes: a row flashes only when something happened. */
export type QueueRow = Omit<Board['queues'][number], 'oldest'> & { oldestAt: string | null }

/** Whose tickets are looked at. */
export type Looked = { queue: QueueRow } | { agent: AgentRow }
export type Day = Outputs['agents']['day']

const LOOK_MS = 15_000

/** Live by what is announced, and looked at again now and then because time itself changes it. */
export const useBoard = () =>
  useQuery(orpc.supervision.board.queryOptions({ refetchInterval: LOOK_MS, select: toRows }))

const toRows = (board: Board) => ({
  ...board,
  queues: board.queues.map(({ oldest, ...queue }): QueueRow => ({ ...queue, oldestAt: oldest?.openedAt ?? null })),
  /** Seconds of open time that the oldest ticket of a queue has waited. */
  ages: Object.fromEntries(board.queues.flatMap(({ id, oldest }) => (oldest ? [[id, oldest.openSeconds]] : []))),
})

export const useServiceLevels = () =>
  useQuery(
    orpc.supervision.serviceLevels.queryOptions({
      refetchInterval: 30_000,
      select: (levels) => new Map(levels.map(({ queueId, ...level }) => [queueId, level])),
    }),
  )
