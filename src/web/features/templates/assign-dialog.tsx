import { Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Assignment, coveredQueues, sameTicks, toggleCampaign, toggleQueue } from '../../../rules/assignment.ts'
import { placeIn } from '../../../rules/template-reach.ts'
import { orpc, type Outputs } from '../../api.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { usePhone } from '../../ui/use-phone.ts'
import { AssignConflict } from './assign-conflict.tsx'
import { AssignForm } from './assign-form.tsx'
import type { Mark } from './assign-tree.tsx'
import { useTicks } from './use-ticks.ts'

interface Props {
  template: { id: string; displayName: string } | null
  channelId: string
  onClose: () => void
  onSaved?: () => void
}

/** "Asignar campañas y colas" (AS-1). */
export function AssignDialog({ template, channelId, onClose, onSaved }: Props) {
  const { t } = useTranslation('templates')
  const phone = usePhone()
  return (
    <Modal
      opened={template !== null}
      onClose={onClose}
      title={t('assign.title')}
      size={560}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {template && (
        <>
          <Text size="sm" c="dimmed" mb={12}>
            {t('assign.what', { name: template.displayName })}
          </Text>
          <Choice templateId={template.id} channelId={channelId} onClose={onClose} onSaved={onSaved} />
        </>
      )}
    </Modal>
  )
}

interface ChoiceProps {
  templateId: string
  channelId: string
  onClose: () => void
  onSaved: (() => void) | undefined
}

function Choice({ templateId, ...rest }: ChoiceProps) {
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  // What is ticked must be what is true now, not what was true when the dialog was last open.
  const assigned = useQuery(orpc.templates.assignments.queryOptions({ input: { id: templateId }, gcTime: 0 }))
  const error = campaigns.error ?? assigned.error
  if (error) {
    return <ErrorState error={error} onRetry={() => void Promise.all([campaigns.refetch(), assigned.refetch()])} />
  }
  if (!campaigns.data || !assigned.data) return <LoadingState />
  return <Ticks templateId={templateId} campaigns={campaigns.data} assigned={assigned.data} {...rest} />
}

interface TicksProps extends ChoiceProps {
  campaigns: Outputs['campaigns']['list']
  assigned: Assignment[]
}

function Ticks({ templateId, channelId, campaigns, assigned, onClose, onSaved }: TicksProps) {
  const { t } = useTranslation('templates')
  const queries = useQueryClient()
  const { seen, ticks, setTicks, conflict, followed } = useTicks(assigned)
  const wanted = standing(ticks, campaigns)
  const assign = useMutation(
    orpc.templates.assign.mutationOptions({
      onSuccess: () => {
        toastDone(t('assign.saved'))
        void queries.invalidateQueries({ queryKey: orpc.templates.key() })
        void queries.invalidateQueries({ queryKey: orpc.reach.key() })
        if (onSaved) onSaved()
        else onClose()
      },
      // Somebody saved, or deleted a campaign or queue, since: what stands now is shown beside what was ticked.
      onError: () => {
        void queries.invalidateQueries({ queryKey: orpc.templates.assignments.key() })
        void queries.invalidateQueries({ queryKey: orpc.campaigns.list.key() })
      },
    }),
  )
  return (
    <AssignForm
      campaigns={campaigns}
      channelId={channelId}
      markOf={(place) => markOf(wanted, place)}
      onToggle={({ campaignId, queueId }) =>
        setTicks(queueId === null ? toggleCampaign(wanted, campaignId) : toggleQueue(wanted, campaignId, queueId))
      }
      status={
        <>
          {followed && !conflict && `${t('assign.followed')} `}
          {wanted.length === 0 ? t('unassignedWhy') : t('assign.reaches', { count: reached(wanted, campaigns) })}
        </>
      }
      conflict={conflict && <AssignConflict conflict={conflict} campaigns={campaigns} />}
      error={assign.error}
      saving={assign.isPending}
      onSave={() => assign.mutate({ id: templateId, assignments: wanted, seen })}
      onClose={onClose}
    />
  )
}

function markOf(ticks: Assignment[], place: Assignment): Mark {
  if (place.queueId !== null && coveredQueues(ticks, [place]).length > 0) return { state: 'covered' }
  return { state: ticks.some((tick) => sameTicks([tick], [place])) ? 'all' : 'none' }
}

/** Without those whose campaign or queue was deleted while the window was open. */
function standing(ticks: Assignment[], campaigns: TicksProps['campaigns']): Assignment[] {
  const queuesOf = new Map(campaigns.map(({ id, queues }) => [id, new Set(queues.map((queue) => queue.id))]))
  return ticks.filter((tick) => {
    const queues = queuesOf.get(tick.campaignId)
    return queues && (tick.queueId === null || queues.has(tick.queueId))
  })
}

/** How many queues will offer it. */
function reached(ticks: Assignment[], campaigns: TicksProps['campaigns']): number {
  const queues = campaigns.flatMap((campaign) =>
    campaign.queues.map(({ id, active }) => ({
      id,
      campaignId: campaign.id,
      active,
      campaignActive: campaign.active,
    })),
  )
  return queues.filter((queue) => placeIn(ticks, queue)?.bar === null).length
}
