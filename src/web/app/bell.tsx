import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon.tsx'

export function Bell() {
  const { t } = useTranslation('ui')
  return (
    <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('bell.name')}>
      <Icon name="bell" size={20} />
    </ActionIcon>
  )
}
