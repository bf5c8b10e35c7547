import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewCompany } from '../../../contract/companies.ts'
import { client, orpc } from '../../api.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Form, useContractForm } from '../../ui/form.tsx'
import type { Company } from './company.ts'

interface Props {
  company: Company | null
  onClose: () => void
}

/** PE-1: another invitation of the first owner, when the one before has expired or went astray. */
export function OwnerDialog({ company, onClose }: Props) {
  const { t } = useTranslation('companies')
  return (
    <Modal
      opened={company !== null}
      onClose={onClose}
      title={t('invite.title', { name: company?.name })}
      size={560}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {company && <OwnerForm company={company} onClose={onClose} />}
    </Modal>
  )
}

const schema = NewCompany.pick({ ownerName: true, ownerEmail: true })

function OwnerForm({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t } = useTranslation('companies')
  const queries = useQueryClient()
  const [made, setMade] = useState<{ ownerName: string; link: string } | null>(null)
  const form = useContractForm({
    schema,
    initialValues: { ownerName: company.invitation?.name ?? '', ownerEmail: company.invitation?.email ?? '' },
  })
  if (made) {
    return (
      <Stack gap={16}>
        <Text>{t('invite.made', { ownerName: made.ownerName })}</Text>
        <CopyField label={t('create.link')} value={made.link} description={t('create.linkHelp')} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('create.finish')}</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Form
      form={form}
      submitLabel={t('invite.submit')}
      onSubmit={async (values) => {
        const { invitationLink } = await client.companies.inviteOwner({ companyId: company.id, ...values })
        setMade({ ownerName: values.ownerName, link: invitationLink })
        await queries.invalidateQueries({ queryKey: orpc.companies.key() })
      }}
    >
      <Text size="sm">{t('invite.words')}</Text>
      <TextInput
        label={t('create.ownerName')}
        withAsterisk
        size="md"
        data-autofocus
        {...form.getInputProps('ownerName')}
      />
      <TextInput
        label={t('create.ownerEmail')}
        description={t('create.ownerHelp')}
        type="email"
        withAsterisk
        size="md"
        {...form.getInputProps('ownerEmail')}
      />
    </Form>
  )
}
