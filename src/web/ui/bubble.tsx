import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageStatus } from '../../rules/message-status.ts'
import styles from './bubble.module.css'
import { FormattedText, Variables } from './formatted-text.tsx'
import { Icon, type IconName } from './icon.tsx'

interface Props {
  /** Stands above the words: a picture, a player, a place. */
  attachment?: ReactNode
  header?: string | null | undefined
  /** With WhatsApp's own marks: *bold*, _italic_, ~struck~, ```mono```, lists. */
  body: string
  footer?: string | null | undefined
  buttons?: readonly { type: string; text: string }[] | undefined
  side?: 'in' | 'out'
  /** As it is shown: "10:42". */
  time?: string | undefined
  status?: MessageStatus | null | undefined
  /** What to call variables that have no value yet: by number, the header's under `h1`. */
  names?: Readonly<Record<string, string>> | undefined
}

/** A message as WhatsApp draws it. */
export function Bubble({ attachment, header, body, footer, buttons = [], side = 'out', time, status, names }: Props) {
  return (
    <div className={styles.message} data-side={side}>
      <div className={styles.bubble}>
        {attachment}
        {header && (
          <div className={styles.header}>
            <Variables text={header} names={names} prefix="h" />
          </div>
        )}
        <div className={styles.body}>
          <FormattedText text={body} names={names} />
        </div>
        {footer && <span className={styles.footer}>{footer}</span>}
        {(time || status) && (
          <span className={styles.meta}>
            {time}
            {status && <Ticks status={status} />}
          </span>
        )}
      </div>
      {buttons.map(({ type, text }, at) => (
        // Two buttons may say the same while they are being written.
        <div key={`${at} ${type}`} className={styles.button}>
          <Icon name={buttonIcons[type] ?? 'link'} size={16} />
          <span>{text}</span>
        </div>
      ))}
    </div>
  )
}

const buttonIcons: Record<string, IconName> = { QUICK_REPLY: 'reply', PHONE_NUMBER: 'phone', COPY_CODE: 'copy' }

const tickIcons: Record<MessageStatus, IconName> = {
  waiting: 'clock',
  sending: 'clock',
  uncertain: 'help',
  accepted: 'check',
  sent: 'check',
  failed: 'warning',
  delivered: 'check-double',
  read: 'check-double',
  cancelled: 'x',
}

/** WS-2 in WhatsApp's own signs; the word for those who do not see them, and on hover. */
export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useTranslation('bubble')
  return (
    <span className={styles.ticks} data-status={status} title={t(`status.${status}`)}>
      <Icon name={tickIcons[status]} size={16} label={t(`status.${status}`)} />
    </span>
  )
}

/** The piece of a phone in which a message is shown before it is sent. */
export function PhonePreview({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation('bubble')
  const id = useId()
  return (
    <figure className={styles.phone} aria-labelledby={id}>
      <figcaption id={id} className={styles.bar}>
        <span className={styles.picture}>
          <Icon name="building" size={16} />
        </span>
        <span className={styles.name}>{name}</span>
        <span className={styles.caption}>{t('preview')}</span>
      </figcaption>
      <div className={styles.chat}>{children}</div>
    </figure>
  )
}
