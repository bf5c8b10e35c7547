import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { problemOf } from '../api.ts'
import { isLeaving } from './leave.ts'

function goToSignIn(error: unknown): void {
  if (problemOf(error).code !== 'not_signed_in' || location.pathname === '/entrar' || isLeaving()) return
  location.assign(`/entrar?${new URLSearchParams({ volver: location.pathname + location.search })}`)
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: goToSignIn }),
  mutationCache: new MutationCache({ onError: goToSignIn }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => {
        const { code } = problemOf(error)
        return failures < 2 && (code === 'internal' || code === 'unreachable')
      },
    },
  },
})
