import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import styles from './phone-preview.module.css'

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
