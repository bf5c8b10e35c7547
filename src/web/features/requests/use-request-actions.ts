import { useMutation, useQueryClient } from '@tanstack/react-query'
import { orpc } from '../../api.ts'
import { toastProblem } from '../../ui/toast.tsx'

/** What an operator does with a request; the screens follow by themselves. */
export function useRequestActions() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.requests.key() })
  const then = { onSettled: refresh, onError: toastProblem }
  return {
    refresh,
    take: useMutation(orpc.requests.take.mutationOptions(then)),
    resume: useMutation(orpc.requests.resume.mutationOptions(then)),
  }
}
