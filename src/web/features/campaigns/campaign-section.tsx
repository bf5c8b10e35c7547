import { Anchor, Button, Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Asked, Campaign, Queue } from './campaign.ts'
import { CampaignMenu } from './campaign-menu.tsx'
import styles from './campaigns.module.css'
import { useQueueColumns } from './queue-columns.tsx'

const idOf = (queue: Queue) => queue.id
const alreadyHere = { error: null, retry: () => {}, more: undefined }

interface Props {
  campaign: Campaign
  ask: (asked: Asked) => void
  /** The only active one. */
  last: boolean
}

/** One campaign: its name, what holds for it, and its queues. */
export function CampaignSection({ campaign, ask, last }: Props) {
  const { t } = useTranslation('campaigns')
  const navigate = useNavigate()
  const mayWrite = useMay()('campaigns.write')
  const columns = useQueueColumns(campaign, ask)
  const id = `campaign-${campaign.id}`
  const dispositions = t('dispositions.count', { count: campaign.dispositions })
  const unmet = campaign.dispositionRequired && campaign.dispositions === 0

  return (
    <section aria-labelledby={id} className={styles.queues}>
      <header className={styles.header}>
        <Title order={2} id={id}>
          {campaign.name}
        </Title>
        {mayWrite && <CampaignMenu campaign={campaign} ask={ask} last={last} />}
        {campaign.isDefault && (
          <StatusBadge tone="blue" icon="info">
            {t('campaign.default')}
          </StatusBadge>
        )}
        {!campaign.active && (
          <StatusBadge tone="grey" icon="pause">
            {t('campaign.inactive')}
          </StatusBadge>
        )}
        {campaign.dispositionRequired && (
          <StatusBadge tone={unmet ? 'amber' : 'violet'} icon={unmet ? 'warning' : 'check'}>
            {t(unmet ? 'campaign.noDispositions' : 'campaign.dispositionRequired')}
          </StatusBadge>
        )}
        <Anchor
          component={Link}
          to={`/campanas/${campaign.id}/tipificaciones`}
          size="sm"
          aria-label={`${dispositions}: ${campaign.name}`}
        >
          {dispositions}
        </Anchor>
        {mayWrite && (
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={16} />}
            component={Link}
            to="/campanas/colas/nueva"
            search={{ campania: campaign.id } as never}
          >
            {t('queue.create')}
          </Button>
        )}
      </header>
      <DataTable
        label={t('queuesOf', { name: campaign.name })}
        columns={columns}
        list={{ rows: campaign.queues, ...alreadyHere }}
        rowKey={idOf}
        {...(mayWrite && {
          onOpen: (queue: Queue) => void navigate({ to: `/campanas/colas/${queue.id}` }),
        })}
        empty={<EmptyState>{t('noQueues')}</EmptyState>}
      />
    </section>
  )
}
