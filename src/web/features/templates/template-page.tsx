import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { WhoButton } from '../reach/who-button.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { HealthPanel } from './health/health-panel.tsx'
import { LifeNotices } from './life/life-notices.tsx'
import { TemplateMenu } from './life/template-menu.tsx'
import { TemplateFacts } from './template-facts.tsx'
import { TemplateHistory } from './template-history.tsx'
import { ImportedFindings } from './imported-findings.tsx'
import { ParameterTable } from './parameter-table.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { TemplateNotices } from './template-notices.tsx'
import { TemplateRefusal } from './template-refusal.tsx'
import styles from './template-page.module.css'

export function TemplatePage() {
  const { t } = useTranslation('templates')
  const { templateId } = useParams({ from: '/frame/plantillas/$templateId' })
  const query = useQuery(orpc.templates.get.queryOptions({ input: { id: templateId } }))
  const may = useMay()
  const [assigning, setAssigning] = useState(false)
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const template = query.data
  if (!template) return <LoadingState />

  return (
    <Page
      title={template.displayName}
      sentence={template.name}
      back={{ to: `/canales/${template.channelId}/plantillas`, label: t('title') }}
      action={
        <Group gap={8}>
          {may('templates.write') && <RefreshButton id={templateId} />}
          <WhoButton template={template} channelId={template.channelId} />
          <Button leftSection={<Icon name="list-plus" />} onClick={() => setAssigning(true)}>
            {t('assign.title')}
          </Button>
          <TemplateMenu template={template} channelId={template.channelId} isPage />
        </Group>
      }
    >
      <TemplateRefusal template={template} />
      <TemplateNotices template={template} />
      <LifeNotices template={template} />
      <div className={styles.columns}>
        <div className={styles.facts}>
          <TemplateFacts template={template} />
          <ParameterTable template={template} />
          <ImportedFindings template={template} />
          <HealthPanel template={template} />
          <TemplateHistory template={template} />
        </div>
        <div className={styles.preview}>
          <TemplatePreview content={template} channelId={template.channelId} />
        </div>
      </div>
      <AssignDialog
        template={assigning ? template : null}
        channelId={template.channelId}
        onClose={() => setAssigning(false)}
      />
    </Page>
  )
}

/** "Actualizar", of this one (TP-7). */
function RefreshButton({ id }: { id: string }) {
  const { t } = useTranslation('templates')
  const refresh = useMutation(
    orpc.templates.refreshOne.mutationOptions({ onSuccess: () => toastDone(t('refreshed')), onError: toastProblem }),
  )
  return (
    <Button
      variant="default"
      leftSection={<Icon name="refresh" size={16} />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate({ id })}
    >
      {t('refresh')}
    </Button>
  )
}
