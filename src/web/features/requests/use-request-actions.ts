import { useMutation, useQueryClient } from '@tanstack/react-query'
import { orpc } from '../../api.ts'
import { toastProblem } from '../../ui/toast.tsx'

/** What an operator does with a request; the screens follow by themselves. */
export function useRequestActions() {
  const queries = useQueryClient()
  const then = {
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.channels.key() }),
    onError: toastProblem,
  }
  return {
    take: useMutation(orpc.channels.take.mutationOptions(then)),
    resume: useMutation(orpc.channels.resume.mutationOptions(then)),
  }
}
