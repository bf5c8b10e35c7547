import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/page.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'

export function NotFound() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('notFound.title')}>
      <EmptyState
        action={
          <Button component={Link} to="/" variant="default">
            {t('notFound.home')}
          </Button>
        }
      >
        {t('notFound.sentence')}
      </EmptyState>
    </Page>
  )
}

/** A page that could not be opened: not allowed, not reachable, or broken. */
export function NotOpened({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('notOpened')}>
      <ErrorState error={error} onRetry={reset} />
    </Page>
  )
}
