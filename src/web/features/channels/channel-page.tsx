import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { orpc } from '../../api.ts'
import { useAbout } from '../../app/session.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { ChannelHealth } from '../health/channel-health.tsx'
import { age, type ChannelDetail } from './channel.ts'
import { ChannelBin } from './channel-bin.tsx'
import { ChannelStateBadge, WithoutQueueNotice } from './channel-state.tsx'
import { ChannelSwitch } from './channel-switch.tsx'
import { ChannelTimeline } from './channel-timeline.tsx'
import { useChannelWords } from './channel-words.ts'
import { Facts } from './facts.tsx'
import { Interruptions } from './interruptions.tsx'
import { MissedNotice } from './missed-messages.tsx'
import { Panel } from './panel.tsx'
import styles from './panel.module.css'
import { ProfilePanel } from './profile-panel.tsx'
import { RequestFacts } from './request-facts.tsx'
import { YourStepNotice } from './your-step.tsx'

export function ChannelPage() {
  const { t } = useTranslation('channels')
  const { channelId } = useParams({ from: '/frame/canales/$channelId' })
  const channel = useQuery(orpc.channels.get.queryOptions({ input: { id: channelId } }))
  const back = { to: '/canales', label: t('title') }
  if (channel.data) return <Detail channel={channel.data} back={back} />
  return (
    <Page title={t('channel')} back={back}>
      {channel.error ? <ErrorState error={channel.error} onRetry={() => void channel.refetch()} /> : <LoadingState />}
    </Page>
  )
}

function Detail({ channel, back }: { channel: ChannelDetail; back: { to: string; label: string } }) {
  const { t } = useTranslation('channels')
  const { id, businessName, identifier, state } = channel
  return (
    <Page
      title={businessName}
      back={back}
      sentence={
        <Group gap={8} mt={4}>
          <ChannelStateBadge channel={channel} />
          <span>WhatsApp · {identifier ? prettyPhone(identifier) : t('noNumberYet')}</span>
        </Group>
      }
      action={
        state === 'pending' ? (
          <ChannelBin channel={channel} />
        ) : (
          <Group gap={12}>
            <ChannelSwitch channel={channel} labelled />
            <ChannelBin channel={channel} />
            <Button
              variant="default"
              component={Link}
              to={`/canales/${id}/editar`}
              leftSection={<Icon name="pencil" />}
            >
              {t('edit.verb')}
            </Button>
            <Button component={Link} to={`/canales/${id}/plantillas`} leftSection={<Icon name="template" />}>
              {t('templates')}
            </Button>
          </Group>
        )
      }
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          <CorrectionNotice channel={channel} />
          <YourStepNotice channel={channel} />
          <WithoutQueueNotice channel={channel} />
          <MissedNotice channel={channel} />
          <Interruptions interruptions={channel.interruptions} />
          <Panel id="datos" title={t('data.title')}>
            <ChannelData channel={channel} />
          </Panel>
          {state !== 'pending' && (
            <Panel id="salud" title={t('health:title')}>
              <ChannelHealth channelId={id} />
            </Panel>
          )}
          {state !== 'pending' && (
            <Panel id="perfil" title={t('profile.title')}>
              <ProfilePanel channel={channel} />
            </Panel>
          )}
          <Panel id="solicitud" title={t(state === 'pending' ? 'request.asSent' : 'request.registered')}>
            <RequestFacts request={channel.request} website2={channel.website2} />
          </Panel>
        </div>
        <Panel id="historia" title={t('timeline.title')}>
          <ChannelTimeline entries={channel.timeline} />
        </Panel>
      </div>
    </Page>
  )
}

/** CH-11: what the operator asks to have mended, and the way to do it. */
function CorrectionNotice({ channel: { id, correction } }: { channel: ChannelDetail }) {
  const { t } = useTranslation('channels')
  const provider = { providerName: useAbout()?.providerName ?? '' }
  if (correction === null) return null
  return (
    <Notice tone="amber" title={t('correction.asked', provider)}>
      <Text size="sm" mb={12} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {correction}
      </Text>
      <Button component={Link} to={`/canales/${id}/corregir`} size="sm">
        {t('correction.open')}
      </Button>
    </Notice>
  )
}

function ChannelData({ channel }: { channel: ChannelDetail }) {
  const { t } = useTranslation('channels')
  const { locale } = useDates()
  const words = useChannelWords()
  const { alias, identifier, quality, messagingLimit, openInteractions, queues, lastMessageAt } = channel
  if (channel.state === 'pending') {
    const requested = age(channel.requestedAt, locale)
    return (
      <Facts
        facts={[
          { name: t('data.alias'), value: alias },
          { name: t('data.requested'), value: requested },
          { name: t('data.estimate'), value: words.estimate() },
        ]}
      />
    )
  }
  return (
    <Facts
      facts={[
        { name: t('data.alias'), value: alias },
        { name: t('column.identifier'), value: identifier && prettyPhone(identifier) },
        { name: t('column.quality'), value: words.quality(quality) },
        { name: t('data.limit'), value: words.limit(messagingLimit) },
        { name: t('data.open'), value: String(openInteractions) },
        { name: t('column.queues'), value: String(queues) },
        { name: t('data.last'), value: lastMessageAt && <RelativeTime at={lastMessageAt} /> },
      ]}
    />
  )
}
