import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { Keeping } from './draft-keeper.ts'
import styles from './wizard.module.css'

/** "Guardado 10:42". Only what goes wrong is announced. */
export function SavedMark({ keeping: { status, savedAt, problem } }: { keeping: Keeping }) {
  const { t } = useTranslation('templates')
  const dates = useDates()
  if (status === 'failed') {
    return (
      <span className={styles.saved} role="alert" data-failed>
        <Icon name="warning" size={16} />
        {t('draft.failed', { problem })}
      </span>
    )
  }
  return (
    <span className={styles.saved} data-testid="saved">
      {status === 'saving' || status === 'changed'
        ? t('draft.saving')
        : savedAt && (
            <>
              <Icon name="check" size={16} />
              {t('draft.saved', { time: dates.time(savedAt) })}
            </>
          )}
    </span>
  )
}
