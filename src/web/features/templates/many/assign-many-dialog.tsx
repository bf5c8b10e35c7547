import { Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Assignment, manyIn, type TickChange, toggleMany } from '../../../../rules/assignment.ts'
import { orpc, type Outputs } from '../../../api.ts'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import { toastDone } from '../../../ui/toast.tsx'
import { usePhone } from '../../../ui/use-phone.ts'
import { AssignForm } from '../assign-form.tsx'
import type { Mark } from '../assign-tree.tsx'

interface Props {
  channelId: string
  ids: string[]
  onClose: () => void
}

/** "Asignar campañas y colas" of many: a place is ticked for all, for some or for none, and what is left alone stays (AS-1). */
export function AssignManyDialog({ opened, onClose, ...rest }: Props & { opened: boolean }) {
  const { t } = useTranslation('template-many')
  const phone = usePhone()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('templates:assign.title')}
      size={560}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {opened && <Choice onClose={onClose} {...rest} />}
    </Modal>
  )
}

function Choice(props: Props) {
  const { channelId, ids } = props
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  const figures = useQuery(orpc.templates.figures.queryOptions({ input: { channelId, ids }, gcTime: 0 }))
  const error = (!campaigns.data && campaigns.error) || (!figures.data && figures.error)
  if (error)
    return <ErrorState error={error} onRetry={() => void Promise.all([campaigns.refetch(), figures.refetch()])} />
  if (!campaigns.data || !figures.data) return <LoadingState />
  return <Ticks {...props} campaigns={campaigns.data} figures={figures.data} />
}

interface TicksProps extends Props {
  campaigns: Outputs['campaigns']['list']
  figures: Outputs['templates']['figures']
}

function Ticks({ channelId, ids, campaigns, figures, onClose }: TicksProps) {
  const { t } = useTranslation('template-many')
  const queries = useQueryClient()
  const [change, setChange] = useState<TickChange>({ add: [], remove: [] })
  const many = { total: figures.templates, ticks: figures.places }
  const markOf = useMark(many, change)
  const assign = useMutation(
    orpc.templates.assignMany.mutationOptions({
      onSuccess: ({ changed, already }) => {
        toastDone(
          [t('assigned', { count: changed }), already > 0 && t('alreadySo', { count: already })]
            .filter(Boolean)
            .join(' '),
        )
        void queries.invalidateQueries({ queryKey: orpc.templates.key() })
        void queries.invalidateQueries({ queryKey: orpc.reach.key() })
        onClose()
      },
      onError: () => void queries.invalidateQueries({ queryKey: orpc.campaigns.list.key() }),
    }),
  )
  const wanted = standing(change, campaigns)
  const touched = wanted.add.length + wanted.remove.length
  return (
    <>
      <Text size="sm" c="dimmed" mb={12}>
        {t('assignWhat', { count: figures.templates })}
      </Text>
      <AssignForm
        campaigns={campaigns}
        channelId={channelId}
        markOf={markOf}
        onToggle={(place) => setChange(toggleMany(many, change, place))}
        status={touched === 0 ? t('untouched') : t('touched', { count: touched })}
        error={assign.error}
        saving={assign.isPending}
        untouched={touched === 0}
        onSave={() => assign.mutate({ channelId, ids, ...wanted })}
        onClose={onClose}
      />
    </>
  )
}

/** A tick says all or none; what only some have, and what will change, is said in figures. */
function useMark(many: { total: number; ticks: TicksProps['figures']['places'] }, change: TickChange) {
  const { t } = useTranslation('template-many')
  return (place: Assignment): Mark => {
    const now = manyIn(many, change, place)
    const before = manyIn(many, { add: [], remove: [] }, place)
    const isQueue = place.queueId !== null
    if (isQueue && manyIn(many, change, { campaignId: place.campaignId, queueId: null }) === many.total)
      return { state: 'covered' }
    const state = now === 0 ? 'none' : now === many.total ? 'all' : 'some'
    if (now === before)
      return { state, note: state === 'some' ? t('inSome', { count: now, total: many.total }) : undefined }
    const diff = Math.abs(now - before)
    return { state, note: t(now > before ? 'willAdd' : 'willRemove', { count: diff }) }
  }
}

/** Without what was deleted while the window was open. */
function standing(
  { add, remove }: TickChange,
  campaigns: TicksProps['campaigns'],
): { add: Assignment[]; remove: Assignment[] } {
  const queuesOf = new Map(campaigns.map(({ id, queues }) => [id, new Set(queues.map((queue) => queue.id))]))
  const stands = ({ campaignId, queueId }: Assignment) => {
    const queues = queuesOf.get(campaignId)
    return queues !== undefined && (queueId === null || queues.has(queueId))
  }
  return { add: add.filter(stands), remove: remove.filter(stands) }
}
