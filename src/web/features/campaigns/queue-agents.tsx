import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import type { SectionProps } from './queue-values.ts'

type Option = { value: string; label: string }

/** Whoever can answer: agents, and owners and admins with agent mode. */
export function QueueAgents({ form, queue }: SectionProps) {
  const { t } = useTranslation('campaigns')
  const { data } = useQuery(orpc.people.list.queryOptions())
  const able = data?.filter((person) => person.active && (person.role === 'agent' || person.agentMode)) ?? []
  const known: Option[] = queue?.agents.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const fresh = able.filter((person) => !known.some(({ value }) => value === person.userId))
  const options = [...known, ...fresh.map(({ userId, name }) => ({ value: userId, label: name }))]
  return (
    <MultiSelect
      label={t('column.agents')}
      description={t('help.agents')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={t('field.agentsHint')}
      size="md"
      searchable
      clearable
      hidePickedOptions
      nothingFoundMessage={t('noneFound')}
      data={options.toSorted((a, b) => a.label.localeCompare(b.label))}
      {...form.getInputProps('agentIds')}
    />
  )
}
