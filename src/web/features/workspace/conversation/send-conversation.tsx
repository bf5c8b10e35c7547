import { Alert, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadingState } from '../../../ui/states.tsx'
import { ActorButton } from '../actor-button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { ContactPanel } from '../contact/contact-panel.tsx'
import { type SentRow, useSent } from '../list/sent-query.ts'
import type { SendTarget } from '../send/target.ts'
import { usePlace } from '../use-place.ts'
import { nameOf } from '../who.ts'
import { Conversation } from './conversation.tsx'
import styles from './conversation.module.css'
import { Thread } from './thread.tsx'
import { useThread } from './use-thread.ts'

interface Props {
  id: string
  onSendTemplate: (target: SendTarget) => void
}

/** A send without answer: to read, and to send again. Once answered it leaves the list and lives on as a ticket. */
export function SendConversation({ id, onSendTemplate }: Props) {
  const { t } = useTranslation('workspace')
  const sent = useSent()
  const thread = useThread('send', id)
  const listed = sent.data?.pages.flatMap(({ items }) => items).find(({ interactionId }) => interactionId === id)
  const [last, setLast] = useState<SentRow>()
  if (listed && listed !== last) setLast(listed)
  const row = listed ?? last
  const gone = !listed && sent.isSuccess && !sent.hasNextPage
  if (!row && !sent.isSuccess) return <LoadingState />

  const name = (row && nameOf(row.contact)) || t('noName')
  return (
    <Conversation
      contactName={row ? name : t('oneSend')}
      spot={row}
      channel={{ alias: row?.channelAlias, identifier: null }}
      agent={null}
      actions={
        row && (
          <ActorButton
            variant="default"
            size="xs"
            leftSection={<Icon name="template" size={16} />}
            onClick={() =>
              onSendTemplate({
                contactId: row.contact.id,
                name: row.contact.name,
                phone: row.contact.phone,
                campaignId: row.campaign.id,
                queueId: row.queue?.id,
              })
            }
          >
            {t('sendTemplate')}
          </ActorButton>
        )
      }
      panel={row && <ContactPanel contact={row.contact} spot={row} />}
    >
      <Thread view={thread} contactName={name} unread={0} onWriteTo={onSendTemplate} />
      <div className={styles.reason}>{gone ? <Gone row={row} /> : t('sendIsReadOnly')}</div>
    </Conversation>
  )
}

function Gone({ row }: { row: SentRow | undefined }) {
  const { t } = useTranslation('workspace')
  const { to } = usePlace()
  const q = row && (row.contact.phone ?? row.contact.name)
  return (
    <Alert color="blue" icon={<Icon name="info" />} flex={1}>
      {t('sendGone')}{' '}
      <Button
        variant="subtle"
        size="compact-sm"
        renderRoot={(props) => <Link to="/workspace" search={to(q ? { q } : {}, 'espera')} {...props} />}
      >
        {t('seeWaiting')}
      </Button>
    </Alert>
  )
}
