import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { duration } from '../duration.ts'
import styles from './conversation.module.css'
import { urgencyOf, useWindowLeft } from './use-window.ts'

const TONES = { none: undefined, hour: 'amber', minutes: 'red', over: undefined } as const

/** How long one may still write freely (WS-5): in words, more pressing towards the end, said aloud once at each step. */
export function WindowBar({ closesAt }: { closesAt: string | null }) {
  const { t } = useTranslation('workspace')
  const { locale } = useDates()
  const left = useWindowLeft(closesAt)
  const urgency = closesAt ? urgencyOf(left) : 'over'
  const seconds = Math.max(0, Math.ceil(left / 1000))
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <div className={styles.window} data-tone={TONES[urgency]} data-urgency={urgency}>
      <Icon name={urgency === 'over' ? 'lock' : TONES[urgency] ? 'warning' : 'clock'} size={16} />
      {urgency === 'over'
        ? t(closesAt ? 'window.closed' : 'window.never')
        : urgency === 'minutes'
          ? t('window.minutes', { time: clock })
          : t(urgency === 'hour' ? 'window.hour' : 'window.open', { time: duration(left, locale) })}
      <HelpHint about={t('window.concept')}>{t('window.help')}</HelpHint>
      <VisuallyHidden role="status">{urgency !== 'none' && closesAt && t(`window.said.${urgency}`)}</VisuallyHidden>
    </div>
  )
}
