import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './notice.module.css'
import type { Tone } from './status-badge.tsx'

const icons: Record<Tone, IconName> = {
  green: 'check',
  amber: 'warning',
  red: 'warning',
  grey: 'info',
  violet: 'info',
  blue: 'info',
}

interface Props {
  tone: Tone
  title?: ReactNode
  children?: ReactNode
  /** Read out at once when it appears. */
  alert?: boolean
}

/** Something to know, within the page and where it matters. */
export function Notice({ tone, title, children, alert = false }: Props) {
  return (
    <div className={styles.notice} data-tone={tone} {...(alert ? { role: 'alert' } : {})}>
      <Icon name={icons[tone]} size={20} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}
