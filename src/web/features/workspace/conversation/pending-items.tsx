import { Button, Group } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Bubble } from '../../../ui/bubble.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import { dropReply, type Pending, retryReply } from './outbox.ts'
import styles from './thread.module.css'

interface Props {
  ticketId: string
  pending: readonly Pending[]
  /** The messages that already stand in the conversation. */
  arrived: ReadonlySet<string>
  /** Gives the text back to the composer. */
  onTakeBack: (text: string) => void
}

/** What was written and is not yet in the conversation; what did not get through keeps its text and can be tried again. */
export function PendingItems({ ticketId, pending, arrived, onTakeBack }: Props) {
  const { t } = useTranslation('workspace')
  const { time } = useDates()
  const settled = pending.find(({ messageId }) => messageId !== undefined && arrived.has(messageId))
  useEffect(() => {
    if (settled) dropReply(ticketId, settled)
  }, [ticketId, settled])

  return pending
    .filter(({ messageId }) => messageId === undefined || !arrived.has(messageId))
    .map((item) => (
      <li key={item.clientKey} className={styles.item}>
        <Bubble
          body={item.text}
          time={time(item.at)}
          status={item.problem ? (item.refused ? 'failed' : 'uncertain') : 'waiting'}
        />
        {item.problem && (
          <div className={styles.remark} data-tone={item.refused ? 'red' : 'amber'} role="alert">
            <Icon name="warning" size={16} />
            <div>
              {t(item.refused ? 'notSent' : 'notConfirmed', { reason: item.problem })}
              <Group gap={8} mt={6}>
                <Button size="compact-xs" variant="default" onClick={() => retryReply(ticketId, item)}>
                  {t('ui:retry')}
                </Button>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  onClick={() => {
                    dropReply(ticketId, item)
                    if (item.refused) onTakeBack(item.text)
                  }}
                >
                  {t(item.refused ? 'takeBack' : 'discard')}
                </Button>
              </Group>
            </div>
          </div>
        )}
      </li>
    ))
}
