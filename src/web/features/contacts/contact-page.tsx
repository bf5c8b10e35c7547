import { ActionIcon, Anchor, Button, Group, Menu, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { Panel } from '../channels/panel.tsx'
import panel from '../channels/panel.module.css'
import { Addresses } from './addresses.tsx'
import { ConsentRecord } from './consent.tsx'
import { calledBy, type ContactCard } from './contact.ts'
import { useDay } from './contact-columns.tsx'
import { ContactForm } from './contact-form.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { ContactChanges, ContactFiles, ContactInteractions, ContactTickets, LooseMessages } from './history.tsx'
import { useAttributes, useContact } from './use-contact.ts'

/** One contact: who it is, how it is reached, what it agreed to, and all that there was. */
export function ContactPage() {
  const { t } = useTranslation('contacts')
  const { contactId } = useParams({ from: '/frame/contactos/$contactId' })
  const query = useContact(contactId)
  const contact = query.data
  const back = useMay()('contacts.manage')
    ? { to: '/contactos', label: t('title') }
    : { to: '/workspace', label: 'Workspace' }
  if (query.error && !contact)
    return (
      <Page title={t('title')} back={back}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  if (!contact) return <LoadingState />
  // It has been joined with another one.
  if (contact.id !== contactId)
    return <Navigate to="/contactos/$contactId" params={{ contactId: contact.id }} replace />
  return <Loaded key={contact.id} contact={contact} back={back} />
}

function Loaded({ contact, back }: { contact: ContactCard; back: { to: string; label: string } }) {
  const { t } = useTranslation('contacts')
  const { date } = useDates()
  const { day } = useDay()
  const attributes = useAttributes()
  const may = useMay()
  const [erasing, erase] = useDisclosure()
  const { id } = contact
  const known = [
    t('since', { when: date(contact.createdAt) }),
    ...(contact.activeOn ? [t('lastActive', { when: day(contact.activeOn) })] : []),
  ].join(' · ')
  const isErased = contact.erasedAt !== null
  return (
    <Page
      title={isErased ? t('erase.erased') : calledBy(contact) || t('nameless')}
      sentence={known}
      back={back}
      action={
        !isErased && (
          <Group gap={8} wrap="nowrap">
            {may('contacts.manage') && <ContactMenu id={id} onErase={erase.open} />}
            {may('workspace.use') && (
              <Button
                leftSection={<Icon name="template" size={16} />}
                renderRoot={(props) => <Link to="/workspace" search={{ contacto: id }} {...props} />}
              >
                {t('sendTemplate')}
              </Button>
            )}
          </Group>
        )
      }
    >
      {contact.duplicates > 0 && (
        <Group mb={16}>
          <Notice tone="amber" title={t('maybeTwice', { count: contact.duplicates })}>
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/contactos/duplicados" search={{ contacto: id } as object} {...props} />}
            >
              {t('seeDuplicates')}
            </Anchor>
          </Notice>
        </Group>
      )}
      <div className={panel.columns}>
        <div className={panel.column}>
          {!isErased && (
            <Panel id="datos" title={t('data')}>
              {attributes.data ? <ContactForm contact={contact} attributes={attributes.data} /> : <LoadingState />}
            </Panel>
          )}
          <Panel id="tickets" title={t('history.tickets')}>
            <ContactTickets id={id} />
          </Panel>
          <Panel id="interacciones" title={t('history.interactions')}>
            <ContactInteractions id={id} />
          </Panel>
          <LooseMessages id={id} />
        </div>
        <div className={panel.column}>
          {!isErased && (
            <Panel id="numeros" title={t('address.title')}>
              <Addresses contact={contact} />
            </Panel>
          )}
          <Panel id="consentimiento" title={t('consent.title')}>
            <ConsentRecord contact={contact} />
          </Panel>
          {!isErased && (
            <Panel id="archivos" title={t('history.files')}>
              <ContactFiles id={id} />
            </Panel>
          )}
          {may('contacts.manage') && (
            <Panel id="cambios" title={t('history.changes')}>
              <ContactChanges id={id} />
            </Panel>
          )}
        </div>
      </div>
      <EraseDialog id={id} opened={erasing} onClose={erase.close} />
    </Page>
  )
}

/** What a person may ask for: what is known of them, and to be forgotten. */
function ContactMenu({ id, onErase }: { id: string; onErase: () => void }) {
  const { t } = useTranslation('contacts')
  const exporting = useMutation({
    mutationFn: () => client.contacts.exportOne({ id }),
    onSuccess: (all) => {
      const address = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }))
      Object.assign(document.createElement('a'), { href: address, download: `contacto-${id.slice(-8)}.json` }).click()
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
    },
    onError: toastProblem,
  })
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Tooltip label={t('more')}>
          <ActionIcon variant="default" size={36} aria-label={t('more')} loading={exporting.isPending}>
            <Icon name="more" />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="download" />} onClick={() => exporting.mutate()}>
          {t('export.one')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="trash" />} color="red" onClick={onErase}>
          {t('erase.menu')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
