import { ActionIcon, Button, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Span } from '../../../rules/business-hours.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './queue.module.css'

const MOST_SPANS = 6

interface Props {
  /** From Monday, 0. */
  day: number
  spans: readonly Span[]
  change: (spans: Span[]) => void
  /** Spans overlap, or end before they begin. */
  error: boolean
}

/** The hours of one day. A clock's field knows no 24:00: at an end, midnight is the end of the day. */
export function QueueDay({ day, spans, change, error }: Props) {
  const { t } = useTranslation('campaigns')
  const { locale } = useDates()
  // 2024-01-01 was a Monday.
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day))
  const put = (at: number, span: Span) => change(spans.map((before, n) => (n === at ? span : before)))
  const add = () => {
    const last = spans.at(-1)
    change([
      ...spans,
      last ? { from: last.to === '24:00' ? '23:00' : last.to, to: '24:00' } : { from: '09:00', to: '18:00' },
    ])
  }
  return (
    <li className={styles.day} data-wrong={error || undefined}>
      <span className={styles.dayName}>{name}</span>
      <div className={styles.spans}>
        {spans.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('hours.closed')}
          </Text>
        )}
        {spans.map(({ from, to }, at) => (
          // A span has nothing but its place in the day.
          <span key={at} className={styles.span}>
            <TextInput
              type="time"
              size="sm"
              aria-label={t('hours.from', { day: name })}
              error={error}
              value={from}
              onChange={(event) => event.currentTarget.value && put(at, { from: event.currentTarget.value, to })}
            />
            <span>–</span>
            <TextInput
              type="time"
              size="sm"
              aria-label={t('hours.to', { day: name })}
              error={error}
              value={to === '24:00' ? '00:00' : to}
              onChange={({ currentTarget: { value } }) =>
                value && put(at, { from, to: value === '00:00' ? '24:00' : value })
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('hours.remove', { day: name, from, to })}
              onClick={() => change(spans.filter((_, n) => n !== at))}
            >
              <Icon name="x" size={16} />
            </ActionIcon>
          </span>
        ))}
        {error && (
          <Text size="xs" c="red" role="alert">
            {t('hours.wrong')}
          </Text>
        )}
      </div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        disabled={spans.length >= MOST_SPANS}
        aria-label={t('hours.addTo', { day: name })}
        onClick={add}
      >
        <Icon name="plus" size={16} />
      </Button>
    </li>
  )
}
