import { Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelRequestForm } from '../../../contract/channels.ts'
import { client, orpc } from '../../api.ts'
import { useAbout } from '../../app/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { useChannelWords } from './channel-words.ts'
import { forgetDraft, readDraft, useDraftKey, useKeptDraft } from './request-draft.ts'
import { CompanyFields, PersonFields } from './request-fields.tsx'
import { faultsOf, formOf, type RequestValues, valuesOf } from './request-values.ts'

/** Solicitar WhatsApp Business API (CH-2). */
export function RequestPage() {
  const { t } = useTranslation('channels')
  const [started, setStarted] = useState(0)
  const defaults = useQuery(orpc.channels.requestDefaults.queryOptions({ staleTime: Infinity, gcTime: 0 }))
  const provider = { providerName: useAbout()?.providerName ?? '' }
  return (
    <Page
      narrow
      title={t('request.title')}
      sentence={t('request.sentence', provider)}
      back={{ to: '/canales', label: t('title') }}
    >
      {defaults.data ? (
        <RequestForm
          key={started}
          known={valuesOf(defaults.data)}
          onStartAfresh={() => setStarted((times) => times + 1)}
        />
      ) : defaults.error ? (
        <ErrorState error={defaults.error} onRetry={() => void defaults.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}

function RequestForm(props: { known: RequestValues; onStartAfresh: () => void }) {
  const { t } = useTranslation('channels')
  const [known] = useState(props.known)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const words = useChannelWords()
  const provider = { providerName: useAbout()?.providerName ?? '' }
  const draftKey = useDraftKey()
  const [draft] = useState(() => readDraft(draftKey))
  const form = useContractForm<RequestValues>({
    schema: ChannelRequestForm,
    initialValues: draft ?? known,
    also: (values) => faultsOf(values, currentLanguage(), t('request.badPhone')),
  })
  useKeptDraft(draftKey, form.values, known)

  const send = async (values: RequestValues) => {
    await client.channels.request(formOf(values))
    forgetDraft(draftKey)
    await queries.invalidateQueries({ queryKey: orpc.channels.key() })
    await navigate({ to: '/canales' })
    toastDone(t('request.done', { ...provider, estimate: words.estimate() }))
  }

  const startAfresh = () => {
    forgetDraft(draftKey)
    props.onStartAfresh()
  }

  return (
    <Form form={form} submitLabel={t('request.submit')} onSubmit={send}>
      {draft && <Restored onStartAfresh={startAfresh} />}
      <Text size="sm">
        {t('ui:form.requiredNote')} {t('request.prefilledNote')}
      </Text>
      <CompanyFields form={form} known={known} />
      <PersonFields form={form} known={known} />
    </Form>
  )
}

function Restored({ onStartAfresh }: { onStartAfresh: () => void }) {
  const { t } = useTranslation('channels')
  return (
    <Notice tone="blue">
      <Group justify="space-between">
        {t('request.restored')}
        <Button variant="default" size="compact-sm" onClick={onStartAfresh}>
          {t('request.startAfresh')}
        </Button>
      </Group>
    </Notice>
  )
}
