import { ActionIcon, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './attachment.module.css'
import { CopyButton } from './copy-button.tsx'
import type { PlaceShown } from './read-content.ts'

/** A place in words and figures. No map is fetched, which would tell others where the contact is; who wants one opens it. */
export function Place({ latitude, longitude, name }: PlaceShown) {
  const { t } = useTranslation('media')
  const coordinates = `${latitude}, ${longitude}`
  const map = `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(`${latitude},${longitude}`)}`
  return (
    <div className={styles.row}>
      <Icon name="pin" size={20} />
      <div className={styles.words}>
        <div className={styles.name}>{name || t('location')}</div>
        <div className={styles.facts}>{coordinates}</div>
      </div>
      <CopyButton value={coordinates} what={t('copyCoordinates')} />
      <Tooltip label={t('openMap')}>
        <ActionIcon
          component="a"
          href={map}
          target="_blank"
          rel="noopener noreferrer"
          variant="default"
          size={28}
          aria-label={t('openMap')}
        >
          <Icon name="open" size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
