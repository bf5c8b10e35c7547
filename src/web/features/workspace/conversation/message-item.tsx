import { UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import { FormattedText } from '../../../ui/formatted-text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { carried, type Message } from './message.ts'
import { Spoken } from './spoken.tsx'
import { useThreadActions } from './thread-context.ts'
import styles from './thread.module.css'

interface Props {
  message: Message
  /** Named above the first message of a day. */
  day: string | undefined
  /** How many unread ones begin here. */
  unread: number
  /** The one before is from the same person: no need to say who. */
  follows: boolean
  /** One has just been led here. */
  flash: boolean
}

export const MessageItem = memo(function MessageItem({ message, day, unread, follows, flash }: Props) {
  const { t } = useTranslation('thread')
  return (
    <li
      className={styles.item}
      data-id={message.id}
      data-follows={follows || undefined}
      data-flash={flash || undefined}
      tabIndex={-1}
    >
      {day && <div className={styles.day}>{day}</div>}
      {unread > 0 && <div className={styles.unread}>{t('unread', { count: unread })}</div>}
      {message.kind === 'button' || message.kind === 'reaction' ? (
        <Event message={message} />
      ) : message.direction === 'note' ? (
        <Note message={message} />
      ) : (
        <Spoken message={message} follows={follows} />
      )}
    </li>
  )
})

/** WS-3: a tap is something that happened, naming button and template; so is a reaction to what is not in sight. */
function Event({ message }: { message: Message }) {
  const { t } = useTranslation('thread')
  const { contactName, goTo } = useThreadActions()
  const { kind, text, quote } = message
  const name = message.direction === 'in' ? contactName : (message.sender?.name ?? message.channelAlias)
  const button = carried(message, 'buttonText') ?? text
  const template = carried(message, 'templateName')
  const about = quote?.id ?? null
  const words =
    kind === 'reaction'
      ? t(about ? 'event.reactionTo' : 'event.reaction', { name, emoji: carried(message, 'emoji') ?? text })
      : template
        ? t('event.buttonOf', { name, button, template })
        : t('event.button', { name, button })
  return (
    <div className={styles.event}>
      {kind === 'button' && <Icon name="reply" size={16} />}
      <span>
        {words}
        {kind === 'reaction' && about && (
          <UnstyledButton className={styles.about} onClick={() => goTo(about)}>
            «{quote?.text || t(`kind.${quote?.kind}`, t('kind.unsupported'))}»
          </UnstyledButton>
        )}
      </span>
      <Time at={message.at} />
    </div>
  )
}

/** Never goes out; of a colour and a name of its own, so that nobody takes it for an answer. */
function Note({ message }: { message: Message }) {
  const { t } = useTranslation('thread')
  return (
    <div className={styles.note} data-tone="amber">
      <div className={styles.noteHead}>
        <Icon name="lock" size={14} />
        <b>{t('note')}</b>
        <span>{message.sender?.name}</span>
        <Time at={message.at} />
      </div>
      <FormattedText text={message.text} links />
    </div>
  )
}

function Time({ at }: { at: string }) {
  const { time, full } = useDates()
  return (
    <time className={styles.time} dateTime={at} title={full(at)}>
      {time(at)}
    </time>
  )
}
