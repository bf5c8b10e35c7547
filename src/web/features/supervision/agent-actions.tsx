import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { useSession } from '../../app/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { StateDialog } from '../agents/state-dialog.tsx'
import type { AgentRow } from './board.ts'

interface Props {
  agent: AgentRow
  onDay: (agent: AgentRow) => void
  onTickets: (agent: AgentRow) => void
}

/** What a supervisor can do with somebody; the owner's state is the owner's. */
export function AgentActions({ agent, onDay, onTickets }: Props) {
  const { t } = useTranslation('supervision')
  const queries = useQueryClient()
  const { active } = useSession()
  const [forcing, force] = useDisclosure()
  const { name, userId, role, works } = agent
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Tooltip label={t('actions.name')}>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('actions.of', { name })}>
              <Icon name="more" />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {works && (role !== 'owner' || active?.role === 'owner') && (
            <Menu.Item leftSection={<Icon name="pencil" />} onClick={force.open}>
              {t('actions.force')}
            </Menu.Item>
          )}
          {works && (
            <Menu.Item leftSection={<Icon name="chart" />} onClick={() => onDay(agent)}>
              {t('actions.day')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="inbox" />} onClick={() => onTickets(agent)}>
            {t('actions.tickets')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <StateDialog
        title={t('force.title', { name })}
        state={agent.state}
        reason={agent.reason}
        opened={forcing}
        onClose={force.close}
        onSet={async (wish) => {
          await client.agents.force({ userId, ...wish })
          await queries.invalidateQueries({ queryKey: orpc.supervision.key() })
        }}
        done={(state) => t('force.done', { name, state })}
      />
    </>
  )
}
