import { Button, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { QueueForm } from '../../../contract/campaigns.ts'
import { client, orpc } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { Campaign, Queue } from './campaign.ts'
import { QueueFields, type QueueValues } from './queue-fields.tsx'

interface Props {
  campaign: Campaign
  queue: Queue | null
  onClose: () => void
}

const valuesOf = (queue: Queue | null): QueueValues => ({
  name: queue?.name ?? '',
  active: queue?.active ?? true,
  serviceLevelSeconds: queue?.serviceLevelSeconds ?? 60,
  queueOrder: queue?.queueOrder ?? 'oldest',
  distribution: queue?.distribution ?? 'manual',
  channelIds: queue?.channels.map((channel) => channel.id) ?? [],
  agentIds: queue?.agents.map((agent) => agent.id) ?? [],
})

/** A new queue of a campaign, or all there is to change about one. */
export function QueueDialog({ campaign, queue, onClose }: Props) {
  const { t } = useTranslation('campaigns')
  const queries = useQueryClient()
  const onPhone = useMediaQuery('(max-width: 48em)') ?? false
  const form = useContractForm<QueueValues>({ schema: QueueForm, initialValues: valuesOf(queue) })
  return (
    <Modal
      opened
      onClose={onClose}
      title={queue ? t('queue.editOf', { name: queue.name }) : t('queue.createIn', { name: campaign.name })}
      size={640}
      fullScreen={onPhone}
      closeOnClickOutside={!form.isDirty()}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Form
        form={form}
        submitLabel={queue ? t('ui:save') : t('queue.create')}
        aside={
          <Button variant="default" size="md" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
        }
        onSubmit={async (values) => {
          if (queue) await client.campaigns.updateQueue({ id: queue.id, ...values })
          else await client.campaigns.createQueue({ campaignId: campaign.id, ...values })
          toastDone(queue ? t('ui:saved') : t('queue.created', values))
          onClose()
          await queries.invalidateQueries({ queryKey: orpc.campaigns.key() })
        }}
      >
        <QueueFields form={form} queue={queue} />
      </Form>
    </Modal>
  )
}
