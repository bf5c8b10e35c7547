import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAnnouncements } from '../../live.ts'
import { Icon } from '../../ui/icon.tsx'

/** WS-6: what the queue has just given me, with the way to it. Many at once are one word. */
export function useGivenTickets(): void {
  const { t } = useTranslation('agents')
  const navigate = useNavigate()
  useAnnouncements('given', (ids) => {
    const [first] = ids ?? []
    if (!ids || first === undefined) return
    const id = `given-${first}`
    const open = () => {
      notifications.hide(id)
      void navigate({ to: '/workspace', search: ids.size === 1 ? { vista: 'mios', ticket: first } : { vista: 'mios' } })
    }
    notifications.show({
      id,
      withBorder: true,
      color: 'blue',
      icon: <Icon name="inbox" />,
      autoClose: 8000,
      closeButtonProps: { 'aria-label': t('ui:close') },
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('given', { count: ids.size })}</Text>
          <Button size="compact-sm" variant="subtle" flex="none" onClick={open}>
            {t('open')}
          </Button>
        </Group>
      ),
    })
  })
}
