import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { useFilters } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import type { SavedAnswer } from './saved-answer.ts'
import styles from './saved-answers.module.css'

type Asked = { what: 'edit'; answer: SavedAnswer | null } | { what: 'delete'; answer: SavedAnswer }

const idOf = (answer: SavedAnswer) => answer.id

/** Respuestas guardadas (WS-5): what agents insert by `/` and a shortcut. */
export function SavedAnswersPage() {
  const { t } = useTranslation('answers')
  const filters = useFilters<'scope'>(['scope'])
  const [asked, ask] = useState<Asked | null>(null)
  const mayWrite = useMay()('campaigns.write')
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  const [scope] = filters.chosen.scope
  const answers = useInfiniteQuery(
    orpc.savedAnswers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        cursor,
        search: filters.q || undefined,
        scope: scope as 'company' | undefined,
      }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )
  const total = answers.data?.pages[0]?.total
  const create = mayWrite && (
    <Button leftSection={<Icon name="plus" />} onClick={() => ask({ what: 'edit', answer: null })}>
      {t('create')}
    </Button>
  )
  const columns: Column<SavedAnswer>[] = [
    {
      key: 'shortcut',
      header: t('shortcut'),
      card: 'title',
      cell: ({ shortcut, title }) => (
        <div>
          <div className={styles.shortcut}>/{shortcut}</div>
          <div className={styles.title}>{title}</div>
        </div>
      ),
    },
    { key: 'text', header: t('text'), cell: ({ text }) => <div className={styles.text}>{text}</div> },
    { key: 'where', header: t('where'), cell: (answer) => <Where answer={answer} /> },
    { key: 'changed', header: t('changed'), cell: ({ updatedAt }) => <RelativeTime at={updatedAt} /> },
    {
      key: 'actions',
      header: t('actions'),
      align: 'end',
      card: 'actions',
      cell: (answer) =>
        mayWrite && (
          <span className={styles.actions}>
            {(['edit', 'delete'] as const).map((what) => (
              <Tooltip key={what} label={t(what)}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={32}
                  aria-label={`${t(what)}: /${answer.shortcut}`}
                  onClick={() => ask({ what, answer })}
                >
                  <Icon name={what === 'edit' ? 'pencil' : 'trash'} />
                </ActionIcon>
              </Tooltip>
            ))}
          </span>
        ),
    },
  ]

  return (
    <Page
      title={t('title')}
      sentence={total === undefined ? t('sentence') : `${t('count', { count: total })} · ${t('sentence')}`}
      action={create}
    >
      <FilterBar
        filters={filters}
        searchLabel={t('search')}
        choices={[
          {
            key: 'scope',
            label: t('where'),
            single: true,
            options: [
              { value: 'company', label: t('everywhere') },
              ...(campaigns.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ],
          },
        ]}
      />
      <DataTable
        label={t('title')}
        columns={columns}
        list={pagedRows(answers)}
        rowKey={idOf}
        onOpen={(answer) => mayWrite && ask({ what: 'edit', answer })}
        empty={
          filters.any ? (
            <EmptyState
              action={
                <Button variant="default" onClick={filters.clear}>
                  {t('ui:filters.clear')}
                </Button>
              }
            >
              {t('noneFits')}
            </EmptyState>
          ) : (
            <EmptyState action={create}>{t('empty')}</EmptyState>
          )
        }
      />
      {asked?.what === 'edit' && (
        <AnswerDialog answer={asked.answer} campaigns={campaigns.data ?? []} onClose={() => ask(null)} />
      )}
      {asked?.what === 'delete' && <DeleteDialog answer={asked.answer} onClose={() => ask(null)} />}
    </Page>
  )
}

function Where({ answer: { campaign, queues, placeless } }: { answer: SavedAnswer }) {
  const { t } = useTranslation('answers')
  if (placeless)
    return (
      <span className={styles.nowhere}>
        <Icon name="warning" size={14} /> {t('nowhere')}
      </span>
    )
  if (!campaign) return t('everywhere')
  return queues.length > 0 ? `${campaign.name} › ${queues.map(({ name }) => name).join(', ')}` : campaign.name
}

function DeleteDialog({ answer, onClose }: { answer: SavedAnswer; onClose: () => void }) {
  const { t } = useTranslation('answers')
  const queries = useQueryClient()
  return (
    <ConsequenceDialog
      opened
      onClose={onClose}
      title={t('deleteOf', { shortcut: answer.shortcut })}
      verb={t('delete')}
      danger
      onConfirm={async () => {
        await client.savedAnswers.delete({ id: answer.id })
        toastDone(t('deleted'))
        await queries.invalidateQueries({ queryKey: orpc.savedAnswers.key() })
      }}
    >
      {t('deleteWords')}
    </ConsequenceDialog>
  )
}
