import { NumberInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AgentSettings as Schema } from '../../../contract/agents.ts'
import { client, orpc } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

/** TK-12: how long somebody may be gone before their tickets go back. */
export function AgentSettings() {
  const { t } = useTranslation('agents')
  const settings = useQuery(orpc.agents.settings.queryOptions({ staleTime: Infinity }))
  return (
    <Section id="agentes" title={t('settings.title')} sentence={t('settings.sentence')}>
      {settings.data ? (
        <MinutesForm minutes={settings.data.awayMinutes} />
      ) : settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Section>
  )
}

function MinutesForm({ minutes }: { minutes: number }) {
  const { t } = useTranslation('agents')
  const queries = useQueryClient()
  const form = useContractForm({ schema: Schema, initialValues: { awayMinutes: minutes } })
  return (
    <Form
      form={form}
      submitLabel={t('ui:save')}
      onSubmit={async (values) => {
        queries.setQueryData(orpc.agents.settings.queryKey(), await client.agents.updateSettings(values))
        toastDone(t('ui:saved'))
      }}
    >
      <NumberInput
        label={t('settings.awayMinutes')}
        description={t('settings.help')}
        withAsterisk
        size="md"
        min={1}
        max={1440}
        allowDecimal={false}
        {...form.getInputProps('awayMinutes')}
      />
    </Form>
  )
}
