import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { ChannelRow } from './channel.ts'
import { type Figures, figureRows, interactionsOf, QueueNames, useFigures, useFiguresInWords } from './figures.tsx'

interface Props {
  channel: ChannelRow
  opened: boolean
  onClose: () => void
}

/** CH-8. */
export function SwitchOffDialog({ channel: { id, alias }, opened, onClose }: Props) {
  const { t } = useTranslation('channels')
  const summary = useFiguresInWords()
  const { data: figures, error, refetch, act } = useFigures(id, opened)

  const switchOff = async (shown: Figures) => {
    const done = await act(() => client.channels.switchOff({ id, shown }))
    toastDone(t('switchOff.done', { alias, figures: summary(done) }))
  }

  const interactions = figures ? interactionsOf(figures) : 0
  return (
    <ConsequenceDialog
      opened={opened}
      onClose={onClose}
      title={t('switchOff.title', { alias })}
      verb={interactions ? t('switchOff.andEnd', { count: interactions }) : t('switchOff.verb')}
      disabled={!figures}
      onConfirm={async () => figures && switchOff(figures)}
      {...(figures && { figures: figureRows(figures, t) })}
    >
      {!figures && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />)}
      {figures && (
        <>
          <Text size="sm">{t('switchOff.words')}</Text>
          <QueueNames queues={figures.queues} />
        </>
      )}
    </ConsequenceDialog>
  )
}
