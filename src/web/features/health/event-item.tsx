import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { orpc, type Outputs } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import exchanges from '../exchanges/exchanges.module.css'
import { kindOf } from './event-kind.ts'
import styles from './health.module.css'
import { RawText } from './raw-text.tsx'

export type ReceivedEvent = Outputs['events']['list']['items'][number]

/** One event: the line says what it is and when it came, opened it shows all of it. */
export function EventItem({ channelId, event }: { channelId: string; event: ReceivedEvent }) {
  const { t } = useTranslation('health')
  const { locale, timeZone, full } = useDates()
  const [opened, setOpened] = useState(false)
  const { what, detail, phone } = useMemo(() => kindOf(event.raw), [event.raw])
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone })
  // Words of the provider that have none of ours are shown as they are.
  const known = detail && /^\w+$/.test(detail) ? t(`events.detail.${detail}`, { defaultValue: detail }) : detail
  return (
    <details className={exchanges.item} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary className={exchanges.line}>
        <Icon name="chevron-right" size={16} />
        <span className={styles.event}>
          <strong>{t(`events.what.${what}`)}</strong>
          {[known, phone && prettyPhone(`+${phone}`)].filter(Boolean).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </span>
        <time className={exchanges.quiet} dateTime={event.receivedAt} title={full(event.receivedAt)}>
          {moment.format(new Date(event.receivedAt))}
        </time>
      </summary>
      {opened && (
        <div className={exchanges.bodies}>
          <RawText
            raw={event.raw}
            label={t('events.asItCame')}
            actions={<ReplayButton channelId={channelId} event={event} />}
          />
        </div>
      )}
    </details>
  )
}

function ReplayButton({ channelId, event: { receivedAt, seq } }: { channelId: string; event: ReceivedEvent }) {
  const { t } = useTranslation('health')
  const may = useMay()
  const replay = useMutation(
    orpc.events.replay.mutationOptions({
      onSuccess: () => toastDone(t('events.taken')),
      onError: toastProblem,
    }),
  )
  if (!may('channels.write')) return null
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon name="refresh" size={16} />}
      loading={replay.isPending}
      onClick={() => replay.mutate({ id: channelId, from: receivedAt, to: receivedAt, seq })}
    >
      {t('replay')}
    </Button>
  )
}
