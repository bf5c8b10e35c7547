import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MessageStatus } from '../../../../rules/message-status.ts'
import { plainText } from '../../../../rules/whatsapp-format/plain.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Ticks } from '../../../ui/ticks.tsx'
import type { Address } from '../address.ts'
import { useHasDraft } from '../conversation/use-has-draft.ts'
import { useTrouble } from '../conversation/outbox.ts'
import { duration } from '../duration.ts'
import styles from './list.module.css'
import type { ServiceLevel } from './service-level.ts'

/** As in the style sheet: rows are placed by it. */
export const ROW_HEIGHT = 80

export interface Entry {
  id: string
  address: Address
  name: string
  text: string
  at: string
  unread: number
  status?: MessageStatus
  /** Over which number; its friendly name. */
  channel: string
  /** Number, agent, campaign and queue: the quiet line. */
  details: string[]
  serviceLevel?: ServiceLevel | undefined
  closed?: boolean
  /** Ours did not get there, or nobody knows. */
  trouble?: 'failed' | 'uncertain' | null
}

interface Props {
  entry: Entry
  /** From 0, and of how many; -1 where that is not known yet. */
  place: number
  of: number
  selected: boolean
  /** The one row that Tab reaches; the others by arrows. */
  reached: boolean
  /** It stands in this view no more. */
  gone: boolean
  /** How often it has changed in this moment. */
  change: number | undefined
  now: number
  locale: string
}

export function EntryRow({ entry, place, of, selected, reached, gone, change, now, locale }: Props) {
  const { t } = useTranslation('workspace')
  const { name, text, at, unread, status, details, channel, serviceLevel, closed } = entry
  const age = now - Date.parse(at)
  const draft = useHasDraft(entry.id)
  const trouble = useTrouble(entry.id) ?? entry.trouble
  // What came without words stands here by its kind.
  const kind = /^\[(\w+)\]$/.exec(text)?.[1]
  const flashes = change !== undefined && !selected
  const quiet = [...details, channel].join(' · ')
  return (
    <li
      className={styles.item}
      style={{ top: place * ROW_HEIGHT, height: ROW_HEIGHT }}
      aria-posinset={place + 1}
      aria-setsize={of}
      data-gone={gone || undefined}
      data-changed={flashes ? (change % 2 ? 'odd' : 'even') : undefined}
    >
      <Link
        to="/workspace"
        search={entry.address}
        className={styles.row}
        tabIndex={reached ? 0 : -1}
        aria-current={selected || undefined}
        data-unread={unread > 0 || undefined}
      >
        <span className={styles.name}>{name}</span>
        <span className={styles.age}>
          {serviceLevel && <Level level={serviceLevel} locale={locale} />}
          <time dateTime={at}>{age < 60_000 ? t('now') : duration(age, locale, true)}</time>
        </span>
        <span className={styles.text}>
          {gone && <span className={styles.mark}>{t('list.gone')}</span>}
          {closed && <span className={styles.mark}>{t('list.closed')}</span>}
          {trouble && (
            <span className={styles.trouble} data-tone={trouble === 'failed' ? 'red' : 'amber'}>
              {t(`list.${trouble}`)}
            </span>
          )}
          {draft && <span className={styles.draft}>{t('list.draft')}</span>}
          {status && <Ticks status={status} />}
          <span className={styles.cut}>{kind ? t(`kind.${kind}`, text) : plainText(text)}</span>
        </span>
        {unread > 0 && (
          <span className={styles.unread}>
            {unread > 99 ? '99+' : unread}
            <VisuallyHidden> {t('unread', { count: unread })}</VisuallyHidden>
          </span>
        )}
        <span className={styles.details} title={quiet}>
          <Icon name="chat" size={13} />
          <VisuallyHidden>WhatsApp </VisuallyHidden>
          <span className={styles.cut}>{quiet}</span>
        </span>
      </Link>
    </li>
  )
}

/** A word and a sign, and a colour beside them. */
function Level({ level: { state, amount }, locale }: { level: ServiceLevel; locale: string }) {
  const { t } = useTranslation('workspace')
  const time = duration(amount, locale, true)
  return (
    <span className={styles.level} data-state={state} title={t(`list.level.${state}`, { time })}>
      <Icon name={state === 'past' ? 'warning' : 'clock'} size={13} />
      <span aria-hidden>{t(`list.levelShort.${state}`, { time })}</span>
      <VisuallyHidden>{t(`list.level.${state}`, { time })}</VisuallyHidden>
    </span>
  )
}
