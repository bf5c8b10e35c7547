import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { client } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { ChannelRow } from './channel.ts'
import { type Figures, figureRows, interactionsOf, QueueNames, useFigures, useFiguresInWords } from './figures.tsx'

interface Props {
  channel: ChannelRow & { identifier: string }
  opened: boolean
  onClose: () => void
}

/** CH-9: the consequences of switching off, and the identifier typed. */
export function DeleteDialog({ channel: { id, alias, identifier }, opened, onClose }: Props) {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const summary = useFiguresInWords()
  const { data: figures, error, refetch, act } = useFigures(id, opened)

  const remove = async (shown: Figures) => {
    const done = await act(() => client.channels.remove({ id, identifier, shown }))
    toastDone(t('delete.done', { alias, figures: summary(done) }))
    await navigate({ to: '/canales' })
  }

  const interactions = figures ? interactionsOf(figures) : 0
  return (
    <ConsequenceDialog
      opened={opened}
      onClose={onClose}
      title={t('delete.title', { alias })}
      verb={interactions ? t('delete.andEnd', { count: interactions }) : t('delete.verb')}
      typed={prettyPhone(identifier)}
      disabled={!figures}
      onConfirm={async () => figures && remove(figures)}
      {...(figures && { figures: figureRows(figures, t) })}
    >
      {!figures && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />)}
      {figures && (
        <>
          <Text size="sm">{t('delete.words')}</Text>
          <QueueNames queues={figures.queues} />
        </>
      )}
    </ConsequenceDialog>
  )
}
