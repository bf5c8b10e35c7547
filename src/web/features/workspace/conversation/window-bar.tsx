import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { duration } from '../duration.ts'
import { useNow } from '../use-now.ts'
import styles from './conversation.module.css'

const HOUR = 3_600_000
const MINUTE = 60_000

/** How long one may still write freely (WS-5). */
export function WindowBar({ closesAt }: { closesAt: string | null }) {
  const { t } = useTranslation('workspace')
  const { locale } = useDates()
  const now = useNow(5000)
  const left = closesAt ? Date.parse(closesAt) - now : 0
  const time = left < MINUTE ? t('window.lessThanMinute') : duration(left, locale)
  return (
    <div className={styles.window} data-tone={left < HOUR ? 'amber' : undefined}>
      <Icon name={left > 0 ? 'clock' : 'lock'} size={16} />
      {left > 0 ? t('window.open', { time }) : t(closesAt ? 'window.closed' : 'window.never')}
      <HelpHint about={t('window.concept')}>{t('window.help')}</HelpHint>
    </div>
  )
}

/** Whether one may write freely now; closes by itself. */
export function useWindowOpen(closesAt: string | null): boolean {
  return useNow(5000) < (closesAt ? Date.parse(closesAt) : 0)
}
