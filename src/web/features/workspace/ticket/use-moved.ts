import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../../api.ts'
import { toastDone, toastProblem } from '../../../ui/toast.tsx'

/** After a ticket was moved: says so, offers to take it back where that goes, and shows everything anew. */
export function useMoved() {
  const { t } = useTranslation('tickets')
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all([orpc.workspace.key(), orpc.tickets.key()].map((queryKey) => queries.invalidateQueries({ queryKey })))
  const undo = async (id: string, eventId: string) => {
    try {
      await client.tickets.undo({ id, eventId })
      toastDone(t('undone'))
    } catch (error) {
      toastProblem(error)
    }
    await refresh()
  }
  return (message: string, { ticketId, eventId }: { ticketId: string; eventId: string | null }) => {
    toastDone(message, eventId === null ? undefined : () => void undo(ticketId, eventId))
    void refresh()
  }
}
