import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { queries } from '../../../app/queries.ts'
import { useSession } from '../../../app/session.ts'
import { useAnnouncements } from '../../../live.ts'
import { LoadingState } from '../../../ui/states.tsx'
import { useInView } from '../../ring/in-view.ts'
import { ContactPanel } from '../contact/contact-panel.tsx'
import type { SendTarget } from '../send/target.ts'
import { useSayTaken } from '../said.tsx'
import { nameOf } from '../who.ts'
import { Colleagues } from './colleagues.tsx'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { useDraft } from './draft.ts'
import { Missing } from './missing.tsx'
import { usePending } from './outbox.ts'
import { PendingItems } from './pending-items.tsx'
import { Thread } from './thread.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { useTakeBack } from './use-take-back.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useWindowOpen } from './use-window.ts'
import { useThread } from './use-thread.ts'
import { WindowBar } from './window-bar.tsx'
import { QuoteContext, useQuoted } from './write/quote.tsx'

interface Props {
  id: string
  onSendTemplate: (target: SendTarget) => void
}

export function TicketConversation({ id, onSendTemplate }: Props) {
  const { t } = useTranslation('workspace')
  const { person } = useSession()
  const query = useQuery(orpc.workspace.ticket.queryOptions({ input: { id } }))
  const thread = useThread('ticket', id)
  const pending = usePending(id)
  const [draft, setDraft] = useDraft(id)
  const takeBack = useTakeBack(id)
  const arrived = useMemo(() => new Set(thread.window?.messages.map((message) => message.id)), [thread.window])
  const ticket = query.data
  // As it was when this was opened, not as it was when one left it last.
  const [unread, setUnread] = useState<number>()
  if (unread === undefined && ticket && !query.isFetching) setUnread(ticket.unread)
  useMarkRead(ticket)
  useInView(id)
  useSayTaken(ticket?.agent, person.id)
  // What the customer of somebody else writes is announced as a message alone; it opens the window again.
  useAnnouncements('messages', (ids) => {
    if (ids?.has(id) && ticket?.agent && ticket.agent.id !== person.id)
      void queries.invalidateQueries({ queryKey: orpc.workspace.ticket.key({ input: { id } }) })
  })
  const isOpen = useWindowOpen(ticket?.windowClosesAt ?? null)
  const [, setQuoted] = useQuoted(id)

  if (query.error && !ticket) return <Missing error={query.error} onRetry={() => void query.refetch()} />
  if (!ticket) return <LoadingState />

  const name = nameOf(ticket.contact) || t('noName')
  const canWrite = !ticket.closedAt && ticket.agent?.id === person.id && isOpen && ticket.channelActive
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
      <QuoteContext value={canWrite ? setQuoted : null}>
        <Thread
          view={thread}
          contactName={name}
          unread={unread}
          canWrite={canWrite}
          onWriteTo={onSendTemplate}
          written={pending.at(-1)?.clientKey}
        >
          <PendingItems
            ticketId={id}
            pending={pending}
            arrived={arrived}
            canTakeBack={(item) => !ticket.closedAt && (canWrite || item.mentions !== undefined)}
            onTakeBack={takeBack}
          />
        </Thread>
      </QuoteContext>
      <Colleagues ticketId={id} draft={draft} />
      {!ticket.closedAt && <WindowBar closesAt={ticket.windowClosesAt} />}
      <Composer ticket={ticket} draft={draft} onDraft={setDraft} onSendTemplate={sendTemplate} />
    </Conversation>
  )
}
