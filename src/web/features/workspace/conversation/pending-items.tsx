import { Button, Group } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Bubble } from '../../../ui/bubble.tsx'
import { BubbleMedia } from '../../../ui/bubble-media.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import { dropReply, type Pending, retryReply } from './outbox.ts'
import styles from './thread.module.css'
import written from './write/write.module.css'

interface Props {
  ticketId: string
  pending: readonly Pending[]
  /** The messages that already stand in the conversation. */
  arrived: ReadonlySet<string>
  /** Whether there is a composer to take it. */
  canTakeBack: (item: Pending) => boolean
  /** Gives back to the composer what was not sent. */
  onTakeBack: (item: Pending) => void
}

/** What was written and is not yet in the conversation; what did not get through keeps its text and can be tried again. */
export function PendingItems({ ticketId, pending, arrived, canTakeBack, onTakeBack }: Props) {
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
        {item.mentions ? (
          <div className={styles.note} data-tone="amber">
            {item.text}
          </div>
        ) : (
          <Bubble
            attachment={<Brought item={item} />}
            body={item.text}
            time={time(item.at)}
            status={item.problem ? (item.refused ? 'failed' : 'uncertain') : 'waiting'}
          />
        )}
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
                    if (item.refused && canTakeBack(item)) onTakeBack(item)
                  }}
                >
                  {t(item.refused && canTakeBack(item) ? 'takeBack' : 'discard')}
                </Button>
              </Group>
            </div>
          </div>
        )}
      </li>
    ))
}

function Brought({ item: { file, quoted } }: { item: Pending }) {
  const { t } = useTranslation('write')
  return (
    <>
      {quoted && (
        <blockquote className={written.answered}>
          <b>{quoted.name}</b> {quoted.text || t('quote.file')}
        </blockquote>
      )}
      {file?.type === 'AUDIO' ? (
        <audio src={`/api/files/${file.id}`} className={written.sound} controls aria-label={file.name} />
      ) : (
        file && (
          <BubbleMedia file={{ kind: file.type, url: `/api/files/${file.id}`, name: file.name, size: file.bytes }} />
        )
      )}
    </>
  )
}
