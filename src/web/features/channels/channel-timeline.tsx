import { Text, Timeline } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { ChannelDetail, Interruption } from './channel.ts'
import { useChannelWords } from './channel-words.ts'

type Entry = ChannelDetail['timeline'][number]

const icons: Record<string, IconName> = {
  requested: 'send',
  taken: 'user',
  resent: 'send',
  withdrawn: 'reply',
  edited: 'pencil',
  deleted: 'trash',
  profile_confirmed: 'check',
  profile_refused: 'warning',
  approved: 'check',
  live: 'phone',
  error: 'warning',
  correction_asked: 'pencil',
  declined: 'x',
  name_refused: 'warning',
  name_accepted: 'check',
  interrupted: 'warning',
  resumed: 'check',
  hook_renewing: 'refresh',
  hook_renewed: 'check',
  switched_on: 'power',
  switched_off: 'pause',
  missed_collected: 'inbox',
}

/** What happened to a channel, newest first. */
export function ChannelTimeline({ entries }: { entries: Entry[] }) {
  const say = useEventWords()
  return (
    <Timeline bulletSize={24} lineWidth={1}>
      {entries.toReversed().map((entry) => (
        <Timeline.Item key={entry.id} bullet={<Icon name={icons[entry.kind] ?? 'info'} size={14} />}>
          <Text size="sm" lh={1.4} style={{ overflowWrap: 'anywhere' }}>
            {say(entry)}
          </Text>
          <Text size="xs" c="dimmed">
            {entry.actorName} · <RelativeTime at={entry.at} />
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  )
}

function useEventWords(): (entry: Entry) => string {
  const { t, i18n } = useTranslation('channels')
  const { locale } = useDates()
  const fieldNames = (data: Entry['data']) => {
    const fields = Array.isArray(data['fields']) ? (data['fields'] as string[]) : []
    const names = fields.map((field) => t([`profile.field.${field}`, `field.${field}`]).toLocaleLowerCase(locale))
    return new Intl.ListFormat(locale).format(names)
  }
  const words = useChannelWords()
  return ({ kind, data }) => {
    const text = (key: string) => (typeof data[key] === 'string' ? data[key] : '')
    switch (kind) {
      case 'live':
        return t('timeline.live', { identifier: prettyPhone(text('identifier')) })
      case 'switched_on':
        return t('timeline.switched_on', { count: Number(data['restoredQueues'] ?? 0) })
      case 'switched_off': {
        const count = Number(data['interactionsWithTicket'] ?? 0) + Number(data['sendsWithoutAnswer'] ?? 0)
        return t('timeline.switched_off', { count })
      }
      case 'missed_collected':
        return t('timeline.missed_collected', {
          count: Number(data['newTickets'] ?? 0),
        })
      case 'edited':
      case 'profile_confirmed':
      case 'profile_refused':
        return t(`timeline.${kind}`, { fields: fieldNames(data), reason: text('reason') })
      case 'error':
        return t('timeline.error', { error: text('error') })
      case 'quality':
        return t('timeline.quality', { from: words.quality(text('from')), to: words.quality(text('to')) })
      case 'limit':
        return t('timeline.limit', { from: words.limit(text('from')), to: words.limit(text('to')) })
      case 'correction_asked':
      case 'declined':
      case 'name_refused':
        return t(`timeline.${kind}`, { text: text('text'), reason: text('reason') })
      case 'interrupted':
      case 'resumed':
        return t(`timeline.${kind}`, { cause: words.cause({ cause: data['cause'] as Interruption['cause'] }) })
      case 'provider':
        return i18n.exists(`channels:said.${text('status')}`)
          ? t(`said.${text('status')}`)
          : t('timeline.provider', { said: [text('event'), text('status')].filter(Boolean).join(', ') })
      default:
        return i18n.exists(`channels:timeline.${kind}`) ? t(`timeline.${kind}`) : t('timeline.other')
    }
  }
}
