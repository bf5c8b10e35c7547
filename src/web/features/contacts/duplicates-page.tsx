import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import type { Duplicate } from './duplicate.ts'
import { useDuplicateColumns } from './duplicate-columns.tsx'

const idOf = (pair: Duplicate) => pair.id

/** Posibles duplicados (TK-1): pairs that one message pointed at; a person says whether they are one. */
export function DuplicatesPage() {
  const { t } = useTranslation('contacts')
  const { contacto }: { contacto?: string } = useSearch({ strict: false })
  const pairs = useInfiniteQuery(
    orpc.contacts.duplicates.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, ...(contacto && { contactId: [contacto] }) }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <Page
      title={t('duplicates.title')}
      sentence={t('duplicates.sentence')}
      back={{ to: '/contactos', label: t('title') }}
    >
      <DataTable
        label={t('duplicates.title')}
        columns={useDuplicateColumns()}
        list={pagedRows(pairs)}
        rowKey={idOf}
        empty={<EmptyState>{t('duplicates.empty')}</EmptyState>}
      />
    </Page>
  )
}
