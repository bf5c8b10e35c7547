import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { byKeyset } from '../../../ui/rows.ts'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import { ContactPanel } from '../contact/contact-panel.tsx'
import type { SendTarget } from '../send/target.ts'
import { usePlace } from '../use-place.ts'
import { nameOf } from '../who.ts'
import room from '../workspace.module.css'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { useDraft } from './draft.ts'
import { usePending } from './outbox.ts'
import { PendingItems } from './pending-items.tsx'
import { Thread } from './thread.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { useMarkRead } from './use-mark-read.ts'
import { WindowBar } from './window-bar.tsx'

interface Props {
  id: string
  onSendTemplate: (target: SendTarget) => void
}

export function TicketConversation({ id, onSendTemplate }: Props) {
  const { t } = useTranslation('workspace')
  const query = useQuery(orpc.workspace.ticket.queryOptions({ input: { id } }))
  const messages = useInfiniteQuery(
    orpc.workspace.ticketMessages.infiniteOptions({
      input: (cursor: string | undefined) => ({ id, cursor }),
      ...byKeyset,
    }),
  )
  const pending = usePending(id)
  const [draft, setDraft] = useDraft(id)
  const arrived = useMemo(
    () => new Set(messages.data?.pages.flatMap(({ items }) => items.map((message) => message.id))),
    [messages.data],
  )
  const ticket = query.data
  useMarkRead(ticket)

  if (query.error && !ticket) return <Missing error={query.error} onRetry={() => void query.refetch()} />
  if (!ticket) return <LoadingState />

  const name = nameOf(ticket.contact) || t('noName')
  const sendTemplate = () =>
    onSendTemplate({
      ticketId: id,
      name: ticket.contact.name,
      phone: ticket.contact.phone,
      campaignId: ticket.campaign.id,
      queueId: ticket.queue?.id,
    })
  return (
    <Conversation
      contactName={name}
      number={ticket.number}
      spot={ticket}
      channel={ticket.channel}
      agent={ticket.agent?.name ?? (ticket.closedAt ? null : t('waiting'))}
      actions={<TicketActions ticket={ticket} onSendTemplate={sendTemplate} />}
      panel={<ContactPanel contact={ticket.contact} spot={ticket} ticket={ticket} />}
    >
      <Thread query={messages} contactName={name} written={pending.at(-1)?.clientKey}>
        <PendingItems
          ticketId={id}
          pending={pending}
          arrived={arrived}
          onTakeBack={(text) => setDraft(draft ? `${draft}\n${text}` : text)}
        />
      </Thread>
      {!ticket.closedAt && <WindowBar closesAt={ticket.windowClosesAt} />}
      <Composer ticket={ticket} draft={draft} onDraft={setDraft} onSendTemplate={sendTemplate} />
    </Conversation>
  )
}

/** Also the way back, for a phone shows nothing else. */
function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('workspace')
  const { to } = usePlace()
  return (
    <div className={room.nothing}>
      <ErrorState error={error} onRetry={onRetry} />
      <Button
        className={room.phoneOnly}
        variant="subtle"
        renderRoot={(props) => <Link to="/workspace" search={to()} {...props} />}
      >
        {t('back')}
      </Button>
    </div>
  )
}
