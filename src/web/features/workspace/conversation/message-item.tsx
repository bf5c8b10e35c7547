import { VisuallyHidden } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Bubble } from '../../../ui/bubble.tsx'
import { useDates } from '../../../ui/dates.ts'
import { FormattedText } from '../../../ui/formatted-text.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { MessageExchange } from './message-exchange.tsx'
import { attachmentOf } from './attachment/attachment.tsx'
import { buttonsOf, captionOf, carried, fileOf, type Message, substance } from './message.ts'
import styles from './thread.module.css'

interface Props {
  message: Message
  /** Named above the first message of a day. */
  day: string | undefined
  /** The one before is from the same person: no need to say who. */
  follows: boolean
  contactName: string
}

export const MessageItem = memo(function MessageItem({ message, day, follows, contactName }: Props) {
  return (
    <li className={styles.item} data-follows={follows || undefined}>
      {day && <div className={styles.day}>{day}</div>}
      {message.kind === 'button' || message.kind === 'reaction' ? (
        <Event message={message} contactName={contactName} />
      ) : message.direction === 'note' ? (
        <Note message={message} />
      ) : (
        <Spoken message={message} follows={follows} contactName={contactName} />
      )}
    </li>
  )
})

/** WS-3: a tap is something that happened, naming button and template. */
function Event({ message, contactName }: { message: Message; contactName: string }) {
  const { t } = useTranslation('workspace')
  const button = carried(message, 'buttonText') ?? message.text
  const template = carried(message, 'templateName')
  const words =
    message.kind === 'reaction'
      ? t('event.reaction', { name: contactName, emoji: carried(message, 'emoji') ?? message.text })
      : template
        ? t('event.buttonOf', { name: contactName, button, template })
        : t('event.button', { name: contactName, button })
  return (
    <div className={styles.event}>
      {message.kind === 'button' && <Icon name="reply" size={16} />}
      <span>{words}</span>
      <Time at={message.at} />
    </div>
  )
}

function Note({ message }: { message: Message }) {
  const { t } = useTranslation('workspace')
  return (
    <div className={styles.note} data-tone="amber">
      <div className={styles.voice}>
        {t('note', { name: message.sender?.name ?? '' })} <Time at={message.at} />
      </div>
      <FormattedText text={message.text} />
    </div>
  )
}

const plain = new Set(['text', 'template', 'list', 'flow'])

function Spoken({ message, follows, contactName }: Omit<Props, 'day'>) {
  const { t } = useTranslation('workspace')
  const { time } = useDates()
  const { direction, kind, status, failure } = message
  const side = direction === 'in' ? 'in' : 'out'
  const elsewhere =
    message.content?.['echo'] === true
      ? t('fromPhone', { alias: message.channelAlias })
      : carried(message, 'automatic') === undefined
        ? message.channelAlias
        : t('automatic')
  const name = side === 'in' ? contactName : (message.sender?.name ?? elsewhere)
  const attachment = attachmentOf(message, name)
  const said = attachment
    ? { attachment, body: captionOf(message) }
    : {
        file: kind === 'template' ? fileOf(message) : null,
        header: plain.has(kind) ? carried(message, 'header') : t(`kind.${kind}`, t('kind.unsupported')),
        body: substance(message),
      }
  const template = kind === 'template' && t('templateBy', { name, template: carried(message, 'templateName') ?? '' })
  return (
    <>
      {side === 'out' && !follows ? (
        <div className={styles.voice}>{template || name}</div>
      ) : (
        <VisuallyHidden>{name}: </VisuallyHidden>
      )}
      <MessageExchange id={message.id} sent={direction === 'out' && status !== 'waiting' && status !== 'cancelled'}>
        <Bubble
          side={side}
          {...said}
          footer={carried(message, 'footer')}
          buttons={side === 'out' ? buttonsOf(message) : undefined}
          time={time(message.at)}
          status={status}
          tail={!follows}
        />
      </MessageExchange>
      {status === 'failed' && <Remark tone="red">{failure ?? t('failed')}</Remark>}
      {status === 'uncertain' && <Remark tone="amber">{t('uncertain')}</Remark>}
      {message.loose && side === 'in' && (
        <Remark tone="grey" side="in" icon="pause">
          {t('whileOff')}
        </Remark>
      )}
      {message.content?.['deleted'] === true && (
        <Remark tone="grey" side="in">
          {t('deleted')}
        </Remark>
      )}
      {status === 'cancelled' && <Remark tone="grey">{failure ?? t('cancelled')}</Remark>}
    </>
  )
}

interface RemarkProps {
  tone: 'red' | 'amber' | 'grey'
  side?: 'in'
  icon?: IconName
  children: string
}

function Remark({ tone, side, icon, children }: RemarkProps) {
  return (
    <div className={styles.remark} data-tone={tone} data-side={side}>
      <Icon name={icon ?? (tone === 'grey' ? 'x' : 'warning')} size={16} />
      {children}
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
