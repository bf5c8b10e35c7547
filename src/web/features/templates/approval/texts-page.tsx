import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../../api.ts'
import { Page } from '../../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states.tsx'
import { Comments } from './comments.tsx'
import { Compare } from './compare.tsx'
import { useSides } from './sides.ts'
import styles from './approval.module.css'

/** "Versiones" of a template: each text that it had or was to have (TP-10). */
export function TextsPage() {
  const { t } = useTranslation('template-approval')
  const { templateId } = useParams({ from: '/frame/plantillas/$templateId/versiones' })
  const template = useQuery(orpc.templates.get.queryOptions({ input: { id: templateId } }))
  const texts = useQuery(orpc.approvals.texts.queryOptions({ input: { id: templateId } }))
  const error = (!template.data && template.error) || (!texts.data && texts.error)
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([template.refetch(), texts.refetch()])} />
  if (!template.data || !texts.data) return <LoadingState />
  const { displayName, channelId } = template.data
  return (
    <Page
      title={`${t('texts.title')} · ${displayName}`}
      sentence={t('texts.sentence')}
      back={{ to: `/plantillas/${templateId}`, label: displayName }}
    >
      <Texts texts={texts.data} channelId={channelId} />
    </Page>
  )
}

function Texts({ texts, channelId }: { texts: Outputs['approvals']['texts']; channelId: string }) {
  const { t } = useTranslation('template-approval')
  const sides = useSides(texts)
  if (texts.editions.length === 0) return <EmptyState>{t('texts.none')}</EmptyState>
  return (
    <div className={styles.page}>
      <Compare sides={sides} channelId={channelId} />
      {texts.comments.length > 0 && <Comments comments={texts.comments} />}
    </div>
  )
}
