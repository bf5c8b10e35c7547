import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CompanyProfile } from '../../../contract/companies.ts'
import { client, orpc, type Outputs } from '../../api.ts'
import { CountrySelect, TimeZoneSelect } from '../../ui/country-select.tsx'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { AttributesSection } from '../contacts/attributes-section.tsx'
import { AgentSettings } from './agent-settings.tsx'
import { OptOutWords } from './opt-out-words.tsx'
import { ReadReceipts } from './read-receipts.tsx'
import { TemplateApproval } from './template-approval.tsx'

/** Ajustes: what is known about the company; new channel requests start from it (CH-2). */
export function CompanyPage() {
  const { t } = useTranslation('settings')
  const profile = useQuery(orpc.companies.profile.queryOptions({ staleTime: Infinity }))
  return (
    <Page title={t('company.title')} sentence={t('company.sentence')} narrow>
      {profile.data ? (
        <Stack gap={32}>
          <ProfileForm profile={profile.data} />
          <ReadReceipts />
          <OptOutWords />
          <TemplateApproval />
          <AttributesSection />
          <AgentSettings />
        </Stack>
      ) : profile.error ? (
        <ErrorState error={profile.error} onRetry={() => void profile.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}

function ProfileForm({ profile }: { profile: Outputs['companies']['profile'] }) {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const form = useContractForm({
    schema: CompanyProfile,
    initialValues: {
      ...profile,
      legalName: profile.legalName ?? '',
      taxId: profile.taxId ?? '',
      address: profile.address ?? '',
      website: profile.website ?? '',
      email: profile.email ?? '',
    },
  })
  return (
    <Form
      form={form}
      submitLabel={t('ui:save')}
      onSubmit={async (values) => {
        const { legalName, taxId, address, website, email } = values
        await client.companies.updateProfile({
          ...values,
          legalName: legalName.trim() || null,
          taxId: taxId.trim() || null,
          address: address.trim() || null,
          website: website.trim() || null,
          email: email.trim() || null,
        })
        await Promise.all([
          queries.invalidateQueries({ queryKey: orpc.companies.key() }),
          queries.invalidateQueries({ queryKey: orpc.session.key() }),
        ])
        toastDone(t('ui:saved'))
      }}
    >
      <TextInput label={t('company.name')} withAsterisk size="md" {...form.getInputProps('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={20} verticalSpacing={20}>
        <TextInput label={t('company.legalName')} size="md" {...form.getInputProps('legalName')} />
        <TextInput label={t('company.taxId')} size="md" {...form.getInputProps('taxId')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={20} verticalSpacing={20}>
        <CountrySelect label={t('company.country')} withAsterisk {...form.getInputProps('country')} />
        <TimeZoneSelect
          label={t('company.timeZone')}
          description={t('company.timeZoneHelp')}
          withAsterisk
          {...form.getInputProps('timeZone')}
        />
      </SimpleGrid>
      <Textarea label={t('company.address')} size="md" autosize minRows={2} {...form.getInputProps('address')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={20} verticalSpacing={20}>
        <TextInput label={t('company.website')} type="url" size="md" {...form.getInputProps('website')} />
        <TextInput label={t('company.email')} type="email" size="md" {...form.getInputProps('email')} />
      </SimpleGrid>
    </Form>
  )
}
