import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../../api.ts'
import { useMay, useSession } from '../../../app/session.ts'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import styles from './conversation.module.css'
import { sendReply } from './outbox.ts'
import { TakeButton } from './take-button.tsx'
import { useWindowOpen } from './window-bar.tsx'

interface Props {
  ticket: Outputs['workspace']['ticket']
  draft: string
  onDraft: (text: string) => void
  onSendTemplate: () => void
}

/** Where one writes; or why one cannot, and what to do instead. */
export function Composer({ ticket, draft, onDraft, onSendTemplate }: Props) {
  const { t } = useTranslation('workspace')
  const { person } = useSession()
  const may = useMay()
  const { date, time } = useDates()
  const moment = (at: string) => `${date(at)}, ${time(at)}`
  const open = useWindowOpen(ticket.windowClosesAt)
  const template = (
    <Button size="sm" leftSection={<Icon name="template" size={16} />} onClick={onSendTemplate}>
      {t('sendTemplate')}
    </Button>
  )

  if (!may('workspace.use')) {
    const team = may('people.read') && (
      <Button size="sm" variant="default" renderRoot={(props) => <Link to="/equipo" {...props} />}>
        {t('openTeam')}
      </Button>
    )
    return <Reason action={team}>{t('lookOnly')}</Reason>
  }
  if (ticket.closedAt) {
    const how = ticket.disposition?.name ?? (ticket.closeReason && t(`closeReason.${ticket.closeReason}`, ''))
    return (
      <Reason action={template}>
        <b>{[t('closed', { when: moment(ticket.closedAt) }), how].filter(Boolean).join(' · ')}</b>
        <br />
        {t('closedNext')}
      </Reason>
    )
  }
  if (ticket.agent === null) return <Reason action={<TakeButton ticketId={ticket.id} />}>{t('takeToAnswer')}</Reason>
  if (ticket.agent.id !== person.id) return <Reason>{t('heldBy', { name: ticket.agent.name })}</Reason>
  if (!ticket.channelActive)
    return <Reason action={template}>{t('channelOff', { alias: ticket.channel.alias })}</Reason>
  if (!open) return <Reason action={template}>{t(ticket.windowClosesAt ? 'afterWindow' : 'beforeWindow')}</Reason>
  return <Writing ticketId={ticket.id} draft={draft} onDraft={onDraft} />
}

function Reason({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.reason}>
      <div className={styles.why}>{children}</div>
      {action}
    </div>
  )
}

const LONGEST = 4096
const isTouch = () => matchMedia('(pointer: coarse)').matches

function Writing({ ticketId, draft, onDraft }: { ticketId: string } & Pick<Props, 'draft' | 'onDraft'>) {
  const { t } = useTranslation('workspace')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // On a phone the keyboard would cover what is to be read.
    if (!isTouch()) field.current?.focus({ preventScroll: true })
  }, [])

  const send = () => {
    const text = draft.trim()
    if (!text) return
    onDraft('')
    sendReply(ticketId, text)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || isTouch()) return
    event.preventDefault()
    send()
  }
  return (
    <div>
      <div className={styles.composer}>
        <Textarea
          ref={field}
          flex={1}
          size="sm"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST}
          aria-label={t('write')}
          placeholder={t('write')}
          value={draft}
          onChange={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Tooltip label={t('sendReply')}>
          <ActionIcon
            size={36}
            aria-label={t('sendReply')}
            {...(draft.trim() ? {} : { 'data-disabled': true, 'aria-disabled': true })}
            onClick={send}
          >
            <Icon name="send" />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.hint}>
        <span className={styles.keys}>{t('keys')}</span>
        {draft.length > LONGEST - 500 && (
          <span>
            {draft.length}/{LONGEST}
          </span>
        )}
      </div>
    </div>
  )
}
