import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { age } from '../channels/channel.ts'
import { ChannelTimeline } from '../channels/channel-timeline.tsx'
import { Panel } from '../channels/panel.tsx'
import panels from '../channels/panel.module.css'
import { RequestFacts } from '../channels/request-facts.tsx'
import { Decision } from './decision.tsx'
import { RequestBadges } from './request-badges.tsx'
import type { RequestDetail } from './request.ts'
import { Road } from './road.tsx'
import styles from './request.module.css'

export function RequestPage() {
  const { t } = useTranslation('requests')
  const { channelId } = useParams({ from: '/frame/solicitudes/$channelId' })
  const request = useQuery(orpc.requests.get.queryOptions({ input: { channelId } }))
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
  const { businessName, companyName, takenBy, takenByMe, requestedAt, state, way } = request
  const held = takenBy !== null && (takenByMe ? t('takenByMe') : t('takenBy', { takenBy }))
  const said = [companyName, t('requested', { age: age(requestedAt, locale) }), held, way && t(`way.${way}.short`)]
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
      <Words request={request} />
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

/** What was asked of the company, why it was declined, and what operators wrote down about it. */
function Words({ request: { state, correction, resentAt, declineReason, companyNote } }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const said = [
    correction && state !== 'done' && state !== 'declined'
      ? { tone: 'amber' as const, title: t(resentAt ? 'correction.mended' : 'correction.waits'), text: correction }
      : null,
    state === 'declined' && declineReason
      ? { tone: 'red' as const, title: t('decline.declined'), text: declineReason }
      : null,
    companyNote ? { tone: 'blue' as const, title: t('note'), text: companyNote } : null,
  ].filter((each) => each !== null)
  return said.map(({ tone, title, text }) => (
    <div key={title} className={styles.words}>
      <Notice tone={tone} title={title}>
        <Text size="sm" className={styles.typed}>
          {text}
        </Text>
      </Notice>
    </div>
  ))
}
