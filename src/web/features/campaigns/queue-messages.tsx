import { Button, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BusinessHours, isOpen, nextOpening } from '../../../rules/business-hours.ts'
import { fillGreeting, GREETING_BLANKS, openingInWords } from '../../../rules/greeting.ts'
import { useSession } from '../../app/session.ts'
import { Bubble } from '../../ui/bubble.tsx'
import { useDates } from '../../ui/dates.ts'
import styles from './queue.module.css'
import type { SectionProps } from './queue-values.ts'

/** HR-3: what the queue says by itself, shown as the contact gets it. */
export function QueueMessages({ form }: SectionProps) {
  const { t } = useTranslation('campaigns')
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('messages.help')}
      </Text>
      <Message form={form} field="welcomeText" />
      <Message form={form} field="awayText" />
      {form.values.hours === null && form.values.awayText !== null && (
        <Text size="sm" c="dimmed">
          {t('messages.alwaysOpen')}
        </Text>
      )}
    </>
  )
}

const HOUR_MS = 3_600_000

/** For the sample: when it opens after it is next closed, within a week. */
function openingToCome(hours: BusinessHours, timeZone: string, now: Date): Date | null {
  for (let hour = 0; hour < 7 * 24; hour++) {
    const at = new Date(now.getTime() + hour * HOUR_MS)
    if (!isOpen(hours, timeZone, at)) return nextOpening(hours, timeZone, at)
  }
  return null
}

function Message({ form, field }: { form: SectionProps['form']; field: 'welcomeText' | 'awayText' }) {
  const { t } = useTranslation('campaigns')
  const { active } = useSession()
  const { timeZone } = useDates()
  const text = form.values[field]
  const set = (value: string) => form.setFieldValue(field, value === '' ? null : value)
  const { hours, holidays } = form.values
  const [now] = useState(() => new Date())
  const opening = openingToCome({ days: hours, holidays }, timeZone, now)
  const sample = {
    nombre: 'Lucía',
    empresa: active?.name ?? '',
    apertura: opening === null ? '' : openingInWords(opening, timeZone),
  }
  const words = t(`messages.${field}`)
  return (
    <div className={styles.message}>
      <Textarea
        label={words}
        description={t(`messages.${field}Help`)}
        placeholder={t(`messages.${field}Example`)}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={1024}
        {...form.getInputProps(field)}
        value={text ?? ''}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <div className={styles.row} role="group" aria-label={t('messages.blanksOf', { words })}>
        {GREETING_BLANKS.map((blank) => (
          <Button
            key={blank}
            variant="default"
            size="compact-xs"
            title={t(`messages.blank.${blank}`)}
            onClick={() => set(`${text ?? ''}${text && !/\s$/.test(text) ? ' ' : ''}{${blank}}`)}
          >
            {`{${blank}}`}
          </Button>
        ))}
      </div>
      {text !== null && text.trim() !== '' && <Bubble body={fillGreeting(text, sample)} />}
    </div>
  )
}
