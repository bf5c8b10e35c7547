import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { looks, type RequestRow } from './request.ts'

/** Where a request stands, whether it has waited longer than we say it takes, and what waits for a person. */
export function RequestBadges({ request: { state, overdue, stuck, resentAt } }: { request: RequestRow }) {
  const { t } = useTranslation('requests')
  return (
    <Group gap={4}>
      <StatusBadge {...looks[state]}>{t(`state.${state}`)}</StatusBadge>
      {overdue && (
        <StatusBadge tone="red" icon="clock">
          {t('overdue')}
        </StatusBadge>
      )}
      {stuck && (
        <StatusBadge tone="red" icon="warning">
          {t('stuck')}
        </StatusBadge>
      )}
      {resentAt !== null && (state === 'sent' || state === 'taken') && (
        <StatusBadge tone="violet" icon="refresh">
          {t('resent')}
        </StatusBadge>
      )}
    </Group>
  )
}
