import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { useDates } from '../../ui/dates.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { age } from '../channels/channel.ts'
import { ChannelTimeline } from '../channels/channel-timeline.tsx'
import { Panel } from '../channels/panel.tsx'
import panels from '../channels/panel.module.css'
import { RequestFacts } from '../channels/request-facts.tsx'
import { RequestBadges } from './request-badges.tsx'
import type { RequestDetail } from './request.ts'
import { Road } from './road.tsx'
import { useRequestActions } from './use-request-actions.ts'

export function RequestPage() {
  const { t } = useTranslation('requests')
  const { channelId } = useParams({ from: '/frame/solicitudes/$channelId' })
  const request = useQuery(orpc.channels.requestDetail.queryOptions({ input: { channelId } }))
  const back = { to: '/solicitudes', label: t('title') }
  if (request.data) return <Detail request={request.data} back={back} />
  return (
    <Page title={t('request')} back={back}>
      {request.error ? <ErrorState error={request.error} onRetry={() => void request.refetch()} /> : <LoadingState />}
    </Page>
  )
}

function Detail({ request, back }: { request: RequestDetail; back: { to: string; label: string } }) {
  const { t } = useTranslation('requests')
  const { locale } = useDates()
  const { businessName, companyName, takenBy, requestedAt, state } = request
  const said = [companyName, t('requested', { age: age(requestedAt, locale) }), takenBy && t('takenBy', { takenBy })]
  return (
    <Page
      title={businessName}
      back={back}
      sentence={
        <Group gap={8} mt={4}>
          <RequestBadges request={request} />
          <span>{said.filter(Boolean).join(' · ')}</span>
        </Group>
      }
      action={<Decision request={request} />}
    >
      <div className={panels.columns}>
        <div className={panels.column}>
          {(state === 'connecting' || state === 'done') && (
            <Panel id="camino" title={t('road')}>
              <Road request={request} />
            </Panel>
          )}
          <Panel id="solicitud" title={t('request')}>
            <RequestFacts request={request.request} />
          </Panel>
        </div>
        <Panel id="historia" title={t('history')}>
          <ChannelTimeline entries={request.timeline} />
        </Panel>
      </div>
    </Page>
  )
}

/** Take it, so that nobody else does the same work; approve it, and the road begins. */
function Decision({ request: { channelId, businessName, state } }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const queries = useQueryClient()
  const [approving, approve] = useDisclosure()
  const { take } = useRequestActions()
  if (state !== 'sent' && state !== 'taken') return null
  return (
    <Group gap={8}>
      {state === 'sent' && (
        <Button variant="default" loading={take.isPending} onClick={() => take.mutate({ channelId })}>
          {t('take')}
        </Button>
      )}
      <Button onClick={approve.open}>{t('approve.open')}</Button>
      <ConsequenceDialog
        opened={approving}
        onClose={approve.close}
        title={t('approve.title', { businessName })}
        verb={t('approve.verb')}
        danger={false}
        onConfirm={async () => {
          await client.channels.approve({ channelId })
          await queries.invalidateQueries({ queryKey: orpc.channels.key() })
        }}
      >
        <Text size="sm">{t('approve.words')}</Text>
      </ConsequenceDialog>
    </Group>
  )
}
