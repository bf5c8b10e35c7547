import { useQuery, useQueryClient } from '@tanstack/react-query'
import { orpc, problemOf } from '../../api.ts'

/** Not everything that begins or ends is announced one by one. */
const LOOK_AGAIN_MS = 5_000

/** AS-4: what an end will do, exact and live while one looks. `act` tries with what is shown; what grew too much meanwhile
 *  takes its place, and is asked again. */
export function useEnd<Figures>(id: string, read: () => Promise<Figures>) {
  const queries = useQueryClient()
  const queryKey = [...orpc.campaigns.key(), 'end', id]
  const query = useQuery({ queryKey, queryFn: read, staleTime: 0, gcTime: 0, refetchInterval: LOOK_AGAIN_MS })
  const act = async (call: (shown: Figures) => Promise<unknown>): Promise<void> => {
    if (query.data === undefined) return
    try {
      await call(query.data)
      for (const key of [orpc.campaigns.key(), orpc.channels.key(), orpc.workspace.key(), orpc.templates.key()])
        void queries.invalidateQueries({ queryKey: key, predicate: ({ queryKey: k }) => !k.includes(id) })
    } catch (problem) {
      const { code, data } = problemOf(problem)
      if (code === 'figures_grew') queries.setQueryData(queryKey, data)
      throw problem
    }
  }
  return { ...query, act }
}
