import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect } from 'react'

const lockOf = (ticketId: string) => `score.view.${ticketId}`

/** While this tab shows the ticket, every tab of the browser can tell. */
export function useInView(ticketId: string): void {
  const visible = useDocumentVisibility() === 'visible'
  useEffect(() => {
    if (!visible) return
    const shown = new AbortController()
    const gone = new Promise<void>((resolve) => shown.signal.addEventListener('abort', () => resolve()))
    void navigator.locks.request(lockOf(ticketId), { mode: 'shared' }, () => gone)
    return () => shown.abort()
  }, [ticketId, visible])
}

/** Whether some tab shows it. */
export async function isInView(ticketId: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === lockOf(ticketId))
}
