import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './more-button.module.css'
import type { More } from './rows.ts'

/** Loads the next page of a list; says so when it did not arrive. */
export function MoreButton({ more, subtle = false }: { more: More; subtle?: boolean }) {
  const { t } = useTranslation('ui')
  return (
    <div className={styles.more}>
      {more.failed && !more.loading && (
        <Text size="sm" role="alert">
          {t('moreFailed')}
        </Text>
      )}
      <Button
        {...(subtle ? { variant: 'subtle', size: 'compact-sm' } : { variant: 'default' })}
        loading={more.loading}
        onClick={more.load}
      >
        {t(more.failed ? 'retry' : 'more')}
      </Button>
    </div>
  )
}
