import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { wholeRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { CompanyDialog } from './company-dialog.tsx'

type Company = Outputs['companies']['list'][number]
const idOf = (company: Company) => company.id

/** The operator's Empresas: every tenant, and the way to make one (PE-1). */
export function CompaniesPage() {
  const { t } = useTranslation('companies')
  const [creating, create] = useDisclosure()
  const companies = useQuery(orpc.companies.list.queryOptions())
  const columns = useMemo<Column<Company>[]>(
    () => [
      {
        key: 'name',
        header: t('column.name'),
        card: 'title',
        cell: ({ name }) => (
          <Text fw={600} size="sm">
            {name}
          </Text>
        ),
      },
      { key: 'owner', header: t('column.owner'), cell: ({ ownerEmail }) => ownerEmail ?? t('noOwner') },
      { key: 'people', header: t('column.people'), align: 'end', cell: ({ people }) => people },
      { key: 'channels', header: t('column.channels'), align: 'end', cell: ({ channels }) => channels },
      { key: 'created', header: t('column.created'), cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    ],
    [t],
  )
  const button = (
    <Button leftSection={<Icon name="plus" />} onClick={create.open}>
      {t('create.open')}
    </Button>
  )

  return (
    <Page title={t('title')} sentence={companies.data && t('count', { count: companies.data.length })} action={button}>
      <DataTable
        label={t('title')}
        columns={columns}
        list={wholeRows(companies)}
        rowKey={idOf}
        empty={<EmptyState action={button}>{t('empty')}</EmptyState>}
      />
      <CompanyDialog opened={creating} onClose={create.close} />
    </Page>
  )
}
