import { VisuallyHidden } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Bubble } from '../../../ui/bubble.tsx'
import { useDates } from '../../../ui/dates.ts'
import { attachmentOf } from './attachment/attachment.tsx'
import { MessageExchange } from './message-exchange.tsx'
import { buttonsOf, captionOf, carried, fileOf, type Message, substance } from './message.ts'
import { Outcome } from './outcome.tsx'
import { Quoted } from './quoted.tsx'
import { Remark } from './remark.tsx'
import { useThreadActions } from './thread-context.ts'
import styles from './thread.module.css'
import { QuoteButton } from './write/quote.tsx'
import written from './write/write.module.css'

const plain = new Set(['text', 'template', 'list'])

/** What somebody said, as WhatsApp draws it, with what is known of its fate beneath. */
export function Spoken({ message, follows }: { message: Message; follows: boolean }) {
  const { t } = useTranslation('thread')
  const { time } = useDates()
  const { contactName } = useThreadActions()
  const { direction, kind, status } = message
  const side = direction === 'in' ? 'in' : 'out'
  const name = side === 'in' ? contactName : (message.sender?.name ?? elsewhere(message, t))
  const attachment = attachmentOf(message, name)
  const said = attachment
    ? { attachment, body: captionOf(message) }
    : {
        file: kind === 'template' ? fileOf(message) : null,
        header: plain.has(kind) ? carried(message, 'header') : t(`kind.${kind}`, t('kind.unsupported')),
        body: substance(message) || (plain.has(kind) ? '' : t(`about.${kind}`, '')),
      }
  const template = kind === 'template' && t('templateBy', { name, template: carried(message, 'templateName') ?? '' })
  const deleted = message.content?.['deleted'] === true
  return (
    <>
      {side === 'out' && !follows ? (
        <div className={styles.voice}>{template || name}</div>
      ) : (
        <VisuallyHidden>{name}: </VisuallyHidden>
      )}
      <div className={`${styles.said} ${written.quotable}`} data-side={side} data-deleted={deleted || undefined}>
        <MessageExchange id={message.id} sent={direction === 'out' && status !== 'waiting' && status !== 'cancelled'}>
          <Bubble
            side={side}
            links
            {...said}
            attachment={
              message.quote || said.attachment ? (
                <>
                  {message.quote && <Quoted quote={message.quote} />}
                  {said.attachment}
                </>
              ) : undefined
            }
            footer={carried(message, 'footer')}
            buttons={side === 'out' ? buttonsOf(message) : undefined}
            time={time(message.at)}
            status={status}
            tail={!follows}
          />
        </MessageExchange>
        {direction === 'in' && !deleted && (
          <QuoteButton quoted={{ id: message.id, name, text: (said.body || t(`kind.${kind}`, '')).slice(0, 200) }} />
        )}
      </div>
      <Reactions message={message} side={side} />
      {deleted && (
        <Remark tone="grey" side={side} icon="trash">
          {t('deleted')}
        </Remark>
      )}
      {message.loose && side === 'in' && (
        <Remark tone="grey" side="in" icon="pause">
          {t('whileOff')}
        </Remark>
      )}
      <Outcome message={message} />
    </>
  )
}

/** Ours, and nobody's here: sent from the phone app, or by the queue itself. */
const elsewhere = (message: Message, t: TFunction<'thread'>) =>
  message.content?.['echo'] === true
    ? t('fromPhone', { alias: message.channelAlias })
    : carried(message, 'automatic') === undefined
      ? message.channelAlias
      : t('automatic')

function Reactions({ message, side }: { message: Message; side: 'in' | 'out' }) {
  const { t } = useTranslation('thread')
  const { contactName } = useThreadActions()
  if (message.reactions.length === 0) return null
  const who = (direction: 'in' | 'out') => (direction === 'in' ? contactName : message.channelAlias)
  return (
    <ul className={styles.reactions} data-side={side} aria-label={t('reactions')}>
      {message.reactions.map(({ id, emoji, direction }) => (
        <li key={id} title={t('event.reaction', { name: who(direction), emoji })}>
          <span aria-hidden>{emoji}</span>
          <VisuallyHidden>{t('event.reaction', { name: who(direction), emoji })}</VisuallyHidden>
        </li>
      ))}
    </ul>
  )
}
