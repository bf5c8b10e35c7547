import { Anchor, Popover, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../ui/dates.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'
import { age, type ChannelRow } from './channel.ts'
import { useChannelWords } from './channel-words.ts'
import styles from './channels.module.css'
import { MissedLine } from './missed-messages.tsx'
import { YourStepLine } from './your-step.tsx'

const looks: Record<ChannelRow['state'], { tone: Tone; icon: IconName }> = {
  active: { tone: 'green', icon: 'check' },
  pending: { tone: 'amber', icon: 'clock' },
  interrupted: { tone: 'red', icon: 'warning' },
  inactive: { tone: 'grey', icon: 'pause' },
}

/** One of the four states; a channel switched off may be interrupted too (CH-5). */
export function ChannelStateBadge({
  channel: { state, interruptions },
}: {
  channel: Pick<ChannelRow, 'state' | 'interruptions'>
}) {
  const { t } = useTranslation('channels')
  return (
    <span className={styles.badges}>
      <StatusBadge {...looks[state]}>{t(`state.${state}`)}</StatusBadge>
      {state === 'inactive' && interruptions.length > 0 && (
        <StatusBadge {...looks.interrupted}>{t('alsoInterrupted')}</StatusBadge>
      )}
    </span>
  )
}

/** What a person wants to know about a channel that does not simply work. */
export function ChannelStateLine({ channel }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  const { locale } = useDates()
  const words = useChannelWords()
  const { state, requestedAt, requestState, interruptions, queues, withoutQueue } = channel
  if (state === 'pending') {
    const requested = t('line.requested', { age: age(requestedAt, locale) })
    if (requestState === 'correction') return <CorrectionLine channel={channel} />
    if (channel.yourStep !== null) return <YourStepLine channel={channel} />
    return (
      <span className={styles.line}>
        {requested} · {requestState === 'connecting' ? t('line.connecting') : words.estimate()}
      </span>
    )
  }
  return (
    <>
      {withoutQueue && <WithoutQueue queues={queues} />}
      <MissedLine channel={channel} />
      {interruptions.map((interruption) => (
        <InterruptionLine key={interruption.cause + interruption.openedAt} interruption={interruption} />
      ))}
    </>
  )
}

/** CH-11: the operator waits for the company. */
function CorrectionLine({ channel: { id } }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  return (
    <span className={styles.line} data-tone="amber">
      <Icon name="warning" size={14} /> {t('line.correction')}{' '}
      <Anchor component={Link} to={`/canales/${id}/corregir`} inherit underline="always">
        {t('correction.open')}
      </Anchor>
    </span>
  )
}

/** TK-5: where its messages go while no queue takes them. */
function WithoutQueue({ queues }: { queues: number }) {
  const { t } = useTranslation('channels')
  return (
    <span className={styles.line} data-tone="amber">
      <Icon name="warning" size={14} /> {t(queues === 0 ? 'line.noQueue' : 'line.noActiveQueue')}{' '}
      <Anchor component={Link} to="/campanas" inherit underline="always">
        {t(queues === 0 ? 'line.toQueues' : 'line.seeQueues')}
      </Anchor>
    </span>
  )
}

/** The same on the channel's page. */
export function WithoutQueueNotice({ channel: { withoutQueue, queues } }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  if (!withoutQueue) return null
  return (
    <Notice tone="amber" title={t(queues === 0 ? 'line.noQueue' : 'line.noActiveQueue')}>
      <Text size="sm">
        {t('line.toAdmins')}{' '}
        <Anchor component={Link} to="/campanas" inherit underline="always">
          {t(queues === 0 ? 'line.toQueues' : 'line.seeQueues')}
        </Anchor>
      </Text>
    </Notice>
  )
}

function InterruptionLine({ interruption }: { interruption: ChannelRow['interruptions'][number] }) {
  const { t } = useTranslation('channels')
  const words = useChannelWords()
  return (
    <span className={styles.line}>
      {words.cause(interruption)} · {words.since(interruption.openedAt)}{' '}
      <Popover width={300} withArrow shadow="md">
        <Popover.Target>
          <Anchor component="button" type="button" inherit underline="always">
            {t('whatToDo')}
          </Anchor>
        </Popover.Target>
        <Popover.Dropdown>
          <Text size="sm">{words.remedy(interruption)}</Text>
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}
