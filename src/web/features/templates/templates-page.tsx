import { Button, Group, Tabs } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { orpc } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { BulkMenu } from './bulk/bulk-menu.tsx'
import { DraftList } from './draft-list.tsx'
import { RequestButton } from './request-button.tsx'
import { TemplateList } from './template-list.tsx'

/** The templates of one number; its identifier and alias head the page (TP-1). */
export function TemplatesPage() {
  const { t } = useTranslation('templates')
  const { channelId } = useParams({ from: '/frame/canales/$channelId/plantillas' })
  const channel = useQuery(orpc.channels.get.queryOptions({ input: { id: channelId } }))
  if (channel.error && !channel.data) {
    return <ErrorState error={channel.error} onRetry={() => void channel.refetch()} />
  }
  if (!channel.data) return <LoadingState />

  const { identifier, alias, state } = channel.data
  const back = { to: '/canales', label: t('ui:menu.channels') }
  if (identifier === null || state === 'pending') {
    return (
      <Page title={alias} sentence={t('title')} back={back}>
        <EmptyState>{t('channelPending')}</EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title={`${prettyPhone(identifier)} · ${alias}`}
      sentence={t('title')}
      back={back}
      action={
        <Group gap={8}>
          <BulkMenu channelId={channelId} />
          <RefreshButton channelId={channelId} />
          <RequestButton channelId={channelId} />
        </Group>
      }
    >
      <Views channelId={channelId} />
    </Page>
  )
}

function RefreshButton({ channelId }: { channelId: string }) {
  const { t } = useTranslation('templates')
  const refresh = useMutation(
    orpc.templates.refresh.mutationOptions({ onSuccess: () => toastDone(t('refreshed')), onError: toastProblem }),
  )
  return (
    <Button
      variant="default"
      leftSection={<Icon name="refresh" size={16} />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate({ channelId })}
    >
      {t('refresh')}
    </Button>
  )
}

function Views({ channelId }: { channelId: string }) {
  const { t } = useTranslation('templates')
  const navigate = useNavigate()
  const { vista }: { vista?: string } = useSearch({ strict: false })
  const drafts = useQuery(orpc.templates.drafts.queryOptions({ input: { channelId } }))
  const view = vista === 'borradores' ? 'borradores' : 'plantillas'
  const open = (next: string | null) =>
    void navigate({ to: '.', search: next === 'borradores' ? { vista: next } : {}, resetScroll: false } as never)
  return (
    <Tabs value={view} onChange={open} keepMounted={false}>
      <Tabs.List mb={16}>
        <Tabs.Tab value="plantillas">{t('title')}</Tabs.Tab>
        <Tabs.Tab value="borradores">{t('drafts.tab', { count: drafts.data?.length ?? 0 })}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="plantillas">
        <TemplateList key={channelId} channelId={channelId} />
      </Tabs.Panel>
      <Tabs.Panel value="borradores">
        <DraftList channelId={channelId} query={drafts} />
      </Tabs.Panel>
    </Tabs>
  )
}
