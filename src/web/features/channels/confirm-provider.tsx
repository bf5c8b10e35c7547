import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAbout } from '../../app/session.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'

/** CH-1: the provider is confirmed by name; refusing leaves nothing behind. */
export function ConfirmProvider({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const provider = { providerName: useAbout()?.providerName ?? '' }
  return (
    <ConsequenceDialog
      opened={opened}
      onClose={onClose}
      title={t('integrate')}
      verb={t('provider.verb')}
      danger={false}
      onConfirm={() => navigate({ to: '/canales/solicitar' })}
    >
      <Text fw={600} mb={8}>
        {t('provider.statement', provider)}
      </Text>
      <Text size="sm" c="dimmed">
        {t('provider.words', provider)}
      </Text>
    </ConsequenceDialog>
  )
}
