import { Button, Stepper, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { usePhone } from '../../ui/use-phone.ts'
import type { Campaign } from './campaign.ts'
import { QueueAgents } from './queue-agents.tsx'
import { QueueChannels } from './queue-channels.tsx'
import styles from './queue.module.css'
import { QueueGeneral } from './queue-general.tsx'
import { QueueHours } from './queue-hours.tsx'
import { QueueMessages } from './queue-messages.tsx'
import { type QueueDetail, QueueSchema, type QueueValues, valuesOf } from './queue-values.ts'

interface Props {
  queue: QueueDetail | null
  campaigns: Campaign[]
  campaignId: string
}

const sections = [
  ['general', QueueGeneral],
  ['channels', QueueChannels],
  ['agents', QueueAgents],
  ['hours', QueueHours],
  ['messages', QueueMessages],
] as const

/** A new queue asks one thing after the other; one that exists shows all of it. */
export function QueueEditor({ queue, campaigns, campaignId }: Props) {
  const { t } = useTranslation('campaigns')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const onPhone = usePhone()
  const [step, setStep] = useState(0)
  const form = useContractForm<QueueValues>({ schema: QueueSchema, initialValues: valuesOf(queue, campaignId) })
  const last = step === sections.length - 1

  const save = async ({ campaignId: within, ...values }: QueueValues) => {
    if (!queue && !last) return setStep(step + 1)
    if (queue) await client.campaigns.updateQueue({ id: queue.id, ...values })
    else await client.campaigns.createQueue({ campaignId: within, ...values })
    toastDone(queue ? t('ui:saved') : t('queue.created', values))
    await queries.invalidateQueries({ queryKey: orpc.campaigns.key() })
    await navigate({ to: '/campanas' })
  }

  return (
    <Form
      form={form}
      onSubmit={save}
      submitLabel={queue ? t('ui:save') : t(last ? 'queue.create' : 'queue.continue')}
      aside={
        <Button
          variant="default"
          size="md"
          onClick={() => (!queue && step > 0 ? setStep(step - 1) : void navigate({ to: '/campanas' }))}
        >
          {!queue && step > 0 ? t('queue.back') : t('ui:cancel')}
        </Button>
      }
    >
      {!queue && (
        <Stepper
          active={step}
          onStepClick={(to) => to < step && setStep(to)}
          size="xs"
          {...(onPhone && { orientation: 'horizontal', classNames: { stepBody: styles.hidden ?? '' } })}
        >
          {sections.map(([key], n) => (
            <Stepper.Step
              key={key}
              label={t(`section.${key}`)}
              {...(onPhone && { 'aria-label': `${n + 1} ${t(`section.${key}`)}` })}
            />
          ))}
        </Stepper>
      )}
      {sections.map(
        ([key, Section], n) =>
          (queue || n === step) && (
            <section key={key} className={styles.section} aria-labelledby={`section-${key}`}>
              <Title order={2} size="h4" id={`section-${key}`}>
                {t(`section.${key}`)}
              </Title>
              <Section form={form} queue={queue} campaigns={campaigns} />
            </section>
          ),
      )}
    </Form>
  )
}
