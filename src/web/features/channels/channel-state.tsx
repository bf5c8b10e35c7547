import { Anchor, Popover, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../ui/dates.ts'
import type { IconName } from '../../ui/icon.tsx'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'
import { age, type ChannelRow } from './channel.ts'
import { useChannelWords } from './channel-words.ts'
import styles from './channels.module.css'

const looks: Record<ChannelRow['state'], { tone: Tone; icon: IconName }> = {
  active: { tone: 'green', icon: 'check' },
  pending: { tone: 'amber', icon: 'clock' },
  interrupted: { tone: 'red', icon: 'warning' },
  inactive: { tone: 'grey', icon: 'pause' },
}

/** One of the four states; a channel switched off may be interrupted too (CH-5). */
export function ChannelStateBadge({ channel: { state, interruptions } }: { channel: ChannelRow }) {
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
  const { state, requestedAt, requestState, interruptions, queues } = channel
  if (state === 'pending') {
    const requested = t('line.requested', { age: age(requestedAt, locale) })
    return (
      <span className={styles.line}>
        {requested} · {requestState === 'connecting' ? t('line.connecting') : words.estimate()}
      </span>
    )
  }
  if (state === 'active' && queues === 0) {
    return (
      <span className={styles.line}>
        {t('line.noQueue')}{' '}
        <Anchor component={Link} to="/campanas" inherit underline="always">
          {t('line.toQueues')}
        </Anchor>
      </span>
    )
  }
  return interruptions.map((interruption) => (
    <span key={interruption.cause + interruption.openedAt} className={styles.line}>
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
  ))
}
