import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../app/search-params.ts'
import { orpc } from '../../api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { usePages } from '../../ui/pages.ts'
import { EmptyState } from '../../ui/states.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { SelectionBar } from './many/selection-bar.tsx'
import { SelectionContext, useSelection } from './many/selection.tsx'
import { RequestButton } from './request-button.tsx'
import { useTemplateColumns } from './template-columns.tsx'
import { TemplateGlance } from './template-glance.tsx'
import { CATEGORIES, STATUSES, type TemplateRow, useTemplateWords } from './template-words.ts'
import styles from './templates.module.css'

const rowKey = (row: TemplateRow) => row.id

/** One number's templates with their filters (TP-1). */
export function TemplateList({ channelId }: { channelId: string }) {
  const { t } = useTranslation('templates')
  const words = useTemplateWords()
  const navigate = useNavigate()
  const [assigning, setAssigning] = useState<TemplateRow | null>(null)
  const [glanced, setGlanced] = useState<TemplateRow | null>(null)
  const filters = useFilters(['category', 'status', 'active', 'language'])
  const { chosen } = filters
  const filter = {
    search: filters.q || undefined,
    category: CATEGORIES.filter((category) => chosen.category.includes(category)),
    status: STATUSES.filter((status) => chosen.status.includes(status)),
    active: chosen.active[0],
    language: chosen.language,
  }
  const selection = useSelection()
  const { cursor, pagerOf } = usePages(JSON.stringify([channelId, filter]))
  const query = useQuery(
    orpc.templates.list.queryOptions({ input: { channelId, cursor, ...filter }, placeholderData: keepPreviousData }),
  )
  const { languages = [], total, items, next = null } = query.data ?? {}

  const choices = [
    {
      key: 'category' as const,
      label: t('column.category'),
      options: CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) })),
    },
    {
      key: 'status' as const,
      label: t('column.status'),
      options: STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    {
      key: 'active' as const,
      label: t('activeFilter'),
      single: true,
      options: [
        { value: 'true', label: t('activeOnes') },
        { value: 'false', label: t('inactiveOnes') },
      ],
    },
    {
      key: 'language' as const,
      label: t('column.language'),
      options: languages.map((value) => ({ value, label: words.language(value) })),
    },
  ]

  return (
    <SelectionContext value={selection}>
      <FilterBar filters={filters} choices={choices} searchLabel={t('search')} />
      <div className={styles.count}>
        <span role="status">{total === undefined ? null : t('count', { count: total })}</span>
        <HelpHint about={t('column.status')}>
          {STATUSES.map((status) => (
            <span key={status} className={styles.definition}>
              <b>{t(`status.${status}`)}:</b> {t(`statusHelp.${status}`)}
            </span>
          ))}
        </HelpHint>
      </div>
      <SelectionBar
        channelId={channelId}
        selection={selection}
        page={items ?? []}
        total={total ?? 0}
        filter={filter}
        isFiltered={filters.any}
      />
      <DataTable
        label={t('list')}
        columns={useTemplateColumns(channelId, setAssigning, setGlanced, items)}
        list={{
          rows: items,
          error: query.data ? null : query.error,
          retry: () => void query.refetch(),
          more: undefined,
          pager: pagerOf(query.data && { next, isStale: query.isPlaceholderData }),
        }}
        rowKey={rowKey}
        onChoose={(row) => selection.set([row.id], !selection.ids.has(row.id))}
        onOpen={(row) => void navigate({ to: '/plantillas/$templateId', params: { templateId: row.id } })}
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
            <EmptyState action={<RequestButton channelId={channelId} />}>{t('none')}</EmptyState>
          )
        }
      />
      <TemplateGlance template={glanced} channelId={channelId} onClose={() => setGlanced(null)} />
      <AssignDialog template={assigning} channelId={channelId} onClose={() => setAssigning(null)} />
    </SelectionContext>
  )
}
