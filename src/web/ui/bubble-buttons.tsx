import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './bubble.module.css'
import { Icon, type IconName } from './icon.tsx'

export interface BubbleButton {
  type: string
  text: string
}

const icons: Record<string, IconName> = {
  QUICK_REPLY: 'reply',
  URL: 'open',
  PHONE_NUMBER: 'call',
  COPY_CODE: 'copy',
  OTP: 'copy',
}

/** WhatsApp shows three; of more than three it shows two, and the whole list when asked (BTN-23). */
const SHOWN = 3

/** What may be tapped under a message. In the preview nothing happens: it is the contact who taps. */
export function BubbleButtons({ buttons }: { buttons: readonly BubbleButton[] }) {
  const { t } = useTranslation('bubble')
  if (buttons.length === 0) return null
  const folded = buttons.length > SHOWN
  const shown = folded ? buttons.slice(0, SHOWN - 1) : buttons
  return (
    <ul className={styles.buttons} aria-label={t('buttons')}>
      {shown.map((button, at) => (
        // Two buttons may say the same while they are being written.
        <li key={`${at} ${button.type}`} className={styles.button}>
          <Face {...button} />
        </li>
      ))}
      {folded && (
        <li>
          <Popover withArrow withinPortal position="top" width={280} trapFocus returnFocus shadow="md">
            <Popover.Target>
              <UnstyledButton className={styles.button}>
                <Icon name="list" size={17} />
                {t('allOptions')}
              </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown p={0} aria-label={t('allOptions')}>
              <ul className={styles.options} aria-label={t('allOptions')} tabIndex={-1} data-autofocus>
                {buttons.map((button, at) => (
                  <li key={`${at} ${button.type}`} className={styles.button}>
                    <Face {...button} />
                  </li>
                ))}
              </ul>
            </Popover.Dropdown>
          </Popover>
        </li>
      )}
    </ul>
  )
}

function Face({ type, text }: BubbleButton) {
  const { t } = useTranslation('bubble')
  return (
    <>
      <Icon name={icons[type] ?? 'open'} size={17} />
      <VisuallyHidden>{t(`button.${type}`, { defaultValue: t('button.other') })}: </VisuallyHidden>
      <span>{text}</span>
    </>
  )
}
