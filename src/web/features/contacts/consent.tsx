import { Button, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, problemOf } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { ContactCard } from './contact.ts'
import styles from './contacts.module.css'

/** WS-9: whether marketing may be sent, since when and why; and the whole record. */
export function ConsentRecord({ contact, short = false }: { contact: ContactCard; short?: boolean }) {
  const { t } = useTranslation('contacts')
  const { moment } = useDates()
  const [asking, setAsking] = useState(false)
  const optedOut = contact.optedOutAt !== null
  const record = short ? contact.consent.slice(0, 3) : contact.consent
  return (
    <Stack gap={10} align="flex-start">
      <StatusBadge tone={optedOut ? 'red' : 'green'} icon={optedOut ? 'warning' : 'check'}>
        {t(optedOut ? 'consent.out' : 'consent.in')}
      </StatusBadge>
      {record.length > 0 && (
        <ul className={styles.record}>
          {record.map((c) => (
            <li key={c.id}>
              <span>{t(`consent.${c.given ? 'given' : 'withdrawn'}.${c.how}`, { source: c.source })}</span>
              <span className={styles.quiet}>
                {moment(c.at)}
                {c.by && ` · ${c.by}`}
                {c.reason && ` · «${c.reason}»`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {contact.erasedAt === null && (
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {t(optedOut ? 'consent.undo' : 'consent.optOut')}
        </Button>
      )}
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t(optedOut ? 'consent.undo' : 'consent.optOut')}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <ConsentForm id={contact.id} given={optedOut} onDone={() => setAsking(false)} />
      </Modal>
    </Stack>
  )
}

function ConsentForm({ id, given, onDone }: { id: string; given: boolean; onDone: () => void }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const save = async () => {
    if (given && reason.trim() === '') return setError(t('consent.reasonMissing'))
    setBusy(true)
    try {
      await client.contacts.setConsent({ id, given, reason })
      await Promise.all(
        [orpc.contacts.key(), orpc.workspace.key()].map((queryKey) => queries.invalidateQueries({ queryKey })),
      )
      toastDone(t(given ? 'consent.undone' : 'consent.optedOut'))
      onDone()
    } catch (problem) {
      setError(problemOf(problem).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        void save()
      }}
    >
      <Stack gap={16}>
        <Text size="sm">{t(given ? 'consent.undoWords' : 'consent.optOutWords')}</Text>
        <Textarea
          label={t('consent.reason')}
          withAsterisk={given}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={error}
          data-autofocus
        />
        {given && <Notice tone="amber">{t('consent.undoWarning')}</Notice>}
        <Button type="submit" loading={busy} color={given ? 'blue' : 'red'} ml="auto">
          {t(given ? 'consent.undo' : 'consent.optOut')}
        </Button>
      </Stack>
    </form>
  )
}
