import { useTranslation } from 'react-i18next'
import type { MessageStatus } from '../../rules/message-status.ts'
import { Icon, type IconName } from './icon.tsx'
import styles from './bubble.module.css'

const icons: Record<MessageStatus, IconName> = {
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
      <Icon name={icons[status]} size={16} label={t(`status.${status}`)} />
    </span>
  )
}
