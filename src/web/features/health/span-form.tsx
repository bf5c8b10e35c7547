import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../ui/dates.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import styles from './health.module.css'
import { momentOf, wallClock } from './wall-clock.ts'

export interface Span {
  from: Date
  to: Date
}

interface Props {
  /** What was chosen before; else the last hour. */
  chosen: Span | undefined
  onChosen: (span: Span) => void
  onCancel: () => void
}

const HOUR = 3_600_000
/** The last minute counts as a whole: whoever reads 10:41 in the list means what came at 10:41:30 as well. */
const REST_OF_MINUTE = 59_999

export function SpanForm({ chosen, onChosen, onCancel }: Props) {
  const { t } = useTranslation('health')
  const { locale, timeZone } = useDates()
  const shown = (at: Date) => wallClock(at, timeZone)
  const [{ from, to }] = useState(() => chosen ?? lastHour())
  const form = useContractForm({
    initialValues: { from: shown(from), to: shown(to) },
    also: (values) => ({
      from: values.from === '' ? t('ui:form.required') : values.from > shown(new Date()) ? t('span.future') : undefined,
      to: values.to === '' ? t('ui:form.required') : values.to < values.from ? t('span.reversed') : undefined,
    }),
  })
  const cancel = (
    <Button variant="default" size="md" onClick={onCancel}>
      {t('ui:cancel')}
    </Button>
  )
  const choose = async (values: { from: string; to: string }) =>
    onChosen({
      from: momentOf(values.from, timeZone),
      to: new Date(momentOf(values.to, timeZone).getTime() + REST_OF_MINUTE),
    })
  return (
    <Form form={form} onSubmit={choose} submitLabel={t('span.continue')} aside={cancel}>
      <p className={styles.line}>{t('span.intro')}</p>
      <div className={styles.span}>
        <TextInput
          type="datetime-local"
          size="md"
          label={t('span.from')}
          withAsterisk
          data-autofocus
          {...form.getInputProps('from')}
        />
        <TextInput type="datetime-local" size="md" label={t('span.to')} withAsterisk {...form.getInputProps('to')} />
      </div>
      <p className={styles.quiet}>{t('span.zone', { zone: zoneName(locale, timeZone) })}</p>
    </Form>
  )
}

const lastHour = (): Span => ({ from: new Date(Date.now() - HOUR), to: new Date() })

const zoneName = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
