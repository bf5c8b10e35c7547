import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Inputs, orpc } from '../../api.ts'
import { useFilters } from '../../app/search-params.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import type { ContactRow } from './contact.ts'
import { useContactColumns } from './contact-columns.tsx'
import { NewContactDialog } from './new-contact-dialog.tsx'

type Asked = Inputs['contacts']['count']
const KEYS = ['optOut', 'ticket', 'duplicate', 'active', 'created'] as const
const idOf = (contact: ContactRow) => contact.id

/** Contactos: everybody who wrote or was written to. */
export function ContactsPage() {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const [making, make] = useDisclosure()
  const filters = useFilters(KEYS)
  const asked = Object.fromEntries(
    [...KEYS.map((key) => [key, filters.chosen[key][0]] as const), ['search', filters.q || undefined] as const].filter(
      ([, value]) => value !== undefined,
    ),
  ) as Asked
  const contacts = useInfiniteQuery(
    orpc.contacts.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...asked, cursor }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )
  const count = useQuery(orpc.contacts.count.queryOptions({ input: asked, placeholderData: keepPreviousData }))
  const options = (key: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`filter.${key}.${value}`) }))
  const newContact = (
    <Button leftSection={<Icon name="plus" />} onClick={make.open}>
      {t('new.open')}
    </Button>
  )

  return (
    <Page
      title={t('title')}
      sentence={count.data && t(count.data.more ? 'countMore' : 'count', { count: count.data.count })}
      action={
        <Group gap={8} wrap="nowrap">
          <MoreMenu asked={asked} filtered={filters.any} />
          {newContact}
        </Group>
      }
    >
      <FilterBar
        filters={filters}
        searchLabel={t('search')}
        choices={[
          { key: 'optOut', label: t('filter.optOut.label'), options: options('optOut', ['yes', 'no']), single: true },
          { key: 'ticket', label: t('filter.ticket.label'), options: options('ticket', ['open']), single: true },
          {
            key: 'duplicate',
            label: t('filter.duplicate.label'),
            options: options('duplicate', ['yes']),
            single: true,
          },
          {
            key: 'active',
            label: t('filter.active.label'),
            options: options('active', ['1', '7', '30', '90', 'none90']),
            single: true,
          },
          {
            key: 'created',
            label: t('filter.created.label'),
            options: options('created', ['1', '7', '30', '90']),
            single: true,
          },
        ]}
      />
      <DataTable
        label={t('title')}
        columns={useContactColumns()}
        list={pagedRows(contacts)}
        rowKey={idOf}
        onOpen={({ id }) => void navigate({ to: '/contactos/$contactId', params: { contactId: id } })}
        empty={
          filters.any ? (
            <EmptyState
              action={
                <Button variant="default" onClick={filters.clear}>
                  {t('ui:filters.clear')}
                </Button>
              }
            >
              {t('noneFound')}
            </EmptyState>
          ) : (
            <EmptyState action={newContact}>{t('empty')}</EmptyState>
          )
        }
      />
      <NewContactDialog opened={making} onClose={make.close} />
    </Page>
  )
}

/** Many at once: in, out, and those that may be one. */
function MoreMenu({ asked, filtered }: { asked: Asked; filtered: boolean }) {
  const { t } = useTranslation('contacts')
  const query = new URLSearchParams(asked as Record<string, string>).toString()
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Tooltip label={t('more')}>
          <ActionIcon variant="default" size={36} aria-label={t('more')}>
            <Icon name="more" />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="doc-plus" />}
          renderRoot={(props) => <Link to="/contactos/importar" {...props} />}
        >
          {t('import.title')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="download" />} component="a" href={`/api/contacts/export?${query}`} download>
          {t(filtered ? 'export.filtered' : 'export.all')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="copy" />}
          renderRoot={(props) => <Link to="/contactos/duplicados" {...props} />}
        >
          {t('duplicates.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="gear" />}
          renderRoot={(props) => <Link to="/ajustes" hash="atributos" {...props} />}
        >
          {t('attributes.title')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
