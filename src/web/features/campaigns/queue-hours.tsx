import { Button, NativeSelect, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOpen, nextOpening, type Span } from '../../../rules/business-hours.ts'
import { client } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { QueueDay } from './queue-day.tsx'
import styles from './queue.module.css'
import type { SectionProps } from './queue-values.ts'
import { QueueHolidays } from './queue-holidays.tsx'

const office: Span[] = [{ from: '09:00', to: '18:00' }]
const WEEK: Span[][] = [office, office, office, office, office, [], []]

/** HR-2: when the queue is open, by the company's clock. */
export function QueueHours({ form, queue, campaigns }: SectionProps) {
  const { t } = useTranslation('campaigns')
  const { timeZone } = useDates()
  const { hours } = form.values
  const others = campaigns.flatMap(({ name, queues }) =>
    queues.filter(({ id }) => id !== queue?.id).map(({ id, name: own }) => ({ value: id, label: `${name} › ${own}` })),
  )
  const setDay = (day: number, spans: Span[]) =>
    form.setFieldValue(
      'hours',
      hours!.map((before, n) => (n === day ? spans : before)),
    )
  const copyFrom = async (id: string) => {
    try {
      const from = await client.campaigns.queue({ id })
      form.setFieldValue('hours', from.hours)
      form.setFieldValue('holidays', from.holidays)
    } catch (problem) {
      toastProblem(problem)
    }
  }

  return (
    <>
      <Text size="sm" c="dimmed">
        {t('hours.help', { timeZone })}
      </Text>
      <div className={styles.row}>
        <SegmentedControl
          aria-label={t('section.hours')}
          data={[
            { value: 'always', label: t('hours.always') },
            { value: 'week', label: t('hours.week') },
          ]}
          value={hours === null ? 'always' : 'week'}
          onChange={(value) => form.setFieldValue('hours', value === 'always' ? null : WEEK)}
        />
        {others.length > 0 && (
          <NativeSelect
            aria-label={t('hours.copy')}
            data={[{ value: '', label: t('hours.copy') }, ...others]}
            value=""
            onChange={(event) => event.currentTarget.value && void copyFrom(event.currentTarget.value)}
          />
        )}
      </div>
      {hours !== null && (
        <>
          <ul className={styles.list}>
            {hours.map((spans, day) => (
              // The seven days stand still.
              <QueueDay key={day} day={day} spans={spans} change={(to) => setDay(day, to)} error={faultOf(form, day)} />
            ))}
          </ul>
          <Button
            variant="subtle"
            size="compact-sm"
            className={styles.start ?? ''}
            leftSection={<Icon name="copy" size={16} />}
            onClick={() =>
              form.setFieldValue(
                'hours',
                hours.map((spans, day) => (day < 5 ? hours[0]! : spans)),
              )
            }
          >
            {t('hours.mondayToFriday')}
          </Button>
        </>
      )}
      <QueueHolidays form={form} />
      <Now {...form.values} />
    </>
  )
}

const faultOf = ({ errors }: SectionProps['form'], day: number): boolean =>
  Object.keys(errors).some((path) => path.startsWith(`hours.${day}.`) || path === `hours.${day}`)

function Now({ hours, holidays }: Pick<SectionProps['form']['values'], 'hours' | 'holidays'>) {
  const { t } = useTranslation('campaigns')
  const { timeZone, full } = useDates()
  const told = { days: hours, holidays }
  const [now] = useState(() => new Date())
  const open = isOpen(told, timeZone, now)
  const next = open ? null : nextOpening(told, timeZone, now)
  return (
    <div aria-live="polite">
      <StatusBadge tone={open ? 'green' : 'amber'} icon="clock">
        {open ? t('hours.openNow') : next ? t('hours.opens', { when: full(next) }) : t('hours.never')}
      </StatusBadge>
    </div>
  )
}
