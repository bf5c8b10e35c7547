import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/states.tsx'
import { SendConversation } from './conversation/send-conversation.tsx'
import { TicketConversation } from './conversation/ticket-conversation.tsx'
import { useKeyListener } from './keys/use-keys.ts'
import { ListColumn } from './list/list-column.tsx'
import { Said } from './said.tsx'
import { SendDialog } from './send/send-dialog.tsx'
import type { SendTarget } from './send/target.ts'
import { useAskedContact } from './use-asked-contact.ts'
import { usePlace } from './use-place.ts'
import styles from './workspace.module.css'

/** Three columns: tickets, conversation, contact; one at a time on a phone. */
export function WorkspacePage() {
  const { t } = useTranslation('workspace')
  const { ticketId, sendId } = usePlace()
  const [target, setTarget] = useState<SendTarget | null>(null)
  const asked = useAskedContact()
  useKeyListener()
  useEffect(() => {
    document.title = `${t('title')} · Score`
  }, [t])

  return (
    <div className={styles.room}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <Said />
      <div className={styles.columns} data-open={Boolean(ticketId ?? sendId) || undefined}>
        <ListColumn onNewMessage={() => setTarget({})} />
        {ticketId ? (
          <TicketConversation key={ticketId} id={ticketId} onSendTemplate={setTarget} />
        ) : sendId ? (
          <SendConversation key={sendId} id={sendId} onSendTemplate={setTarget} />
        ) : (
          <div className={styles.nothing}>
            <EmptyState>{t('choose')}</EmptyState>
          </div>
        )}
      </div>
      <SendDialog
        target={target ?? asked.target}
        onClose={() => {
          setTarget(null)
          asked.done()
        }}
      />
    </div>
  )
}
