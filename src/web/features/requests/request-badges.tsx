import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { looks, type RequestRow } from './request.ts'

/** Where a request stands, and whether it has waited longer than we say it takes. */
export function RequestBadges({ request: { state, overdue } }: { request: RequestRow }) {
  const { t } = useTranslation('requests')
  return (
    <Group gap={4}>
      <StatusBadge {...looks[state]}>{t(`state.${state}`)}</StatusBadge>
      {overdue && (
        <StatusBadge tone="red" icon="clock">
          {t('overdue')}
        </StatusBadge>
      )}
    </Group>
  )
}
