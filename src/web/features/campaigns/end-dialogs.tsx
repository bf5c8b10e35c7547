import { List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { client, type Outputs } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { Campaign, End, Queue } from './campaign.ts'
import { useEnd } from './use-end.ts'

type LostChannel = Outputs['campaigns']['endFigures']['channels'][number]

interface CampaignProps {
  campaign: Campaign
  how: End
  onClose: () => void
}

/** AS-4: its queues go off, channels are detached, tickets close. */
export function CampaignEndDialog({ campaign: { id, name }, how, onClose }: CampaignProps) {
  const { t } = useTranslation('campaigns')
  const end = useEnd(id, () => client.campaigns.endFigures({ id }))
  const figures = end.data
  const confirm = () =>
    end.act(async (shown) => {
      if (how === 'off') await client.campaigns.switchOff({ id, shown })
      else await client.campaigns.remove({ id, name, shown })
      toastDone(t(`end.campaign.${how}.done`, { name }))
    })
  return (
    <ConsequenceDialog
      opened
      onClose={onClose}
      title={t(`end.campaign.${how}.title`, { name })}
      verb={t(`end.campaign.${how}.verb`, { count: figures?.tickets ?? 0 })}
      disabled={!figures}
      onConfirm={confirm}
      {...(how === 'delete' && { typed: name })}
      {...(figures && {
        figures: [
          { value: figures.tickets, label: t('end.tickets') },
          { value: figures.sendsWithoutAnswer, label: t('end.sends') },
          { value: figures.waitingMessages, label: t('end.waitingMessages') },
          { value: figures.queues.length, label: t('end.queues') },
          { value: figures.templates, label: t(`end.templates.${how}`) },
        ],
      })}
    >
      {figures ? (
        <>
          <Text size="sm">{t(`end.campaign.${how}.words`)}</Text>
          {figures.nextDefault && (
            <Text size="sm" mt={8}>
              {t('end.nextDefault', { name: figures.nextDefault.name })}
            </Text>
          )}
          <Channels channels={figures.channels} />
        </>
      ) : (
        <Waiting error={end.error} retry={() => void end.refetch()} />
      )}
    </ConsequenceDialog>
  )
}

interface QueueProps {
  queue: Queue
  how: End
  onClose: () => void
}

/** AS-4, TK-5: its open tickets go elsewhere, and where to is said. */
export function QueueEndDialog({ queue: { id, name }, how, onClose }: QueueProps) {
  const { t } = useTranslation('campaigns')
  const end = useEnd(id, () => client.campaigns.queueEndFigures({ id }))
  const figures = end.data
  const confirm = () =>
    end.act(async (shown) => {
      if (how === 'off') await client.campaigns.switchQueueOff({ id, shown })
      else await client.campaigns.removeQueue({ id, name, shown })
      toastDone(t(`end.queue.${how}.done`, { name }))
    })
  return (
    <ConsequenceDialog
      opened
      onClose={onClose}
      title={t(`end.queue.${how}.title`, { name })}
      verb={t(`end.queue.${how}.verb`, { count: figures ? figures.waiting + figures.held : 0 })}
      disabled={!figures}
      onConfirm={confirm}
      {...(how === 'delete' && { typed: name })}
      {...(figures && {
        figures: [
          { value: figures.waiting, label: t('end.waiting') },
          { value: figures.held, label: t('end.held') },
          { value: figures.sendsWithoutAnswer, label: t('end.sendsMove') },
          { value: figures.templates, label: t(`end.templates.${how}`) },
        ],
      })}
    >
      {figures ? (
        <>
          <Text size="sm">{t(`end.queue.${how}.words`)}</Text>
          {figures.moves.length > 0 && (
            <Named title={t('end.moves')}>
              {figures.moves.map((move) => (
                <List.Item key={move.queueId}>
                  {t('end.move', { count: move.tickets, name: move.name ?? t('end.noQueue') })}
                </List.Item>
              ))}
            </Named>
          )}
          <Channels channels={figures.channels} />
        </>
      ) : (
        <Waiting error={end.error} retry={() => void end.refetch()} />
      )}
    </ConsequenceDialog>
  )
}

/** Each channel that loses queues, and where what comes in over it goes afterwards. */
function Channels({ channels }: { channels: LostChannel[] }) {
  const { t } = useTranslation('campaigns')
  if (channels.length === 0) return null
  return (
    <Named title={t('end.channels')}>
      {channels.map(({ id, alias, entry, next }) => (
        <List.Item key={id}>
          {next === null
            ? t('end.channelAlone', { alias })
            : t(entry ? 'end.entryMoves' : 'end.entryStays', { alias, next })}
        </List.Item>
      ))}
    </Named>
  )
}

function Named({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Text size="sm" mt={12} mb={4} fw={500}>
        {title}
      </Text>
      <List size="sm" mah={140} style={{ overflowY: 'auto' }} tabIndex={0} aria-label={title}>
        {children}
      </List>
    </>
  )
}

const Waiting = ({ error, retry }: { error: unknown; retry: () => void }) =>
  error ? <ErrorState error={error} onRetry={retry} /> : <LoadingState />
