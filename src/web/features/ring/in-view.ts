import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect } from 'react'
import { heldUnder, holdShared } from '../../shared-lock.ts'

const VIEW = 'score.view.'

/** While this tab shows the ticket, every tab of the browser can tell. */
export function useInView(ticketId: string): void {
  const visible = useDocumentVisibility() === 'visible'
  useEffect(() => (visible ? holdShared(VIEW + ticketId) : undefined), [ticketId, visible])
}

/** The tickets that some tab shows. */
export const inView = (): Promise<Set<string>> => heldUnder(VIEW)
