import { Button, Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NUMBER_WAYS, type NumberWay } from '../../../rules/request-state.ts'
import { client } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { ByHandForm } from './by-hand-form.tsx'
import type { RequestDetail } from './request.ts'
import styles from './request.module.css'
import { useRequestActions } from './use-request-actions.ts'

interface Props {
  opened: boolean
  onClose: () => void
  request: RequestDetail
}

/** CH-11: by which of the three ways the number comes. */
export function ApproveDialog({ opened, onClose, request }: Props) {
  const { t } = useTranslation('requests')
  const [way, choose] = useState<NumberWay>('provider')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('approve.title', { businessName: request.businessName })}
      size={600}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Stack gap={16}>
        <Radio.Group label={t('way.label')} value={way} onChange={choose}>
          <Stack gap={8} mt={8}>
            {NUMBER_WAYS.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`way.${each}.name`)}
                description={t(`way.${each}.words`)}
                className={styles.way}
              />
            ))}
          </Stack>
        </Radio.Group>
        {way === 'hand' ? (
          <ByHandForm channelId={request.channelId} verb={t('approve.verbHand')} onClose={onClose} />
        ) : (
          <Approve way={way} request={request} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  )
}

function Approve({
  way,
  request,
  onClose,
}: {
  way: 'provider' | 'company'
  request: RequestDetail
  onClose: () => void
}) {
  const { t } = useTranslation('requests')
  const { refresh } = useRequestActions()
  const form = useContractForm({ initialValues: {} })
  return (
    <Form
      form={form}
      submitLabel={t('approve.verb')}
      aside={
        <Button variant="default" size="md" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
      }
      onSubmit={async () => {
        await client.requests.approve({ channelId: request.channelId, way })
        await refresh()
        onClose()
      }}
    >
      {null}
    </Form>
  )
}
