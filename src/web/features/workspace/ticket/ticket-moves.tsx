import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { client, type Outputs } from '../../../api.ts'
import { useMay, useSession } from '../../../app/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import { toastProblem } from '../../../ui/toast.tsx'
import { usePressedBy } from '../keys/use-keys.ts'
import { usePlace } from '../use-place.ts'
import { TakeOverDialog } from './take-over-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'
import { useMoved } from './use-moved.ts'

/** Where an open ticket can go: for who holds it, and for who supervises. */
export function TicketMoves({ ticket }: { ticket: Outputs['workspace']['ticket'] }) {
  const { t } = useTranslation('tickets')
  const me = useSession().person.id
  const may = useMay()
  const supervises = may('workspace.supervise')
  const [transferring, transfer] = useDisclosure()
  const [taking, takeOver] = useDisclosure()
  const { to, go } = usePlace()
  const moved = useMoved()
  const transferKey = usePressedBy('transfer')
  const { id, number, agent, queue } = ticket
  const mine = agent?.id === me
  if (ticket.closedAt || !may('workspace.handle') || !(mine || supervises)) return null

  const giveBack = async () => {
    try {
      const answer = await client.tickets.giveBack({ id })
      moved(t('giveBack.done', { number, queue: queue?.name ?? t('timeline.noQueue') }), answer)
      if (!supervises) go(to())
    } catch (error) {
      toastProblem(error)
    }
  }
  const takes = supervises && !mine && (agent !== null || !may('workspace.use'))
  return (
    <>
      <Button
        {...transferKey}
        variant="default"
        size="xs"
        leftSection={<Icon name="arrow-right" size={16} />}
        onClick={transfer.open}
      >
        {t(queue === null ? 'menu.file' : mine ? 'menu.transfer' : 'menu.assign')}
      </Button>
      {(agent !== null || takes) && (
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <Tooltip label={t('menu.name')}>
              <ActionIcon variant="default" size={30} aria-label={t('menu.name')}>
                <Icon name="more" size={16} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {takes && (
              <Menu.Item leftSection={<Icon name="user" size={16} />} onClick={takeOver.open}>
                {t('menu.takeOver')}
              </Menu.Item>
            )}
            {agent !== null && (
              <Menu.Item leftSection={<Icon name="inbox" size={16} />} onClick={() => void giveBack()}>
                {t('menu.giveBack')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <TransferDialog ticket={ticket} opened={transferring} onClose={transfer.close} />
      <TakeOverDialog ticket={ticket} opened={taking} onClose={takeOver.close} />
    </>
  )
}
