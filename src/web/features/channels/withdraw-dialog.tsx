import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { ChannelRow } from './channel.ts'

/** CH-7: the bin of a pending channel. What changed meanwhile is said, and the list shows it. */
export function WithdrawDialog(props: { channel: ChannelRow; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { id, alias } = props.channel

  const withdraw = async () => {
    try {
      await client.channelRequests.withdraw({ id })
    } finally {
      await queries.invalidateQueries({ queryKey: orpc.channels.key() })
    }
    toastDone(t('withdraw.done', { alias }))
    await navigate({ to: '/canales' })
  }

  return (
    <ConsequenceDialog
      opened={props.opened}
      onClose={props.onClose}
      title={t('withdraw.title', { alias })}
      verb={t('withdraw.verb')}
      onConfirm={withdraw}
    >
      <Text size="sm">{t('withdraw.words')}</Text>
    </ConsequenceDialog>
  )
}
