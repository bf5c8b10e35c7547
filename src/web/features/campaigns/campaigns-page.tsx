import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import type { Edited } from './campaign.ts'
import { CampaignDialog } from './campaign-dialog.tsx'
import { CampaignSection } from './campaign-section.tsx'
import styles from './campaigns.module.css'
import { QueueDialog } from './queue-dialog.tsx'

/** Campañas y colas (AS-4). */
export function CampaignsPage() {
  const { t } = useTranslation('campaigns')
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  const [edited, edit] = useState<Edited | null>(null)
  const close = () => edit(null)
  const create = useMay()('campaigns.write') && (
    <Button leftSection={<Icon name="plus" />} onClick={() => edit({ what: 'campaign', campaign: null })}>
      {t('campaign.create')}
    </Button>
  )
  const queues = campaigns.data?.reduce((sum, campaign) => sum + campaign.queues.length, 0) ?? 0
  const count = campaigns.data && `${t('count', { count: campaigns.data.length })} · ${t('queues', { count: queues })}`

  return (
    <Page title={t('title')} sentence={count} action={create}>
      {campaigns.data ? (
        <div className={styles.campaigns}>
          {campaigns.data.length === 0 && <EmptyState action={create}>{t('empty')}</EmptyState>}
          {campaigns.data.map((campaign) => (
            <CampaignSection key={campaign.id} campaign={campaign} edit={edit} />
          ))}
        </div>
      ) : campaigns.error ? (
        <ErrorState error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : (
        <LoadingState />
      )}
      {edited?.what === 'campaign' && <CampaignDialog campaign={edited.campaign} onClose={close} />}
      {edited?.what === 'queue' && <QueueDialog campaign={edited.campaign} queue={edited.queue} onClose={close} />}
    </Page>
  )
}
