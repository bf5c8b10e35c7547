import { useTranslation } from 'react-i18next'
import styles from './wizard.module.css'

/** "87/1024" */
export function Count({ length, most }: { length: number; most: number }) {
  const { t } = useTranslation('templates')
  return (
    <span className={styles.count} data-over={length > most || undefined} title={t('content.count', { length, most })}>
      {length}/{most}
    </span>
  )
}
