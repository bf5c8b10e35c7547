import { NativeSelect, NumberInput, TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { distributions, queueOrders } from './campaign.ts'
import styles from './campaigns.module.css'
import type { SectionProps } from './queue-values.ts'

/** Help stands under its field. */
const below: Pick<TextInputProps, 'inputWrapperOrder'> = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'],
}

export function QueueGeneral({ form, queue, campaigns }: SectionProps) {
  const { t } = useTranslation('campaigns')
  return (
    <div className={styles.pair}>
      <TextInput
        label={t('field.name')}
        placeholder={t('field.queueExample')}
        required
        size="md"
        maxLength={80}
        {...form.getInputProps('name')}
      />
      <NativeSelect
        label={t('field.campaign')}
        description={queue && t('help.campaignFixed')}
        {...below}
        size="md"
        disabled={queue !== null}
        data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('campaignId')}
      />
      <NumberInput
        label={t('field.serviceLevel')}
        description={t('help.serviceLevel')}
        {...below}
        required
        size="md"
        min={1}
        max={86_400}
        allowDecimal={false}
        {...form.getInputProps('serviceLevelSeconds')}
      />
      <NumberInput
        label={t('field.ticketLimit')}
        description={t('help.ticketLimit')}
        placeholder={t('field.noLimit')}
        {...below}
        size="md"
        min={1}
        max={500}
        allowDecimal={false}
        {...form.getInputProps('ticketLimit')}
        value={form.values.ticketLimit ?? ''}
        onChange={(value) => form.setFieldValue('ticketLimit', value === '' ? null : Number(value))}
      />
      <NativeSelect
        label={t('field.order')}
        description={t('help.order')}
        {...below}
        size="md"
        data={queueOrders.map((value) => ({ value, label: t(`order.${value}`) }))}
        {...form.getInputProps('queueOrder')}
      />
      <NativeSelect
        label={t('column.distribution')}
        description={t('help.distribution')}
        {...below}
        size="md"
        data={distributions.map((value) => ({ value, label: t(`distribution.${value}`) }))}
        {...form.getInputProps('distribution')}
      />
    </div>
  )
}
