import { ActionIcon, Anchor, Group, Text, Tooltip } from '@mantine/core'
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { wholeRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { ApprovalBadge } from './approval/approval-badge.tsx'
import { editorOf, reviewOf } from './approval/editor-of.ts'
import { RequestButton } from './request-button.tsx'
import { STEPS } from './wizard/steps.ts'

type Draft = Outputs['templates']['drafts'][number]

const rowKey = (draft: Draft) => draft.id

/** "Borradores": half-done requests, shared by those who may request (TP-4). */
export function DraftList({ channelId, query }: { channelId: string; query: UseQueryResult<Draft[]> }) {
  const { t } = useTranslation('templates')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [deleting, setDeleting] = useState<Draft | null>(null)
  const nameOf = (draft: Draft) => draft.content.displayName || draft.content.name || t('drafts.unnamed')

  const remove = async (draft: Draft) => {
    await client.templates.deleteDraft({ id: draft.id })
    await queries.invalidateQueries({ queryKey: orpc.templates.drafts.key() })
    toastDone(t('drafts.deleted'))
  }

  return (
    <>
      <DataTable
        label={t('drafts.title')}
        columns={useColumns(channelId, setDeleting)}
        list={wholeRows(query)}
        rowKey={rowKey}
        onOpen={(draft) => void navigate(pageOf({ ...draft, channelId }))}
        empty={<EmptyState action={<RequestButton channelId={channelId} />}>{t('drafts.none')}</EmptyState>}
      />
      <ConsequenceDialog
        opened={deleting !== null}
        onClose={() => setDeleting(null)}
        title={t('drafts.deleteTitle')}
        verb={t('drafts.delete')}
        onConfirm={async () => deleting && remove(deleting)}
      >
        {deleting && t('drafts.deleteWhat', { name: nameOf(deleting) })}
      </ConsequenceDialog>
    </>
  )
}

/** What was asked for is looked at first; what was not is written on. */
const pageOf = (draft: Draft & { channelId: string }) => (draft.state === 'draft' ? editorOf(draft) : reviewOf(draft))

function useColumns(channelId: string, onDelete: (draft: Draft) => void): Column<Draft>[] {
  const { t } = useTranslation(['templates', 'template-approval'])
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('column.name'),
        card: 'title',
        cell: (draft) => (
          <>
            <Anchor inherit renderRoot={(props) => <Link {...pageOf({ ...draft, channelId })} {...props} />}>
              {draft.content.displayName || draft.content.name || t('drafts.unnamed')}
            </Anchor>
            {draft.templateId !== null && (
              <Text size="sm" c="dimmed">
                {t('template-approval:editOf')}
              </Text>
            )}
          </>
        ),
      },
      {
        key: 'approval',
        header: t('template-approval:column'),
        cell: ({ state }) => (state === 'draft' ? '—' : <ApprovalBadge state={state} />),
      },
      { key: 'body', header: t('drafts.text'), cell: ({ content }) => shorten(content.body ?? '') || '—' },
      { key: 'step', header: t('drafts.step'), cell: ({ content }) => t(`step.${STEPS[content.step] ?? 'names'}`) },
      { key: 'by', header: t('drafts.savedBy'), cell: (draft) => draft.savedByName },
      { key: 'at', header: t('drafts.savedAt'), cell: (draft) => <RelativeTime at={draft.savedAt} /> },
      {
        key: 'actions',
        header: t('column.actions'),
        card: 'actions',
        cell: (draft) => <Actions draft={{ ...draft, channelId }} onDelete={() => onDelete(draft)} />,
      },
    ],
    [t, channelId, onDelete],
  )
}

function Actions({ draft, onDelete }: { draft: Draft & { channelId: string }; onDelete: () => void }) {
  const { t } = useTranslation(['templates', 'template-approval'])
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={t('template-approval:review')}>
        <ActionIcon
          renderRoot={(props) => <Link {...reviewOf(draft)} {...props} />}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('template-approval:review')}
        >
          <Icon name="eye" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('drafts.continue')}>
        <ActionIcon
          renderRoot={(props) => <Link {...editorOf(draft)} {...props} />}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('drafts.continue')}
        >
          <Icon name="pencil" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('drafts.delete')}>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('drafts.delete')} onClick={onDelete}>
          <Icon name="trash" />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 80).trimEnd()}…` : text)
