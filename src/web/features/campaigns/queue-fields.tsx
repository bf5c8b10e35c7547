import { Group, MultiSelect, NativeSelect, NumberInput, Switch, TextInput, type TextInputProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import type { QueueForm } from '../../../contract/campaigns.ts'
import { orpc } from '../../api.ts'
import type { AppForm } from '../../ui/form.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { distributions, type Queue, queueOrders } from './campaign.ts'
import styles from './campaigns.module.css'

export type QueueValues = z.infer<typeof QueueForm>

interface Props {
  form: AppForm<QueueValues>
  /** What it was; keeps names of channels and agents that can no longer be chosen. */
  queue: Queue | null
}

/** Help stands under its field. */
const below: Pick<TextInputProps, 'inputWrapperOrder'> = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'],
}

export function QueueFields({ form, queue }: Props) {
  const { t } = useTranslation('campaigns')
  const multi = {
    size: 'md',
    searchable: true,
    clearable: true,
    hidePickedOptions: true,
    nothingFoundMessage: t('noneFound'),
  } as const
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          label={t('field.name')}
          placeholder={t('field.queueExample')}
          required
          size="md"
          data-autofocus
          maxLength={80}
          {...form.getInputProps('name')}
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
        <NativeSelect
          label={t('column.order')}
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
      <MultiSelect
        {...multi}
        label={t('column.channels')}
        description={t('entry.help')}
        {...below}
        placeholder={t('field.channelsHint')}
        data={useChannelOptions(queue)}
        {...form.getInputProps('channelIds')}
      />
      <MultiSelect
        {...multi}
        label={t('column.agents')}
        placeholder={t('field.agentsHint')}
        data={useAgentOptions(queue)}
        {...form.getInputProps('agentIds')}
      />
      <Group gap={4}>
        <Switch size="md" label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />
        <HelpHint about={t('field.active')}>{t('help.active')}</HelpHint>
      </Group>
    </>
  )
}

type Option = { value: string; label: string }

function useChannelOptions(queue: Queue | null): Option[] {
  const { data } = useQuery(orpc.channels.list.queryOptions({ input: { limit: 100 } }))
  const known = queue?.channels.map(({ id, alias }) => ({ value: id, label: alias })) ?? []
  return merged(known, data?.items.map(({ id, alias }) => ({ value: id, label: alias })) ?? [])
}

/** Whoever can answer: agents, and owners and admins with agent mode. */
function useAgentOptions(queue: Queue | null): Option[] {
  const { data } = useQuery(orpc.people.list.queryOptions())
  const able = data?.filter((person) => person.active && (person.role === 'agent' || person.agentMode)) ?? []
  const known = queue?.agents.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return merged(
    known,
    able.map(({ userId, name }) => ({ value: userId, label: name })),
  )
}

const merged = (known: Option[], able: Option[]): Option[] => {
  const fresh = able.filter((option) => !known.some(({ value }) => value === option.value))
  return [...known, ...fresh].toSorted((a, b) => a.label.localeCompare(b.label))
}
