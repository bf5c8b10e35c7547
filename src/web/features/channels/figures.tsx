import { List, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs, problemOf } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'

export type Figures = Outputs['channels']['switchOffFigures']

/** Not everything that is begun or ends is announced one by one: broadcasts are folded. */
const LOOK_AGAIN_MS = 5_000

export const interactionsOf = (figures: Figures) => figures.interactionsWithTicket + figures.sendsWithoutAnswer

/** CH-8: what will end, exact and live while one looks. `act` tries with what is shown; what grew too much meanwhile takes
 *  its place, and is asked again. */
export function useFigures(id: string, opened: boolean) {
  const queries = useQueryClient()
  const options = orpc.channels.switchOffFigures.queryOptions({ input: { id } })
  const query = useQuery({ ...options, enabled: opened, staleTime: 0, gcTime: 0, refetchInterval: LOOK_AGAIN_MS })
  const act = async (call: () => Promise<Figures>): Promise<Figures> => {
    try {
      const done = await call()
      await queries.invalidateQueries({ queryKey: orpc.channels.key() })
      return done
    } catch (problem) {
      const { code, data } = problemOf(problem)
      if (code === 'figures_grew') queries.setQueryData(options.queryKey, data as Figures)
      throw problem
    }
  }
  return { ...query, act }
}

export function QueueNames({ queues }: Pick<Figures, 'queues'>) {
  const { t } = useTranslation('channels')
  if (queues.length === 0) return null
  return (
    <>
      <Text size="sm" mt={12} mb={4}>
        {t('switchOff.queueNames', { count: queues.length })}
      </Text>
      <List size="sm" mah={160} style={{ overflowY: 'auto' }} tabIndex={0}>
        {queues.map((queue) => (
          <List.Item key={queue.id}>
            {queue.campaignName} › {queue.name}
          </List.Item>
        ))}
      </List>
    </>
  )
}

export const figureRows = (figures: Figures, t: (key: string) => string) => [
  { value: figures.interactionsWithTicket, label: t('switchOff.withTicket') },
  { value: figures.sendsWithoutAnswer, label: t('switchOff.withoutAnswer') },
  { value: figures.ticketsThatClose, label: t('switchOff.tickets') },
  { value: figures.waitingMessages, label: t('switchOff.waiting') },
  { value: figures.queues.length, label: t('switchOff.queues') },
]

/** "12 interacciones finalizadas, 3 tickets cerrados y 2 colas sin el número"; only what happened. */
export function useFiguresInWords() {
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
