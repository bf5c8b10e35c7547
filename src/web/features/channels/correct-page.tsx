import { Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelRequestForm } from '../../../contract/channels.ts'
import { client, orpc, type Outputs } from '../../api.ts'
import { useAbout } from '../../app/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { forgetDraft, readDraft, useDraftKey, useKeptDraft } from './request-draft.ts'
import { CompanyFields, PersonFields } from './request-fields.tsx'
import { type ChannelValues, faultsOf, formOf, valuesOf } from './request-values.ts'

type Request = Outputs['channelRequests']['get']

/** A request that the operator asked to have mended: edited and sent again (CH-11). */
export function CorrectPage() {
  const { t } = useTranslation('channels')
  const { channelId } = useParams({ from: '/frame/canales/$channelId/corregir' })
  const request = useQuery(
    orpc.channelRequests.get.queryOptions({ input: { id: channelId }, staleTime: Infinity, gcTime: 0 }),
  )
  return (
    <Page narrow title={t('correction.title')} back={{ to: `/canales/${channelId}`, label: t('channel') }}>
      {request.data?.state === 'correction' && <CorrectForm request={request.data} />}
      {request.data && request.data.state !== 'correction' && <EmptyState>{t('correction.notAsked')}</EmptyState>}
      {request.error && <ErrorState error={request.error} onRetry={() => void request.refetch()} />}
      {request.isPending && <LoadingState />}
    </Page>
  )
}

function CorrectForm({ request: { id, request, reason } }: { request: Request }) {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const provider = { providerName: useAbout()?.providerName ?? '' }
  const draftKey = useDraftKey(`.${id}`)
  const [sentBefore] = useState(() => valuesOf(request))
  const [draft] = useState(() => readDraft(draftKey))
  const form = useContractForm<ChannelValues>({
    schema: ChannelRequestForm,
    initialValues: draft ?? sentBefore,
    also: (values) => faultsOf(values, currentLanguage(), t('request.badPhone')),
  })
  useKeptDraft(draftKey, form.values, sentBefore)

  const resend = async (values: ChannelValues) => {
    await client.channelRequests.resend({ id, ...formOf(values) })
    forgetDraft(draftKey)
    await queries.invalidateQueries({ queryKey: orpc.channels.key() })
    await navigate({ to: '/canales' })
    toastDone(t('correction.done', provider))
  }

  return (
    <Form form={form} submitLabel={t('correction.submit')} onSubmit={resend}>
      <Notice tone="amber" title={t('correction.asked', provider)}>
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {reason}
        </Text>
      </Notice>
      <CompanyFields form={form} known={null} />
      <PersonFields form={form} known={null} />
    </Form>
  )
}
