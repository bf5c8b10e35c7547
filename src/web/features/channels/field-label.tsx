import { useTranslation } from 'react-i18next'
import styles from './request.module.css'

interface Props {
  label: string
  required: boolean
  /** It says what we knew already and nobody has changed it. */
  prefilled: boolean
}

export function FieldLabel({ label, required, prefilled }: Props) {
  const { t } = useTranslation('channels')
  return (
    <>
      {label}
      {required && (
        <span className={styles.star} aria-hidden>
          {' *'}
        </span>
      )}
      <span className={styles.note}> {t(required ? 'request.required' : 'request.optional')}</span>
      {prefilled && <span className={styles.prefilled}>{t('request.prefilled')}</span>}
    </>
  )
}
