import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect } from 'react'
import { client, type Outputs } from '../../../api.ts'
import { useMay, useSession } from '../../../app/session.ts'

type Ticket = Outputs['workspace']['ticket']

/** WS-10: what the person who holds the ticket has before their eyes is read, at WhatsApp too. */
export function useMarkRead(ticket: Ticket | undefined): void {
  const { person } = useSession()
  const mayUse = useMay()('workspace.use')
  const visible = useDocumentVisibility() === 'visible'
  const id = ticket?.id
  const unseen = mayUse && visible && ticket?.agent?.id === person.id && !ticket.closedAt ? ticket.unread : 0
  useEffect(() => {
    if (!id || unseen === 0) return
    client.workspace
      .markRead({ id })
      // The next opening tries again; nobody can do anything about it now.
      .catch(() => {})
    // Activity too: read and written again is the same number.
  }, [id, unseen, ticket?.lastActivityAt])
}
