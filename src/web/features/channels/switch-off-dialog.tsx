import { List, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs, problemOf } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { useDates } from '../../ui/dates.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { ChannelRow } from './channel.ts'

type Figures = Outputs['channels']['switchOffFigures']

interface Props {
  channel: ChannelRow
  opened: boolean
  onClose: () => void
}

const interactionsOf = (figures: Figures) => figures.interactionsWithTicket + figures.sendsWithoutAnswer

/** CH-8: what will end, exact and live while one looks; what grew too much meanwhile is shown and asked again. */
export function SwitchOffDialog({ channel: { id, alias }, opened, onClose }: Props) {
  const { t } = useTranslation('channels')
  const queries = useQueryClient()
  const summary = useFiguresInWords()
  const options = orpc.channels.switchOffFigures.queryOptions({ input: { id } })
  const { data: figures, error, refetch } = useQuery({ ...options, enabled: opened, staleTime: 0, gcTime: 0 })

  const switchOff = async (shown: Figures) => {
    try {
      const done = await client.channels.switchOff({ id, shown })
      toastDone(t('switchOff.done', { alias, figures: summary(done) }))
    } catch (problem) {
      const { code, data } = problemOf(problem)
      if (code === 'figures_grew') queries.setQueryData(options.queryKey, data as Figures)
      throw problem
    }
    await queries.invalidateQueries({ queryKey: orpc.channels.key() })
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
      {...(figures && { figures: rowsOf(figures, t) })}
    >
      {!figures && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />)}
      {figures && <Words queues={figures.queues} />}
    </ConsequenceDialog>
  )
}

function Words({ queues }: Pick<Figures, 'queues'>) {
  const { t } = useTranslation('channels')
  return (
    <>
      <Text size="sm">{t('switchOff.words')}</Text>
      {queues.length > 0 && (
        <>
          <Text size="sm" mt={12} mb={4}>
            {t('switchOff.queueNames', { count: queues.length })}
          </Text>
          <List size="sm" mah={160} style={{ overflowY: 'auto' }}>
            {queues.map((queue) => (
              <List.Item key={queue.id}>
                {queue.campaignName} › {queue.name}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}

const rowsOf = (figures: Figures, t: (key: string) => string) => [
  { value: figures.interactionsWithTicket, label: t('switchOff.withTicket') },
  { value: figures.sendsWithoutAnswer, label: t('switchOff.withoutAnswer') },
  { value: figures.ticketsThatClose, label: t('switchOff.tickets') },
  { value: figures.waitingMessages, label: t('switchOff.waiting') },
  { value: figures.queues.length, label: t('switchOff.queues') },
]

/** "12 interacciones finalizadas, 3 tickets cerrados y 2 colas sin el número"; only what happened. */
function useFiguresInWords() {
  const { t } = useTranslation('channels')
  const { locale } = useDates()
  return (figures: Figures) => {
    const counts = {
      ended: interactionsOf(figures),
      closed: figures.ticketsThatClose,
      left: figures.queues.length,
      cancelled: figures.waitingMessages,
    }
    const parts = Object.entries(counts).filter(([, count]) => count > 0)
    if (parts.length === 0) return t('switchOff.nothingEnded')
    return new Intl.ListFormat(locale).format(parts.map(([what, count]) => t(`switchOff.${what}`, { count })))
  }
}
