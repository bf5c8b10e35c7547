import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { Icon } from '../../../ui/icon.tsx'
import { toastProblem } from '../../../ui/toast.tsx'
import { ActorButton } from '../actor-button.tsx'
import { usePressedBy } from '../keys/use-keys.ts'
import { usePlace } from '../use-place.ts'

/** Two take one at once: one gets it, the other is told who did (WS-6). */
export function TakeButton({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('workspace')
  const queries = useQueryClient()
  const { to, go } = usePlace()
  const marks = usePressedBy('take')
  const take = useMutation(
    orpc.workspace.take.mutationOptions({
      onSuccess: () => go(to({ ticket: ticketId }, 'mios')),
      onError: toastProblem,
      onSettled: () =>
        Promise.all(
          [
            orpc.workspace.tickets.key(),
            orpc.workspace.counts.key(),
            orpc.workspace.ticket.key({ input: { id: ticketId } }),
          ].map((queryKey) => queries.invalidateQueries({ queryKey })),
        ),
    }),
  )
  return (
    <ActorButton
      {...marks}
      size="sm"
      leftSection={<Icon name="check" size={16} />}
      loading={take.isPending}
      onClick={() => take.mutate({ id: ticketId })}
    >
      {t('take')}
    </ActorButton>
  )
}
