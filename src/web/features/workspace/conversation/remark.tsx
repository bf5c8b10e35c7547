import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import styles from './thread.module.css'

interface Props {
  tone: 'red' | 'amber' | 'grey'
  side?: 'in' | 'out'
  icon?: IconName
  children: ReactNode
}

/** What has to be said of a message, beneath it. */
export function Remark({ tone, side = 'out', icon, children }: Props) {
  return (
    <div className={styles.remark} data-tone={tone} data-side={side}>
      <Icon name={icon ?? (tone === 'grey' ? 'x' : 'warning')} size={16} />
      <div>{children}</div>
    </div>
  )
}
