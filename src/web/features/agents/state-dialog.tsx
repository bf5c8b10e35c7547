import { Modal, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AgentState, agentStates } from '../../../rules/agent-state.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { toastDone } from '../../ui/toast.tsx'

interface Props {
  title: string
  /** What it is now. */
  state: AgentState
  reason: string | null
  opened: boolean
  onClose: () => void
  onSet: (wish: { state: AgentState; reason: string | null }) => Promise<unknown>
  done: (state: string) => string
}

/** A state with the reason for it: one's own, or that of somebody one supervises. */
export function StateDialog({ opened, onClose, title, ...rest }: Props) {
  const { t } = useTranslation('ui')
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <StateForm onClose={onClose} {...rest} />
    </Modal>
  )
}

function StateForm({ state, reason, onSet, onClose, done }: Omit<Props, 'opened' | 'title'>) {
  const { t } = useTranslation('agents')
  const form = useContractForm({ initialValues: { state, reason: reason ?? '' } })
  return (
    <Form
      form={form}
      submitLabel={t('change')}
      onSubmit={async (values) => {
        await onSet({ state: values.state, reason: values.reason.trim() || null })
        toastDone(done(t(`state.${values.state}`)))
        onClose()
      }}
    >
      <NativeSelect
        label={t('field.state')}
        size="md"
        data={agentStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        {...form.getInputProps('state')}
      />
      <TextInput
        label={t('field.reason')}
        placeholder={t('field.reasonExample')}
        size="md"
        maxLength={200}
        {...form.getInputProps('reason')}
      />
    </Form>
  )
}
