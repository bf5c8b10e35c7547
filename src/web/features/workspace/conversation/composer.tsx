import { Button, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../../api.ts'
import { useMay, useSession } from '../../../app/session.ts'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useKeys, usePressedBy } from '../keys/use-keys.ts'
import styles from './conversation.module.css'
import { useWritingMode } from './draft.ts'
import { TakeButton } from './take-button.tsx'
import { useWindowOpen } from './use-window.ts'
import { NoteField } from './write/note.tsx'
import written from './write/write.module.css'
import { Writing } from './write/writing.tsx'

interface Props {
  ticket: Outputs['workspace']['ticket']
  draft: string
  onDraft: (text: string) => void
  onSendTemplate: () => void
}

/** Where one writes to the contact, or a note to colleagues, which has no window and needs no holder. */
export function Composer(props: Props) {
  const { t } = useTranslation('write')
  const { ticket } = props
  const [mode, setMode] = useWritingMode(ticket.id)
  const box = useRef<HTMLDivElement>(null)
  const begin = (next: typeof mode) => {
    flushSync(() => setMode(next))
    // Where one cannot write, to what one can do instead.
    const inBox = (selector: string) => box.current?.querySelector<HTMLElement>(selector)
    ;(inBox('textarea') ?? inBox('button, a'))?.focus()
  }
  useKeys(ticket.closedAt ? {} : { write: () => begin('message'), note: () => begin('note') })
  if (ticket.closedAt) return <MessagePart {...props} />
  return (
    <div ref={box} className={written.composer} data-mode={mode}>
      <SegmentedControl
        className={written.mode}
        size="xs"
        aria-label={t('mode.name')}
        value={mode}
        onChange={(next) => setMode(next as typeof mode)}
        data={[
          { value: 'message', label: t('mode.message') },
          { value: 'note', label: t('mode.note') },
        ]}
      />
      {mode === 'note' ? <NoteField ticketId={ticket.id} /> : <MessagePart {...props} />}
    </div>
  )
}

/** Where one writes; or why one cannot, and what to do instead. */
function MessagePart({ ticket, draft, onDraft, onSendTemplate }: Props) {
  const { t } = useTranslation('workspace')
  const { person } = useSession()
  const may = useMay()
  const { date, time } = useDates()
  const moment = (at: string) => `${date(at)}, ${time(at)}`
  const open = useWindowOpen(ticket.windowClosesAt)
  const templateKey = usePressedBy('sendTemplate')
  const template = (
    <Button {...templateKey} size="sm" leftSection={<Icon name="template" size={16} />} onClick={onSendTemplate}>
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
  return <Writing ticket={ticket} draft={draft} onDraft={onDraft} />
}

function Reason({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.reason}>
      <div className={styles.why}>{children}</div>
      {action}
    </div>
  )
}
