import { Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { ConsequenceDialog } from '../../../ui/consequence-dialog.tsx'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.tsx'

interface Props {
  channelId: string
  ids: string[]
  to: 'on' | 'off' | null
  onClose: () => void
}

/** TP-3 for many: exactly what it would touch, first; afterwards it can be undone. */
export function SwitchManyDialog({ channelId, ids, to, onClose }: Props) {
  const { t } = useTranslation('template-many')
  const turn = useTurn(channelId)
  const { data, error, refetch } = useQuery({
    ...orpc.templates.figures.queryOptions({ input: { channelId, ids }, gcTime: 0 }),
    enabled: to !== null,
  })
  const way = to ?? 'off'
  const [changes, already] = way === 'on' ? [data?.off ?? 0, data?.on] : [data?.on ?? 0, data?.off]
  const figures = data && [
    { value: changes, label: t(`figures.change.${way}`, { count: changes }) },
    { value: already ?? 0, label: t(`figures.already.${way}`, { count: already ?? 0 }) },
    { value: data.assigned, label: t('figures.assigned', { count: data.assigned }) },
    ...(way === 'off' ? [{ value: data.approved, label: t('figures.sendable', { count: data.approved }) }] : []),
    ...(way === 'off' && data.waitingMessages > 0
      ? [{ value: data.waitingMessages, label: t('figures.waiting', { count: data.waitingMessages }) }]
      : []),
    ...(data.gone > 0 ? [{ value: data.gone, label: t('figures.gone', { count: data.gone }) }] : []),
  ]
  return (
    <ConsequenceDialog
      opened={to !== null}
      onClose={onClose}
      title={t(way === 'on' ? 'switchOn' : 'switchOff')}
      danger={way === 'off'}
      disabled={changes === 0}
      {...(figures && { figures })}
      verb={data && changes === 0 ? t(`nothing.${way}`) : t(`verb.${way}`, { count: changes })}
      onConfirm={() => turn(ids, way === 'on')}
    >
      <Text size="sm">{t(`what.${way}`)}</Text>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />)}
    </ConsequenceDialog>
  )
}

/** Switches, says what changed, and takes exactly that back. */
function useTurn(channelId: string) {
  const { t } = useTranslation('template-many')
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    orpc.templates.switchMany.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.templates.key() }),
    }),
  )
  return async function turn(ids: string[], active: boolean): Promise<void> {
    const { changed, gone } = await mutateAsync({ channelId, ids, active })
    const undo = () => void turn(changed, !active).catch(toastProblem)
    const said = t(active ? 'done.on' : 'done.off', { count: changed.length })
    const lost = gone > 0 ? ` ${t('done.gone', { count: gone })}` : ''
    toastDone(said + lost, changed.length > 0 ? undo : undefined)
  }
}
