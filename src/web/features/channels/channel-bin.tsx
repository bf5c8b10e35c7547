import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './action-button.tsx'
import type { ChannelRow } from './channel.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { useHindrance } from './use-hindrance.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** The bin (CH-7): withdraws a request while it is one, and deletes a channel that has its number (CH-9). */
export function ChannelBin({ channel }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  const [asking, ask] = useDisclosure()
  const { alias, identifier } = channel
  const why = useHindrance(channel)
  const pending = channel.state === 'pending'
  const hindered = why(pending ? 'withdraw' : 'delete')
  return (
    <>
      <ActionButton
        icon="trash"
        name={t(pending ? 'withdraw.verb' : 'delete.verb')}
        of={alias}
        hindered={hindered}
        onClick={ask.open}
      />
      {pending && <WithdrawDialog channel={channel} opened={asking} onClose={ask.close} />}
      {identifier !== null && <DeleteDialog channel={{ ...channel, identifier }} opened={asking} onClose={ask.close} />}
    </>
  )
}
