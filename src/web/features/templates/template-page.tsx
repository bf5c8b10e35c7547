import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { TemplateFacts } from './template-facts.tsx'
import { TemplateHistory } from './template-history.tsx'
import { ParameterTable } from './parameter-table.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { type TemplateDetail, useTemplateWords } from './template-words.ts'
import styles from './template-page.module.css'

export function TemplatePage() {
  const { t } = useTranslation('templates')
  const { templateId } = useParams({ from: '/frame/plantillas/$templateId' })
  const query = useQuery(orpc.templates.get.queryOptions({ input: { id: templateId } }))
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
        <Button leftSection={<Icon name="list-plus" />} onClick={() => setAssigning(true)}>
          {t('assign.title')}
        </Button>
      }
    >
      <Refusal template={template} />
      <div className={styles.columns}>
        <div className={styles.facts}>
          <TemplateFacts template={template} />
          <ParameterTable template={template} />
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

/** Why it was refused, and the way on where the same name can be asked for again (TP-6). */
function Refusal({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const reason = useTemplateWords().reason(template)
  if (template.status !== 'rejected' || reason === null) return null
  return (
    <Alert color="red" variant="light" mb={20} icon={<Icon name="warning" />} title={t('whyRejected')}>
      <div className={styles.refusal}>
        {reason}
        {template.statusWord === 'NOT_ACCEPTED' && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/canales/$channelId/plantillas/nueva"
                params={{ channelId: template.channelId }}
                search={{ desde: template.id }}
                {...props}
              />
            )}
          >
            {t('mendAndRequest')}
          </Button>
        )}
      </div>
    </Alert>
  )
}
