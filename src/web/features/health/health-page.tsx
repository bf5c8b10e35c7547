import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { client, orpc } from '../../api.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { ChannelTimeline } from '../channels/channel-timeline.tsx'
import { Panel } from '../channels/panel.tsx'
import panels from '../channels/panel.module.css'
import { ExchangesButton } from '../exchanges/exchanges-button.tsx'
import { HealthFigures } from './health-panel.tsx'
import { HookPart } from './hook.tsx'
import styles from './health.module.css'
import { StatePanel } from './state-panel.tsx'

/** How one number of any company does, for the operators: never what people wrote. */
export function HealthPage() {
  const { t } = useTranslation('health')
  const queries = useQueryClient()
  const { channelId } = useParams({ from: '/frame/salud/$channelId' })
  const health = useQuery(
    orpc.health.ofChannelForOperator.queryOptions({ input: { channelId }, refetchInterval: 15_000 }),
  )
  const back = { to: '/salud', label: t('list.title') }
  if (!health.data) {
    return (
      <Page title={t('title')} back={back}>
        {health.error ? <ErrorState error={health.error} onRetry={() => void health.refetch()} /> : <LoadingState />}
      </Page>
    )
  }
  const { businessName, companyName, identifier, hook, renewal } = health.data
  const renew = async () => {
    await client.health.renewHookAsOperator({ channelId })
    await queries.invalidateQueries({ queryKey: orpc.health.key() })
  }
  return (
    <Page
      title={businessName}
      back={back}
      sentence={[companyName, identifier && prettyPhone(identifier)].filter(Boolean).join(' · ')}
    >
      <div className={panels.column}>
        <Panel id="estado" title={t('state.title')}>
          <StatePanel channelId={channelId} health={health.data} />
        </Panel>
        <Panel id="salud" title={t('title')}>
          <HealthFigures health={health.data} />
          <div className={styles.row}>
            <ExchangesButton of="channel for operator" id={channelId} />
          </div>
          <HookPart hook={hook} renewal={renewal} renew={renew} />
        </Panel>
        <Panel id="historia" title={t('state.history')}>
          <ChannelTimeline entries={health.data.timeline} />
        </Panel>
      </div>
    </Page>
  )
}
