import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageStatus } from '../../../../rules/message-status.ts'
import { Ticks } from '../../../ui/ticks.tsx'
import type { Address } from '../address.ts'
import { duration } from '../duration.ts'
import styles from './list.module.css'

export interface Entry {
  id: string
  address: Address
  name: string
  text: string
  at: string
  unread: number
  status?: MessageStatus
  /** Number, agent, campaign and queue, channel: the quiet line. */
  details: string[]
}

interface Props {
  entry: Entry
  selected: boolean
  /** The one row that Tab reaches; the others by arrows. */
  reached: boolean
  /** When the list was opened: what happened later is news. */
  since: number
  now: number
  locale: string
}

export function EntryRow({ entry, selected, reached, since, now, locale }: Props) {
  const { t } = useTranslation('workspace')
  const { name, text, at, unread, status, details } = entry
  const age = now - Date.parse(at)
  // What came without words stands here by its kind.
  const kind = /^\[(\w+)\]$/.exec(text)?.[1]
  const changes = useChanges(`${at} ${details.join()}`, Date.parse(at) > since)
  const flash = selected || changes === 0 ? undefined : changes % 2 ? 'odd' : 'even'
  return (
    <li className={styles.item} data-changed={flash}>
      <Link
        to="/workspace"
        search={entry.address}
        className={styles.row}
        tabIndex={reached ? 0 : -1}
        aria-current={selected || undefined}
        data-unread={unread > 0 || undefined}
      >
        <span className={styles.name}>{name}</span>
        <time className={styles.age} dateTime={at}>
          {age < 60_000 ? t('now') : duration(age, locale, true)}
        </time>
        <span className={styles.text}>
          {status && <Ticks status={status} />}
          <span className={styles.cut}>{kind ? t(`kind.${kind}`, text) : text}</span>
        </span>
        {unread > 0 && (
          <span className={styles.unread}>
            {unread > 99 ? '99+' : unread}
            <VisuallyHidden> {t('unread', { count: unread })}</VisuallyHidden>
          </span>
        )}
        <span className={styles.details} title={details.join(' · ')}>
          {details.join(' · ')}
        </span>
      </Link>
    </li>
  )
}

/** How often this has changed since it is shown; arriving as news counts as the first time. */
function useChanges(what: string, isNews: boolean): number {
  const [seen, setSeen] = useState({ what, changes: isNews ? 1 : 0 })
  if (what !== seen.what) setSeen({ what, changes: seen.changes + 1 })
  return seen.changes
}
