import { Modal, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs } from '../../../api.ts'
import { useMay } from '../../../app/session.ts'
import { Consequence } from '../../../ui/consequence-dialog.tsx'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import { usePlace } from '../use-place.ts'
import { TargetPicker } from './target-picker.tsx'
import { type Target, targetsOf } from './targets.ts'
import { useMoved } from './use-moved.ts'

type Ticket = Outputs['workspace']['ticket']

interface Props {
  ticket: Ticket
  opened: boolean
  onClose: () => void
}

/** TK-9: to a queue or an agent, with what that does to the ticket. */
export function TransferDialog({ ticket, opened, onClose }: Props) {
  const { t } = useTranslation('tickets')
  const title = t(ticket.queue ? 'transfer.title' : 'transfer.fileTitle', { number: ticket.number })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={520}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <TransferForm ticket={ticket} onClose={onClose} />
    </Modal>
  )
}

function TransferForm({ ticket, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('tickets')
  // As it is when it is opened; while one chooses nothing moves under the hand.
  const query = useQuery(
    orpc.tickets.targets.queryOptions({
      input: { id: ticket.id },
      staleTime: 0,
      gcTime: 0,
      refetchOnWindowFocus: false,
    }),
  )
  const [key, setKey] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { to, go } = usePlace()
  const supervises = useMay()('workspace.supervise')
  const moved = useMoved()
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <LoadingState />

  const targets = targetsOf(query.data.campaigns, ticket)
  const chosen = targets.find((target) => target.key === key && !target.here)
  const transfer = async () => {
    const { queue, agent, campaign } = chosen!
    const answer = await client.tickets.transfer({
      id: ticket.id,
      queueId: queue.id,
      agentId: agent?.id ?? null,
      note: note.trim() || null,
    })
    const place = `${campaign.name} › ${queue.name}`
    const { number } = ticket
    const done =
      agent && queue.id === ticket.queue?.id
        ? t('transfer.assigned', { number, agent: agent.name })
        : t('transfer.done', { number, place })
    moved(answer.ticketId === ticket.id ? done : `${done}. ${t('transfer.goesOn', { number: answer.number })}`, answer)
    // Who supervises still sees it; an agent goes on with the others.
    go(supervises ? to({ ticket: answer.ticketId }) : to())
  }
  return (
    <Consequence
      verb={t(ticket.queue ? 'transfer.verb' : 'transfer.fileVerb')}
      danger={false}
      disabled={!chosen}
      onClose={onClose}
      onConfirm={transfer}
    >
      <Stack gap={16}>
        <TargetPicker targets={targets} ownCampaignId={ticket.campaign.id} value={key} onChange={setKey} />
        <Textarea
          label={t('transfer.note')}
          description={t('transfer.noteHelp')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <p role="status" style={{ margin: 0, fontSize: 14 }}>
          {chosen && <Outcome target={chosen} ownCampaignId={ticket.campaign.id} />}
        </p>
      </Stack>
    </Consequence>
  )
}

/** What choosing this does. */
function Outcome({ target, ownCampaignId }: { target: Target; ownCampaignId: string }) {
  const { t } = useTranslation('tickets')
  const { campaign, queue, agent } = target
  const there = campaign.openTicket
  if (campaign.id === ownCampaignId)
    return agent ? t('transfer.insideAgent', { agent: agent.name }) : t('transfer.inside', { queue: queue.name })
  if (!there) return t('transfer.across', { campaign: campaign.name })
  const words = { campaign: campaign.name, number: there.number }
  return there.agent ? t('transfer.joinsHeld', { ...words, agent: there.agent.name }) : t('transfer.joins', words)
}
