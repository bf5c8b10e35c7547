import { Modal, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { Company } from './company.ts'

interface Props {
  company: Company | null
  onClose: () => void
}

/** What operators should know of a company; its people never see it. */
export function NoteDialog({ company, onClose }: Props) {
  const { t } = useTranslation('companies')
  return (
    <Modal
      opened={company !== null}
      onClose={onClose}
      title={t('note.title', { name: company?.name })}
      size={560}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {company && <NoteForm company={company} onClose={onClose} />}
    </Modal>
  )
}

function NoteForm({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t } = useTranslation('companies')
  const queries = useQueryClient()
  const form = useContractForm({ initialValues: { note: company.note ?? '' } })
  return (
    <Form
      form={form}
      submitLabel={t('ui:save')}
      onSubmit={async ({ note }) => {
        await client.companies.note({ companyId: company.id, note: note.trim() || null })
        await queries.invalidateQueries({ queryKey: orpc.companies.key() })
        toastDone(t('note.saved'))
        onClose()
      }}
    >
      <Textarea
        label={t('note.label')}
        description={t('note.help')}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={2000}
        size="md"
        data-autofocus
        {...form.getInputProps('note')}
      />
    </Form>
  )
}
