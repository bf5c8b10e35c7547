import { useQuery, useSuspenseQuery, type QueryClient } from '@tanstack/react-query'
import { may, type Permission, type Standing } from '../../contract/permissions.ts'
import { orpc, type Outputs } from '../api.ts'

export type Session = Outputs['session']['get']

export const sessionQuery = orpc.session.get.queryOptions({ staleTime: 60_000 })

export const loadSession = (queries: QueryClient): Promise<Session> => queries.ensureQueryData(sessionQuery)

/** Who is signed in. Only for pages inside the frame, which has loaded it. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** Names and mode of this installation. */
export const useAbout = () => useQuery(orpc.session.about.queryOptions({ staleTime: Infinity })).data

export const standingOf = ({ active, isOperator }: Session): Standing => ({
  role: active?.role ?? null,
  agentMode: active?.agentMode ?? false,
  isOperator,
})

/** Whether the signed-in person may; hides what they could not do anyway. */
export function useMay(): (permission: Permission) => boolean {
  const standing = standingOf(useSession())
  return (permission) => may(standing, permission)
}
