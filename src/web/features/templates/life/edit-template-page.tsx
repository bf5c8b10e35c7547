import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { Page } from '../../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Draft } from '../approval/sides.ts'
import { WizardNotice } from '../approval/wizard-notice.tsx'
import type { TemplateDetail } from '../template-words.ts'
import { contentFrom } from '../wizard/content-from.ts'
import { type Content, valuesOf } from '../wizard/values.ts'
import { EditWizard } from './edit-wizard.tsx'
import { type Life, useBarrier } from './use-barrier.ts'
import styles from '../template-page.module.css'

/** TP-8: edits what WhatsApp has approved, paused or rejected. */
export function EditTemplatePage() {
  const { t } = useTranslation('template-life')
  const { templateId } = useParams({ from: '/frame/plantillas/$templateId/editar' })
  const template = useQuery(orpc.templates.get.queryOptions({ input: { id: templateId } }))
  const life = useQuery({
    ...orpc.templates.life.queryOptions({ input: { id: templateId } }),
    refetchOnMount: 'always',
  })
  const drafts = useQuery({
    ...orpc.approvals.draftOf.queryOptions({ input: { id: templateId } }),
    refetchOnMount: 'always',
  })
  const draftId = drafts.isFetchedAfterMount ? drafts.data?.draft?.id : undefined
  const draft = useQuery({
    ...orpc.approvals.draft.queryOptions({ input: { id: draftId ?? '' } }),
    enabled: draftId !== undefined,
  })
  const error = (!template.data && template.error) || (!life.data && life.error)
  const retry = () => void Promise.all([template.refetch(), life.refetch()])
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!template.data || !life.data || !life.isFetchedAfterMount) return <LoadingState />
  if (drafts.isPending || !drafts.isFetchedAfterMount || (draftId && draft.isPending)) return <LoadingState />
  return (
    <Page
      title={t('editTitle', { name: template.data.displayName })}
      sentence={template.data.name}
      back={{ to: `/plantillas/${templateId}`, label: template.data.displayName }}
    >
      <Opened template={template.data} life={life.data} draft={draft.data ?? null} />
    </Page>
  )
}

/** What changes while one writes is told by the server when it is sent. */
function Opened(now: { template: TemplateDetail; life: Life; draft: Draft | null }) {
  const { t } = useTranslation(['template-life', 'template-approval'])
  const barrier = useBarrier()
  const [opened] = useState(now)
  const { template } = opened
  const why = opened.life.edit.again ? t('againInstead') : barrier.edit(opened.life)
  const onlyNames = barrier.leavesNames(opened.life)
  if (why !== null && !onlyNames) {
    return (
      <EmptyState
        action={
          <Button component={Link} to={`/plantillas/${template.id}`} variant="default">
            {t('toTemplate')}
          </Button>
        }
      >
        <Text inherit>{why}</Text>
      </EmptyState>
    )
  }
  const { lastEdit } = opened.life
  // Their texts cannot be sent now.
  const draft = onlyNames ? null : opened.draft
  const refused = !onlyNames && lastEdit?.status === 'refused' ? (lastEdit.content as Content) : null
  const stands = contentFrom(template)
  const formed = (content: Partial<Content>) =>
    valuesOf({ ...content, name: template.name, language: template.language })
  return (
    <>
      <div className={styles.notices}>
        {draft?.state === 'draft' && <Notice tone="blue" title={t('template-approval:template.continue')} />}
        {!onlyNames && <WizardNotice draft={now.draft ?? undefined} />}
      </div>
      <EditWizard
        template={template}
        edit={opened.life.edit}
        onlyNames={onlyNames ? why : null}
        initial={formed(draft?.content ?? refused ?? stands)}
        stands={formed(stands)}
        draft={draft && { id: draft.id, version: draft.version }}
      />
    </>
  )
}
