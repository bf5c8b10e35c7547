import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useFilters } from '../../app/search-params.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import type { Company } from './company.ts'
import { CompanyDialog } from './company-dialog.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { OwnerDialog } from './owner-dialog.tsx'

type Asked = { what: 'note' | 'owner'; company: Company }
const idOf = (company: Company) => company.id

/** The operator's Empresas: every tenant, and the way to make one (PE-1). */
export function CompaniesPage() {
  const { t } = useTranslation('companies')
  const [creating, create] = useDisclosure()
  const [asked, ask] = useState<Asked | null>(null)
  const filters = useFilters([])
  const companies = useInfiniteQuery(
    orpc.companies.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ search: filters.q || undefined, cursor }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )
  const total = companies.data?.pages[0]?.total
  const button = (
    <Button leftSection={<Icon name="plus" />} onClick={create.open}>
      {t('create.open')}
    </Button>
  )

  return (
    <Page title={t('title')} sentence={total !== undefined && t('count', { count: total })} action={button}>
      <FilterBar filters={filters} choices={[]} searchLabel={t('search')} />
      <DataTable
        label={t('title')}
        columns={useColumns(ask)}
        list={pagedRows(companies)}
        rowKey={idOf}
        empty={
          filters.any ? (
            <EmptyState>{t('noneFound')}</EmptyState>
          ) : (
            <EmptyState action={button}>{t('empty')}</EmptyState>
          )
        }
      />
      <CompanyDialog opened={creating} onClose={create.close} />
      <NoteDialog company={asked?.what === 'note' ? asked.company : null} onClose={() => ask(null)} />
      <OwnerDialog company={asked?.what === 'owner' ? asked.company : null} onClose={() => ask(null)} />
    </Page>
  )
}

function useColumns(ask: (asked: Asked) => void): Column<Company>[] {
  const { t } = useTranslation('companies')
  return [
    {
      key: 'name',
      header: t('column.name'),
      card: 'title',
      cell: ({ name, note }) => (
        <div>
          <Text fw={600} size="sm">
            {name}
          </Text>
          {note && (
            <Text size="xs" c="dimmed" lineClamp={2} maw="40ch">
              {note}
            </Text>
          )}
        </div>
      ),
    },
    { key: 'owner', header: t('column.owner'), cell: (company) => <Owner company={company} /> },
    { key: 'people', header: t('column.people'), align: 'end', cell: ({ people }) => people },
    { key: 'channels', header: t('column.channels'), align: 'end', cell: ({ channels }) => channels },
    { key: 'created', header: t('column.created'), cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      key: 'actions',
      header: t('column.actions'),
      card: 'actions',
      cell: (company) => (
        <Group gap={4} wrap="nowrap">
          <Action
            icon="pencil"
            label={t('actions.note', { name: company.name })}
            onClick={() => ask({ what: 'note', company })}
          />
          {company.ownerEmail === null && (
            <Action
              icon="send"
              label={t('actions.invite', { name: company.name })}
              onClick={() => ask({ what: 'owner', company })}
            />
          )}
        </Group>
      ),
    },
  ]
}

function Action({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <Tooltip label={label} withArrow>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} onClick={onClick}>
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  )
}

function Owner({ company: { ownerEmail, invitation } }: { company: Company }) {
  const { t } = useTranslation('companies')
  if (ownerEmail !== null) return ownerEmail
  if (invitation === null) return t('noOwner')
  return (
    <Text size="sm" c={invitation.expired ? 'var(--mantine-color-error)' : 'dimmed'}>
      {t(invitation.expired ? 'invitationExpired' : 'invited', { email: invitation.email })}
    </Text>
  )
}
