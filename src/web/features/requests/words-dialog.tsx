import { Button, Modal, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Correction } from '../../../contract/requests.ts'
import { Form, useContractForm } from '../../ui/form.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  label: string
  /** Who reads it, and what happens then. */
  help: string
  verb: string
  onSubmit: (text: string) => Promise<unknown>
}

/** Words for somebody else, before something is done with them. */
export function WordsDialog(props: Props) {
  const { t } = useTranslation('ui')
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={560}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <WordsForm {...props} />
    </Modal>
  )
}

function WordsForm({ label, help, verb, onClose, onSubmit }: Props) {
  const { t } = useTranslation('ui')
  const form = useContractForm({ schema: Correction, initialValues: { text: '' } })
  return (
    <Form
      form={form}
      submitLabel={verb}
      aside={
        <Button variant="default" size="md" onClick={onClose}>
          {t('cancel')}
        </Button>
      }
      onSubmit={async ({ text }) => {
        await onSubmit(text)
        onClose()
      }}
    >
      <Textarea
        label={label}
        description={help}
        withAsterisk
        autosize
        minRows={4}
        maxRows={12}
        maxLength={2000}
        size="md"
        data-autofocus
        {...form.getInputProps('text')}
      />
    </Form>
  )
}
