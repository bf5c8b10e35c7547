import { Button, Group, Text } from '@mantine/core'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
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
import { type ChannelValues, faultsOf, formOf, valuesOf } from './request-values.ts'

const fresh = { staleTime: Infinity, gcTime: 0 }

/** Solicitar WhatsApp Business API (CH-2); `?de=` names an earlier request whose data are used again (CH-11). */
export function RequestPage() {
  const { t } = useTranslation('channels')
  const [started, setStarted] = useState(0)
  const { de }: { de?: string } = useSearch({ strict: false })
  const defaults = useQuery(orpc.channels.requestDefaults.queryOptions(fresh))
  const earlier = useQuery(
    orpc.channelRequests.get.queryOptions({ input: de === undefined ? skipToken : { id: de }, ...fresh }),
  )
  const provider = { providerName: useAbout()?.providerName ?? '' }
  const error = defaults.error ?? earlier.error
  const retry = () => void Promise.all([defaults.refetch(), de !== undefined && earlier.refetch()])
  return (
    <Page
      narrow
      title={t('request.title')}
      sentence={t('request.sentence', provider)}
      back={{ to: '/canales', label: t('title') }}
    >
      {defaults.data && (de === undefined || earlier.data) ? (
        <RequestForm
          key={started}
          known={valuesOf(defaults.data)}
          again={started === 0 && earlier.data ? valuesOf(earlier.data.request) : null}
          onStartAfresh={() => setStarted((times) => times + 1)}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}

interface FormProps {
  known: ChannelValues
  /** Data of an earlier request, asked for: they take the place of a draft. */
  again: ChannelValues | null
  onStartAfresh: () => void
}

function RequestForm(props: FormProps) {
  const { t } = useTranslation('channels')
  const [known] = useState(props.known)
  // One wish is one request, however often its button is pressed or its answer lost.
  const [clientKey] = useState(() => crypto.randomUUID())
  const navigate = useNavigate()
  const queries = useQueryClient()
  const words = useChannelWords()
  const provider = { providerName: useAbout()?.providerName ?? '' }
  const draftKey = useDraftKey()
  const [draft] = useState(() => props.again ?? readDraft(draftKey))
  const form = useContractForm<ChannelValues>({
    schema: ChannelRequestForm,
    initialValues: draft ?? known,
    also: (values) => faultsOf(values, currentLanguage(), t('request.badPhone')),
  })
  useKeptDraft(draftKey, form.values, known)

  const send = async (values: ChannelValues) => {
    await client.channels.request({ ...formOf(values), clientKey })
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
      {draft && <Restored words={t(props.again ? 'request.again' : 'request.restored')} onStartAfresh={startAfresh} />}
      <Text size="sm">
        {t('ui:form.requiredNote')} {t('request.prefilledNote')}
      </Text>
      <CompanyFields form={form} known={known} />
      <PersonFields form={form} known={known} />
    </Form>
  )
}

function Restored({ words, onStartAfresh }: { words: string; onStartAfresh: () => void }) {
  const { t } = useTranslation('channels')
  return (
    <Notice tone="blue">
      <Group justify="space-between">
        {words}
        <Button variant="default" size="compact-sm" onClick={onStartAfresh}>
          {t('request.startAfresh')}
        </Button>
      </Group>
    </Notice>
  )
}
