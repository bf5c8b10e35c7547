import { Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { ChannelRow } from './channel.ts'

type Figures = Outputs['channels']['missed']

interface Props {
  channel: ChannelRow
  opened: boolean
  onClose: () => void
}

/** TK-7: exactly what one click will make; where nothing is young enough, it only clears the count. */
export function CollectDialog({ channel: { id, alias }, opened, onClose }: Props) {
  const { t } = useTranslation('channels')
  const queries = useQueryClient()
  const options = orpc.channels.missed.queryOptions({ input: { id } })
  const { data: figures, error, refetch } = useQuery({ ...options, enabled: opened, staleTime: 0, gcTime: 0 })

  const collect = async () => {
    const done = await client.channels.collectMissed({ id })
    toastDone(
      done.messages === 0 ? t('missed.cleared', { alias }) : t('missed.done', { count: done.newTickets, alias }),
    )
    await Promise.all([
      queries.invalidateQueries({ queryKey: orpc.channels.key() }),
      queries.invalidateQueries({ queryKey: orpc.workspace.key() }),
    ])
  }

  const none = figures?.messages === 0
  return (
    <ConsequenceDialog
      opened={opened}
      onClose={onClose}
      title={t('missed.title', { alias })}
      verb={figures ? verbFor(figures, t) : t('missed.open')}
      danger={false}
      disabled={!figures}
      onConfirm={collect}
      {...(figures && !none && { figures: rowsOf(figures, t) })}
    >
      {!figures && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />)}
      {figures && <Text size="sm">{t(none ? 'missed.tooOld' : 'missed.words')}</Text>}
    </ConsequenceDialog>
  )
}

type T = TFunction<'channels'>

function verbFor(figures: Figures, t: T): string {
  if (figures.messages === 0) return t('missed.clear')
  const count = figures.newTickets
  return count === 0 ? t('missed.join', { count: figures.messages }) : t('missed.verb', { count })
}

const rowsOf = (figures: Figures, t: T) =>
  [
    { value: figures.messages, label: t('missed.messages') },
    { value: figures.contacts, label: t('missed.contacts') },
    { value: figures.newTickets, label: t('missed.newTickets') },
    { value: figures.joinedTickets, label: t('missed.joinedTickets') },
    { value: figures.optOutTickets, label: t('missed.optOutTickets') },
  ].filter(({ value }, i) => i < 3 || value > 0)
