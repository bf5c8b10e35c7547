import { ActionIcon, Button, Title, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Campaign, Edited, Queue } from './campaign.ts'
import styles from './campaigns.module.css'
import { useQueueColumns } from './queue-columns.tsx'

const idOf = (queue: Queue) => queue.id
const alreadyHere = { error: null, retry: () => {}, more: undefined }

/** One campaign: its name, what holds for it, and its queues. */
export function CampaignSection({ campaign, edit }: { campaign: Campaign; edit: (edited: Edited) => void }) {
  const { t } = useTranslation('campaigns')
  const mayWrite = useMay()('campaigns.write')
  const editQueue = (queue: Queue | null) => edit({ what: 'queue', campaign, queue })
  const columns = useQueueColumns(editQueue)
  const id = `campaign-${campaign.id}`
  const renameLabel = t('campaign.editOf', { name: campaign.name })

  return (
    <section aria-labelledby={id} className={styles.queues}>
      <header className={styles.header}>
        <Title order={2} id={id}>
          {campaign.name}
        </Title>
        {mayWrite && (
          <Tooltip label={t('campaign.edit')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={renameLabel}
              onClick={() => edit({ what: 'campaign', campaign })}
            >
              <Icon name="pencil" size={16} />
            </ActionIcon>
          </Tooltip>
        )}
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
          <StatusBadge tone="violet" icon="check">
            {t('campaign.dispositionRequired')}
          </StatusBadge>
        )}
        {mayWrite && (
          <Button variant="default" leftSection={<Icon name="plus" size={16} />} onClick={() => editQueue(null)}>
            {t('queue.create')}
          </Button>
        )}
      </header>
      <DataTable
        label={t('queuesOf', { name: campaign.name })}
        columns={columns}
        list={{ rows: campaign.queues, ...alreadyHere }}
        rowKey={idOf}
        {...(mayWrite && { onOpen: editQueue })}
        empty={<EmptyState>{t('noQueues')}</EmptyState>}
      />
    </section>
  )
}
