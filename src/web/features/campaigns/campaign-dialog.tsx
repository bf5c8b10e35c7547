import { Button, Group, Modal, Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { QueueForm } from '../../../contract/campaigns.ts'
import { client, orpc } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { Campaign } from './campaign.ts'

const schema = z.object({ name: QueueForm.shape.name, dispositionRequired: z.boolean() })

/** A new campaign, or another name and rule for one. */
export function CampaignDialog({ campaign, onClose }: { campaign: Campaign | null; onClose: () => void }) {
  const { t } = useTranslation('campaigns')
  const queries = useQueryClient()
  const form = useContractForm({
    schema,
    initialValues: { name: campaign?.name ?? '', dispositionRequired: campaign?.dispositionRequired ?? false },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={campaign ? t('campaign.editOf', { name: campaign.name }) : t('campaign.create')}
      size={480}
      closeOnClickOutside={!form.isDirty()}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Form
        form={form}
        submitLabel={campaign ? t('ui:save') : t('campaign.create')}
        aside={
          <Button variant="default" size="md" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
        }
        onSubmit={async (values) => {
          if (campaign) await client.campaigns.update({ id: campaign.id, ...values })
          else await client.campaigns.create(values)
          toastDone(campaign ? t('ui:saved') : t('campaign.created', values))
          onClose()
          await queries.invalidateQueries({ queryKey: orpc.campaigns.key() })
        }}
      >
        <TextInput
          label={t('field.name')}
          placeholder={t('field.campaignExample')}
          withAsterisk
          required
          size="md"
          data-autofocus
          maxLength={80}
          {...form.getInputProps('name')}
        />
        <Group gap={4} wrap="nowrap">
          <Switch
            size="md"
            label={t('campaign.dispositionRequired')}
            {...form.getInputProps('dispositionRequired', { type: 'checkbox' })}
          />
          <HelpHint about={t('campaign.dispositionRequired')} example={t('campaign.dispositionExample')}>
            {t('campaign.dispositionHelp')}
          </HelpHint>
        </Group>
      </Form>
    </Modal>
  )
}
