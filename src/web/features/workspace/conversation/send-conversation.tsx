import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../../api.ts'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import { LoadingState } from '../../../ui/states.tsx'
import { ActorButton } from '../actor-button.tsx'
import { ContactPanel } from '../contact/contact-panel.tsx'
import type { SendTarget } from '../send/target.ts'
import { usePlace } from '../use-place.ts'
import { nameOf } from '../who.ts'
import { Conversation } from './conversation.tsx'
import styles from './conversation.module.css'
import { Missing } from './missing.tsx'
import { Thread } from './thread.tsx'
import { useThread } from './use-thread.ts'

interface Props {
  id: string
  onSendTemplate: (target: SendTarget) => void
}

/** A send without answer: to read, and to send again. Once answered it leaves the list and lives on as a ticket. */
export function SendConversation({ id, onSendTemplate }: Props) {
  const { t } = useTranslation('workspace')
  const query = useQuery(orpc.workspace.send.queryOptions({ input: { id } }))
  const thread = useThread('send', id)
  const send = query.data
  if (query.error && !send) return <Missing error={query.error} onRetry={() => void query.refetch()} />
  if (!send) return <LoadingState />

  const name = nameOf(send.contact) || t('noName')
  return (
    <Conversation
      contactName={name}
      spot={send}
      channel={{ alias: send.channelAlias, identifier: null }}
      agent={null}
      actions={
        <ActorButton
          variant="default"
          size="xs"
          leftSection={<Icon name="template" size={16} />}
          onClick={() =>
            onSendTemplate({
              contactId: send.contact.id,
              name: send.contact.name,
              phone: send.contact.phone,
              campaignId: send.campaign.id,
              queueId: send.queue?.id,
            })
          }
        >
          {t('sendTemplate')}
        </ActorButton>
      }
      panel={<ContactPanel contact={send.contact} spot={send} />}
    >
      <Thread view={thread} contactName={name} unread={0} onWriteTo={onSendTemplate} />
      <div className={styles.reason}>
        <WhatBecameOfIt send={send} />
      </div>
    </Conversation>
  )
}

function WhatBecameOfIt({ send }: { send: Outputs['workspace']['send'] }) {
  const { t } = useTranslation('workspace')
  const { to } = usePlace()
  const { moment } = useDates()
  const { ticket, answered, endedAt } = send
  if (!answered && endedAt === null) return t('sendIsReadOnly')
  const open = ticket && (
    <Button
      variant="subtle"
      size="compact-sm"
      renderRoot={(props) => <Link to="/workspace" search={to({ ticket: ticket.id })} {...props} />}
    >
      {t('openTicket', { number: ticket.number })}
    </Button>
  )
  return (
    <Alert color="blue" icon={<Icon name="info" />} flex={1} role="status">
      {answered ? t(ticket ? 'sendAnswered' : 'sendAnsweredElsewhere') : t('sendEnded', { when: moment(endedAt!) })}{' '}
      {open}
    </Alert>
  )
}
