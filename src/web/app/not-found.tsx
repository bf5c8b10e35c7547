import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/states.tsx'

export function NotFound() {
  const { t } = useTranslation('ui')
  return (
    <EmptyState
      action={
        <Button component={Link} to="/" variant="default">
          {t('notFound.home')}
        </Button>
      }
    >
      {t('notFound.sentence')}
    </EmptyState>
  )
}
