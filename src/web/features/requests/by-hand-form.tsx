import { Button, PasswordInput, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ByHand } from '../../../contract/requests.ts'
import { client } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { useRequestActions } from './use-request-actions.ts'

interface Props {
  channelId: string
  verb: string
  onClose: () => void
  /** What was typed before, but for the key, which is never shown again (CH-14). */
  known?: { identifier: string; appId: string; appName: string }
}

/** CH-11, third way: an app that exists. It takes effect when a job has tried it. */
export function ByHandForm({ channelId, verb, onClose, known }: Props) {
  const { t } = useTranslation('requests')
  const { refresh } = useRequestActions()
  const form = useContractForm({
    schema: ByHand,
    initialValues: {
      number: known?.identifier ?? '',
      appId: known?.appId ?? '',
      appName: known?.appName ?? '',
      apiKey: '',
    },
  })
  return (
    <Form
      form={form}
      submitLabel={verb}
      aside={
        <Button variant="default" size="md" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
      }
      onSubmit={async (given) => {
        await client.requests.connectByHand({ channelId, ...given })
        await refresh()
        onClose()
      }}
    >
      <TextInput
        label={t('hand.number')}
        description={t('hand.numberHelp')}
        type="tel"
        withAsterisk
        size="md"
        {...form.getInputProps('number')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={20} verticalSpacing={20}>
        <TextInput label={t('hand.appName')} withAsterisk size="md" {...form.getInputProps('appName')} />
        <TextInput label={t('hand.appId')} withAsterisk size="md" {...form.getInputProps('appId')} />
      </SimpleGrid>
      <PasswordInput
        label={t('hand.apiKey')}
        description={t('hand.apiKeyHelp')}
        withAsterisk
        size="md"
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('hand.showKey') }}
        {...form.getInputProps('apiKey')}
      />
    </Form>
  )
}
