import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { toastDone } from '../../ui/toast.tsx'

export interface ReplayAside {
  /** Absent for those who may only look. */
  start: ((id: string) => void) | undefined
  /** The one under way, until it has left the list. */
  pendingId: string | undefined
  error: unknown
  forget: () => void
}

/** Handles an event again that was set aside. */
export function useReplayAside(onTaken: () => void): ReplayAside {
  const { t } = useTranslation('health')
  const may = useMay()
  const queries = useQueryClient()
  const { mutate, isPending, variables, error, reset } = useMutation(
    orpc.events.replaySetAside.mutationOptions({
      onSuccess: () => {
        onTaken()
        toastDone(t('asides.taken'))
      },
      // Also after a refusal: somebody else may have been faster.
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.health.key() }),
    }),
  )
  return {
    start: may('channels.write') ? (id) => mutate({ id }) : undefined,
    pendingId: isPending ? variables.id : undefined,
    error,
    forget: reset,
  }
}
