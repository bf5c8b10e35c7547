import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../../api.ts'
import { useMay, useSession } from '../../../app/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import { ActorButton } from '../actor-button.tsx'
import { usePressedBy } from '../keys/use-keys.ts'
import { TicketMoves } from '../ticket/ticket-moves.tsx'
import { useWindowOpen } from './use-window.ts'
import { CloseDialog } from './close-dialog.tsx'

interface Props {
  ticket: Outputs['workspace']['ticket']
  onSendTemplate: () => void
}

export function TicketActions({ ticket, onSendTemplate }: Props) {
  const { t } = useTranslation('workspace')
  const { person } = useSession()
  const mayUse = useMay()('workspace.use')
  const [closing, setClosing] = useState(false)
  const templateKey = usePressedBy('sendTemplate')
  const closeKey = usePressedBy('close')
  // Where one cannot write, the button stands below, with the reason.
  const open = useWindowOpen(ticket.windowClosesAt) && !ticket.closedAt && ticket.channelActive
  const mine = ticket.agent?.id === person.id
  if (mayUse && !mine && !ticket.closedAt) return <TicketMoves ticket={ticket} />
  return (
    <>
      {(open || !mayUse) && (
        <ActorButton
          {...templateKey}
          variant="default"
          size="xs"
          leftSection={<Icon name="template" size={16} />}
          onClick={onSendTemplate}
        >
          {t('sendTemplate')}
        </ActorButton>
      )}
      <TicketMoves ticket={ticket} />
      {!ticket.closedAt && mine && (
        <Button
          {...closeKey}
          variant="default"
          size="xs"
          leftSection={<Icon name="check" size={16} />}
          onClick={() => setClosing(true)}
        >
          {t('close.open')}
        </Button>
      )}
      <CloseDialog ticket={ticket} opened={closing} onClose={() => setClosing(false)} />
    </>
  )
}
