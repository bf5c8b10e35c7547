import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { QueueEditor } from './queue-editor.tsx'

/** A new queue, step by step (AS-4). */
export function NewQueuePage() {
  const { t } = useTranslation('campaigns')
  const { campania }: { campania?: string } = useSearch({ strict: false })
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  const known = campaigns.data?.find(({ id }) => id === campania) ?? campaigns.data?.[0]
  return (
    <Page title={t('queue.create')} back={{ to: '/campanas', label: t('title') }} narrow>
      {campaigns.data && known ? (
        <QueueEditor queue={null} campaigns={campaigns.data} campaignId={known.id} />
      ) : campaigns.error ? (
        <ErrorState error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}

/** All there is to change about a queue. */
export function QueuePage() {
  const { t } = useTranslation('campaigns')
  const { queueId } = useParams({ strict: false })
  const queue = useQuery({
    ...orpc.campaigns.queue.queryOptions({ input: { id: queueId! } }),
    // What is being typed is not overtaken by what others save.
    refetchOnWindowFocus: false,
  })
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  const error = queue.error ?? campaigns.error
  return (
    <Page
      title={queue.data ? t('queue.editOf', { name: queue.data.name }) : t('queue.edit')}
      sentence={queue.data?.campaign.name}
      back={{ to: '/campanas', label: t('title') }}
      narrow
    >
      {queue.data && campaigns.data ? (
        <QueueEditor queue={queue.data} campaigns={campaigns.data} campaignId={queue.data.campaign.id} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void (queue.refetch(), campaigns.refetch())} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}
