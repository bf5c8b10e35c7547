import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { TemplatePreview } from './template-preview.tsx'
import type { TemplateRow } from './template-words.ts'

interface Props {
  template: TemplateRow | null
  channelId: string
  onClose: () => void
}

/** One template of the list as the contact sees it, beside the list. */
export function TemplateGlance({ template, channelId, onClose }: Props) {
  const { t } = useTranslation('templates')
  return (
    <Drawer
      opened={template !== null}
      onClose={onClose}
      position="right"
      size={400}
      title={template?.displayName}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {template && <Glance id={template.id} channelId={channelId} />}
    </Drawer>
  )
}

function Glance({ id, channelId }: { id: string; channelId: string }) {
  const query = useQuery(orpc.templates.get.queryOptions({ input: { id } }))
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return query.data ? <TemplatePreview content={query.data} channelId={channelId} /> : <LoadingState />
}
