import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc, problemOf } from '../../../api.ts'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.tsx'
import { ApprovalBadge } from './approval-badge.tsx'
import { Comments } from './comments.tsx'
import { Compare } from './compare.tsx'
import { editorOf } from './editor-of.ts'
import { Reply } from './reply.tsx'
import { type Draft, useSides } from './sides.ts'
import styles from './approval.module.css'

/** One draft to be said yes to: what changes, how it will look, what was said (TP-10). */
export function DraftPage() {
  const { t } = useTranslation(['template-approval', 'templates'])
  const { channelId, draftId } = useParams({ from: '/frame/canales/$channelId/plantillas/borradores/$draftId' })
  const query = useQuery({ ...orpc.approvals.draft.queryOptions({ input: { id: draftId } }), refetchOnMount: 'always' })
  const back = { to: `/canales/${channelId}/plantillas`, label: t('templates:title') }
  if (query.error && problemOf(query.error).code === 'not_found') {
    return (
      <Page title={t('state.draft')} back={back}>
        <EmptyState
          action={
            <Button component={Link} to={back.to} variant="default">
              {t('page.toList')}
            </Button>
          }
        >
          {t('page.gone')}
        </EmptyState>
      </Page>
    )
  }
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const draft = query.data
  if (!draft) return <LoadingState />
  return (
    <Page
      title={draft.content.displayName || draft.content.name || t('templates:drafts.unnamed')}
      sentence={
        <Group gap={8} component="span">
          <ApprovalBadge state={draft.state} />
          <Standing draft={draft} />
          <HelpHint about={t('about')} example={t('helpExample')}>
            {t('help')}
          </HelpHint>
        </Group>
      }
      back={back}
      action={<Actions draft={draft} />}
    >
      <Reviewed draft={draft} />
    </Page>
  )
}

function Reviewed({ draft }: { draft: Draft }) {
  const { t } = useTranslation('template-approval')
  const sides = useSides(draft, draft)
  return (
    <div className={styles.page}>
      {draft.state === 'draft' && <Notice tone="blue">{t('page.draft')}</Notice>}
      <Compare sides={sides} channelId={draft.channelId} />
      <Comments comments={draft.comments}>
        <Reply draft={draft} />
      </Comments>
    </div>
  )
}

/** Who did the last thing that counts, and when. */
function Standing({ draft }: { draft: Draft }) {
  const { t } = useTranslation('template-approval')
  const [last] = draft.editions
  const words = {
    draft: [t('page.saved', { name: draft.savedBy.name }), draft.savedAt],
    asked: [t('page.askedBy', { name: last?.author.name }), last?.at],
    approved: [t('page.approvedBy', { name: last?.decidedBy?.name }), last?.decidedAt],
    changes_wanted: [t('page.wantedBy', { name: last?.decidedBy?.name }), last?.decidedAt],
  }[draft.state]
  return (
    <span>
      {words[0]} · <RelativeTime at={words[1] ?? draft.savedAt} />
    </span>
  )
}

function Actions({ draft }: { draft: Draft }) {
  const { t } = useTranslation('template-approval')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const submit = useMutation(
    orpc.approvals.submit.mutationOptions({
      onSuccess: ({ templateId }) => {
        toastDone(t('done.submit'))
        void queries.invalidateQueries({ queryKey: orpc.templates.key() })
        void navigate({ to: '/plantillas/$templateId', params: { templateId } })
      },
      onError: toastProblem,
    }),
  )
  return (
    <Group gap={8}>
      <Button
        variant="default"
        leftSection={<Icon name="pencil" size={16} />}
        renderRoot={(props) => <Link {...editorOf(draft)} {...props} />}
      >
        {t('edit')}
      </Button>
      {draft.may.submit && (
        <Button
          leftSection={<Icon name="send" size={16} />}
          loading={submit.isPending}
          onClick={() => submit.mutate({ id: draft.id })}
        >
          {t('submit')}
        </Button>
      )}
    </Group>
  )
}
