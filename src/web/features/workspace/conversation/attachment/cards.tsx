import { ActionIcon, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../../app/session.ts'
import { Icon } from '../../../../ui/icon.tsx'
import { useThreadActions } from '../thread-context.ts'
import styles from './attachment.module.css'
import { CopyButton } from './copy-button.tsx'
import type { Card } from './read-content.ts'

/** People whose cards the contact shared. */
export function Cards({ cards }: { cards: Card[] }) {
  const { t } = useTranslation('media')
  const { writeTo } = useThreadActions()
  const mayUse = useMay()('workspace.use')
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
                <span className={styles.number}>{phone}</span>
                <CopyButton value={phone} what={t('copyPhone', { phone })} />
                {writeTo && mayUse && (
                  <Tooltip label={t('writeTo')}>
                    <ActionIcon
                      variant="default"
                      size={28}
                      aria-label={t('writeToNumber', { phone })}
                      onClick={() => writeTo({ name, phone })}
                    >
                      <Icon name="chat" size={16} />
                    </ActionIcon>
                  </Tooltip>
                )}
              </div>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
