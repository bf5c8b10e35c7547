import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { client, type Outputs } from '../../../api.ts'
import { useMay } from '../../../app/session.ts'
import { ConsequenceDialog } from '../../../ui/consequence-dialog.tsx'
import { usePlace } from '../use-place.ts'
import { useMoved } from './use-moved.ts'

interface Props {
  ticket: Outputs['workspace']['ticket']
  opened: boolean
  onClose: () => void
}

/** Section 2: from whoever holds it. */
export function TakeOverDialog({ ticket, opened, onClose }: Props) {
  const { t } = useTranslation('tickets')
  const mayUse = useMay()('workspace.use')
  const { to, go } = usePlace()
  const moved = useMoved()
  const { id, number, agent } = ticket
  const takeOver = async () => {
    moved(t('takeOver.done', { number }), await client.tickets.takeOver({ id }))
    go(to({ ticket: id }, 'mios'))
  }
  return (
    <ConsequenceDialog
      opened={opened}
      onClose={onClose}
      title={t('takeOver.title', { number })}
      verb={t('takeOver.verb')}
      danger={false}
      onConfirm={takeOver}
    >
      <Stack gap={8}>
        <Text size="sm">{agent ? t('takeOver.words', { agent: agent.name }) : t('takeOver.waits')}</Text>
        {!mayUse && <Text size="sm">{t('takeOver.lookOnly')}</Text>}
      </Stack>
    </ConsequenceDialog>
  )
}
