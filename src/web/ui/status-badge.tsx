import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './status-badge.module.css'

/** green: active, approved. amber: waiting. red: refused, interrupted, failed. grey: off. violet: information. */
export type Tone = 'green' | 'amber' | 'red' | 'grey' | 'violet' | 'blue'

interface Props {
  tone: Tone
  icon: IconName
  children: ReactNode
}

/** A state as icon and word, never as colour alone. */
export function StatusBadge({ tone, icon, children }: Props) {
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon name={icon} size={14} />
      {children}
    </span>
  )
}
