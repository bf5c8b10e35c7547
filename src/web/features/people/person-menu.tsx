import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../app/session.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { WhatDialog } from '../reach/what-dialog.tsx'
import { type Person, usePersonActions } from './use-person-actions.ts'

/** What the person sees (AS-3), and what can be done with them: nothing with oneself, and the owner only hands over (PE-6). */
export function PersonMenu({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const may = useMay()
  const me = useSession().person.id
  const actions = usePersonActions(person)
  const [leaving, leave] = useDisclosure()
  const [transferring, transfer] = useDisclosure()
  const [asking, ask] = useDisclosure()
  const { name, role, active, queues, userId } = person
  const changes = may('people.write') && role !== 'owner' && userId !== me

  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Tooltip label={t('menu.name')}>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('menu.of', { name })}>
              <Icon name="more" />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="eye" />} onClick={ask.open}>
            {t('reach:what.menu')}
          </Menu.Item>
          {changes && active && (
            <Menu.Item
              leftSection={<Icon name="user" />}
              onClick={() => actions.setRole(role === 'admin' ? 'agent' : 'admin')}
            >
              {t(role === 'admin' ? 'menu.makeAgent' : 'menu.makeAdmin')}
            </Menu.Item>
          )}
          {changes && active && may('company.transfer') && (
            <Menu.Item leftSection={<Icon name="shield" />} onClick={transfer.open}>
              {t('menu.transfer')}
            </Menu.Item>
          )}
          {changes && active && (
            <Menu.Item color="red" leftSection={<Icon name="power" />} onClick={leave.open}>
              {t('menu.deactivate')}
            </Menu.Item>
          )}
          {changes && !active && (
            <Menu.Item leftSection={<Icon name="power" />} onClick={actions.activate}>
              {t('menu.activate')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <WhatDialog person={asking ? person : null} onClose={ask.close} />
      <ConsequenceDialog
        opened={leaving}
        onClose={leave.close}
        title={t('deactivate.title', { name })}
        figures={[{ value: queues.length, label: t('deactivate.queues') }]}
        verb={t('deactivate.verb')}
        onConfirm={actions.deactivate}
      >
        {t('deactivate.words')}
      </ConsequenceDialog>
      <ConsequenceDialog
        opened={transferring}
        onClose={transfer.close}
        title={t('transfer.title', { name })}
        verb={t('transfer.verb')}
        typed={person.email}
        onConfirm={actions.makeOwner}
      >
        {t('transfer.words', { name })}
      </ConsequenceDialog>
    </>
  )
}
