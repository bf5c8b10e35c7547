import { Button, Loader, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api.ts'
import { Icon } from './icon.tsx'
import styles from './states.module.css'

export function LoadingState({ what }: { what?: string }) {
  const { t } = useTranslation('ui')
  return (
    <div className={styles.state} role="status" data-late>
      <Loader size="sm" />
      <Text size="sm">{what ?? t('loading')}</Text>
    </div>
  )
}

/** What is not there yet, and the one thing to do about it. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      <Text className={styles.sentence}>{children}</Text>
      {action}
    </div>
  )
}

/** What happened in the server's words, another try, and the id by which support finds it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('ui')
  const { title, requestId, code } = problemOf(error)
  const hopeless = code === 'forbidden' || code === 'not_found'
  return (
    <div className={styles.state} role="alert">
      <span className={styles.sign}>
        <Icon name="warning" size={24} />
      </span>
      <Text className={styles.sentence}>{title}</Text>
      {onRetry && !hopeless && (
        <Button variant="default" leftSection={<Icon name="refresh" size={16} />} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
      {requestId && (
        <Text size="xs" c="dimmed">
          {t('requestId', { requestId })}
        </Text>
      )}
    </div>
  )
}
