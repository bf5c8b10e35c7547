import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './attachment.module.css'
import { CopyButton } from './copy-button.tsx'
import type { PlaceShown } from './read-content.ts'

/** A place in words and figures: no map, which would tell others where the contact is. */
export function Place({ latitude, longitude, name }: PlaceShown) {
  const { t } = useTranslation('media')
  const coordinates = `${latitude}, ${longitude}`
  return (
    <div className={styles.row}>
      <Icon name="pin" size={20} />
      <div className={styles.words}>
        <div className={styles.name}>{name || t('location')}</div>
        <div className={styles.facts}>{coordinates}</div>
      </div>
      <CopyButton value={coordinates} what={t('copyCoordinates')} />
    </div>
  )
}
