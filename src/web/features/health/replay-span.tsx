import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Facts } from '../channels/facts.tsx'
import styles from './health.module.css'
import { type Span, SpanForm } from './span-form.tsx'

type Step = { name: 'choosing' } | { name: 'confirming'; span: Span } | { name: 'taken'; events: number }

/** RE-3: what came in a span of time is handled again: the span, what will happen, how many they are. */
export function ReplaySpanButton({ channelId }: { channelId: string }) {
  const { t } = useTranslation('health')
  const [opened, dialog] = useDisclosure()
  return (
    <>
      <Button variant="default" size="xs" leftSection={<Icon name="clock" size={16} />} onClick={dialog.open}>
        {t('span.title')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('span.title')}
        size={620}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <Steps channelId={channelId} onClose={dialog.close} />
      </Modal>
    </>
  )
}

function Steps({ channelId, onClose }: { channelId: string; onClose: () => void }) {
  const [step, setStep] = useState<Step>({ name: 'choosing' })
  const [chosen, setChosen] = useState<Span>()
  if (step.name === 'choosing') {
    const choose = (span: Span) => {
      setChosen(span)
      setStep({ name: 'confirming', span })
    }
    return <SpanForm chosen={chosen} onChosen={choose} onCancel={onClose} />
  }
  if (step.name === 'taken') return <Taken events={step.events} onClose={onClose} />
  const replay = async () => {
    const [from, to] = [step.span.from.toISOString(), step.span.to.toISOString()]
    const { events } = await client.events.replay({ id: channelId, from, to })
    setStep({ name: 'taken', events })
  }
  return <Confirmation span={step.span} onConfirm={replay} onBack={() => setStep({ name: 'choosing' })} />
}

interface ConfirmationProps {
  span: Span
  onConfirm: () => Promise<unknown>
  onBack: () => void
}

function Confirmation({ span, onConfirm, onBack }: ConfirmationProps) {
  const { t } = useTranslation('health')
  const { locale, timeZone } = useDates()
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone })
  const back = (
    <Button variant="default" size="md" onClick={onBack}>
      {t('span.back')}
    </Button>
  )
  return (
    <Form form={useContractForm({ initialValues: {} })} onSubmit={onConfirm} submitLabel={t('replay')} aside={back}>
      <div className={styles.asides} ref={focus} tabIndex={-1}>
        <p className={styles.line}>{t('span.words')}</p>
        <Facts
          facts={[
            { name: t('span.from'), value: moment.format(span.from) },
            { name: t('span.to'), value: moment.format(span.to) },
          ]}
        />
        <ul className={styles.consequences}>
          <li>{t('span.kept')}</li>
          <li>{t('span.created')}</li>
          <li>{t('span.background')}</li>
        </ul>
      </div>
    </Form>
  )
}

function Taken({ events, onClose }: { events: number; onClose: () => void }) {
  const { t } = useTranslation('health')
  const { locale } = useDates()
  return (
    <div className={styles.asides} ref={focus} tabIndex={-1}>
      {events === 0 ? (
        <Notice tone="grey" title={t('span.nothing')} alert>
          {t('span.nothingMore')}
        </Notice>
      ) : (
        <Notice tone="green" title={t('span.taken', { count: events, number: events.toLocaleString(locale) })} alert>
          {t('span.takenMore')}
        </Notice>
      )}
      <Button variant="default" className={styles.end} onClick={onClose}>
        {t('ui:close')}
      </Button>
    </div>
  )
}

/** A step takes the focus over from the one it replaces, and is read out. */
const focus = (element: HTMLElement | null) => element?.focus()
