import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { DispositionEditor } from './disposition-editor.tsx'

/** The tree of dispositions of a campaign (AS-4). */
export function DispositionsPage() {
  const { t } = useTranslation('campaigns')
  const { campaignId } = useParams({ strict: false })
  const tree = useQuery({
    ...orpc.campaigns.dispositions.queryOptions({ input: { id: campaignId! } }),
    refetchOnWindowFocus: false,
  })
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  const campaign = campaigns.data?.find(({ id }) => id === campaignId)
  const error = tree.error ?? campaigns.error
  return (
    <Page
      title={campaign ? t('dispositions.of', { name: campaign.name }) : t('dispositions.title')}
      sentence={t('dispositions.sentence')}
      back={{ to: '/campanas', label: t('title') }}
      narrow
    >
      {tree.data && campaigns.data && campaign ? (
        <DispositionEditor
          campaign={campaign}
          others={campaigns.data.filter(({ id }) => id !== campaignId)}
          tree={tree.data}
          reload={async () => (await tree.refetch()).data}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void (tree.refetch(), campaigns.refetch())} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}
