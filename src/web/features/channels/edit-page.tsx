import { Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelData } from '../../../contract/channels.ts'
import { client, orpc, problemOf } from '../../api.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { ChannelDetail } from './channel.ts'
import { ProfilePreview } from './profile-preview.tsx'
import { forgetDraft, readDraft, useDraftKey, useKeptDraft } from './request-draft.ts'
import { CompanyFields, PersonFields } from './request-fields.tsx'
import { channelFields, type ChannelValues, dataOf, faultsOf, valuesOf } from './request-values.ts'
import styles from './panel.module.css'

const registeredValues = (channel: ChannelDetail): ChannelValues =>
  valuesOf({ ...channel.request, alias: channel.alias, website2: channel.website2, photoFileId: channel.photoFileId })

/** CH-10: everything that was registered, except the business name. */
export function EditPage() {
  const { t } = useTranslation('channels')
  const { channelId } = useParams({ from: '/frame/canales/$channelId/editar' })
  const [loaded, setLoaded] = useState(0)
  const channel = useQuery({
    ...orpc.channels.get.queryOptions({ input: { id: channelId } }),
    queryKey: [...orpc.channels.key(), 'to edit', channelId, loaded],
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <Page
      title={t('edit.title')}
      sentence={channel.data?.businessName}
      back={{ to: `/canales/${channelId}`, label: t('channel') }}
    >
      {channel.data?.state === 'pending' && <EmptyState>{t('edit.pending')}</EmptyState>}
      {channel.data && channel.data.state !== 'pending' && (
        <EditForm key={loaded} channel={channel.data} onLoadAgain={() => setLoaded((times) => times + 1)} />
      )}
      {channel.error && <ErrorState error={channel.error} onRetry={() => void channel.refetch()} />}
      {channel.isPending && <LoadingState />}
    </Page>
  )
}

/** What somebody else saved meanwhile. */
interface Theirs {
  by: string
  version: number
}

function EditForm(props: { channel: ChannelDetail; onLoadAgain: () => void }) {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const queries = useQueryClient()
  // As it was opened: what comes in meanwhile must not change under the hands of who types.
  const [channel] = useState(props.channel)
  const [registered] = useState(() => registeredValues(channel))
  const draftKey = useDraftKey(`.${channel.id}.${channel.version}`)
  const [draft] = useState(() => readDraft(draftKey))
  const [theirs, setTheirs] = useState<Theirs | null>(null)
  const form = useContractForm<ChannelValues>({
    // Without a photo its value is an empty text here, and null when it is sent.
    schema: ChannelData.omit({ photoFileId: true }),
    initialValues: draft ?? registered,
    also: (values) => faultsOf(values, currentLanguage(), t('request.badPhone')),
  })
  useKeptDraft(draftKey, form.values, registered)

  const save = async (values: ChannelValues, version: number) => {
    try {
      await client.channels.update({ id: channel.id, version, ...dataOf(values) })
    } catch (problem) {
      const { code, data } = problemOf(problem)
      if (code === 'channel_changed') setTheirs(data as Theirs)
      throw problem
    }
    forgetDraft(draftKey)
    await queries.invalidateQueries({ queryKey: orpc.channels.key() })
    await navigate({ to: '/canales/$channelId', params: { channelId: channel.id } })
    const travels = channelFields.some((field) => onProfile.has(field) && values[field] !== registered[field])
    toastDone(t(travels ? 'edit.doneOnItsWay' : 'edit.done'))
  }
  const loadAgain = () => {
    forgetDraft(draftKey)
    props.onLoadAgain()
  }

  return (
    <div className={styles.columns}>
      <Form
        form={form}
        submitLabel={t(theirs ? 'edit.saveOver' : 'ui:save')}
        onSubmit={(values) => save(values, theirs?.version ?? channel.version)}
        aside={
          <Button variant="default" size="md" component={Link} to={`/canales/${channel.id}`}>
            {t('ui:cancel')}
          </Button>
        }
      >
        {theirs && (
          <Notice tone="amber" title={t('edit.theirs', { by: theirs.by })}>
            <Group justify="space-between">
              <Text size="sm">{t('edit.theirsWords')}</Text>
              <Button variant="default" size="compact-sm" onClick={loadAgain}>
                {t('edit.loadTheirs')}
              </Button>
            </Group>
          </Notice>
        )}
        {draft && !theirs && (
          <Notice tone="blue">
            <Group justify="space-between">
              {t('request.restored')}
              <Button variant="default" size="compact-sm" onClick={loadAgain}>
                {t('edit.discard')}
              </Button>
            </Group>
          </Notice>
        )}
        <CompanyFields form={form} known={null} edited={channel} />
        <PersonFields form={form} known={null} />
      </Form>
      <ProfilePreview name={channel.businessName} identifier={channel.identifier} profile={form.values} />
    </div>
  )
}

const onProfile = new Set<string>([
  'about',
  'address',
  'description',
  'email',
  'website',
  'website2',
  'vertical',
  'photoFileId',
])
