import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewCompany } from '../../../contract/companies.ts'
import { client, orpc } from '../../api.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { CountrySelect, TimeZoneSelect } from '../../ui/country-select.tsx'
import { Form, useContractForm } from '../../ui/form.tsx'

interface Props {
  opened: boolean
  onClose: () => void
}

export function CompanyDialog({ opened, onClose }: Props) {
  const { t } = useTranslation('companies')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('create.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <NewCompanyForm onClose={onClose} />
    </Modal>
  )
}

function NewCompanyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('companies')
  const queries = useQueryClient()
  const [made, setMade] = useState<{ name: string; ownerName: string; invitationLink: string } | null>(null)
  const form = useContractForm({
    schema: NewCompany,
    initialValues: { name: '', country: 'PE', timeZone: 'America/Lima', ownerName: '', ownerEmail: '' },
  })

  if (made) {
    return (
      <Stack gap={16}>
        <Text>{t('create.made', made)}</Text>
        <CopyField label={t('create.link')} value={made.invitationLink} description={t('create.linkHelp')} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('create.finish')}</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Form
      form={form}
      submitLabel={t('create.submit')}
      aside={
        <Button variant="default" size="md" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
      }
      onSubmit={async (values) => {
        const { invitationLink } = await client.companies.create(values)
        setMade({ name: values.name, ownerName: values.ownerName, invitationLink })
        await queries.invalidateQueries({ queryKey: orpc.companies.key() })
      }}
    >
      <TextInput label={t('create.name')} withAsterisk size="md" data-autofocus {...form.getInputProps('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={20} verticalSpacing={20}>
        <CountrySelect label={t('create.country')} withAsterisk {...form.getInputProps('country')} />
        <TimeZoneSelect label={t('create.timeZone')} withAsterisk {...form.getInputProps('timeZone')} />
      </SimpleGrid>
      <TextInput label={t('create.ownerName')} withAsterisk size="md" {...form.getInputProps('ownerName')} />
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
