import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './attachment.module.css'
import { CopyButton } from './copy-button.tsx'
import type { Card } from './read-content.ts'

/** People whose cards the contact shared. */
export function Cards({ cards }: { cards: Card[] }) {
  const { t } = useTranslation('media')
  return (
    <ul className={styles.cards} aria-label={t('contacts')}>
      {cards.map(({ name, phones }, at) => (
        <li key={`${at} ${name}`} className={styles.row}>
          <Icon name="user" size={20} />
          <div className={styles.words}>
            <div className={styles.name}>{name || t('noName')}</div>
            {phones.length === 0 && <div className={styles.facts}>{t('noPhone')}</div>}
            {phones.map((phone) => (
              <div key={phone} className={styles.phone}>
                {phone}
                <CopyButton value={phone} what={t('copyPhone', { phone })} />
              </div>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
