import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'

export function RequestButton({ channelId }: { channelId: string }) {
  const { t } = useTranslation('templates')
  return (
    <Button
      component={Link}
      to={`/canales/${channelId}/plantillas/nueva`}
      color="blue"
      leftSection={<Icon name="plus" size={16} />}
    >
      {t('request')}
    </Button>
  )
}
