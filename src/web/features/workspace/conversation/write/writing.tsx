import { ActionIcon, Textarea, Tooltip } from '@mantine/core'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../../../api.ts'
import { LONGEST_TEXT } from '../../../../../rules/reply.ts'
import { CHAT_LIMITS } from '../../../../../rules/media/limits.ts'
import { Icon } from '../../../../ui/icon.tsx'
import { sendReply } from '../outbox.ts'
import { AnswerPicker } from './answer-picker.tsx'
import { AttachmentTray } from './attachment-tray.tsx'
import { attach, clearAttachments, useAttachments } from './attachments.ts'
import { captionOf, compose, type SentFile } from './compose.ts'
import { EmojiPicker } from './emoji-picker.tsx'
import { QuoteChip, useQuoted } from './quote.tsx'
import { typedAfter } from './suggest.ts'
import { useFileDrop } from './use-file-drop.ts'
import { VoiceRecorder } from './voice-recorder.tsx'
import styles from './write.module.css'

interface Props {
  ticket: Outputs['workspace']['ticket']
  draft: string
  onDraft: (text: string) => void
}

const ACCEPTED = Object.values(CHAT_LIMITS)
  .flatMap(({ types, endings }) => [...types, ...endings])
  .join(',')
const isTouch = () => matchMedia('(pointer: coarse)').matches

/** WS-5: text, emoji, files, voice and saved answers, while the window is open. */
export function Writing({ ticket, draft, onDraft }: Props) {
  const { t } = useTranslation('write')
  const ticketId = ticket.id
  const field = useRef<HTMLTextAreaElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState(draft.length)
  const [asksAnswer, setAsksAnswer] = useState<'typed' | 'button' | 'closed'>('typed')
  const [recordingSince, setRecordingSince] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [quoted, setQuoted] = useQuoted(ticketId)
  const attachments = useAttachments(ticketId)
  const typed = asksAnswer === 'typed' ? typedAfter('/', draft, caret) : null
  useEffect(() => {
    // On a phone the keyboard would cover what is to be read.
    if (!isTouch()) field.current?.focus({ preventScroll: true })
  }, [quoted])

  const take = (given: readonly File[]) => {
    const left = attach(ticketId, given)
    setProblem(left > 0 ? t('attach.tooMany') : null)
    field.current?.focus()
  }
  const over = useFileDrop(take)
  const paste = (event: ClipboardEvent) => {
    const given = [...event.clipboardData.files]
    // A text that comes with its picture (from a spreadsheet) is text.
    if (given.length === 0 || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    take(given)
  }
  /** Puts it where the caret stands, or in the place of what is chosen. */
  const insert = (
    text: string,
    from = field.current?.selectionStart ?? draft.length,
    to = field.current?.selectionEnd ?? from,
  ) => {
    const next = (draft.slice(0, from) + text + draft.slice(to)).slice(0, LONGEST_TEXT)
    const at = Math.min(from + text.length, next.length)
    onDraft(next)
    setCaret(at)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(at, at)
    })
  }

  const ready: SentFile[] = attachments.flatMap(({ file, name, bytes, type }) =>
    file ? [{ id: file.id, name, bytes, type }] : [],
  )
  const waits = attachments.some(({ file, reasons }) => !file && !reasons)
  const wrong = attachments.some(({ reasons }) => reasons)
  const parts = compose(draft, ready)
  const hinder = waits ? t('attach.wait') : wrong ? t('attach.wrong') : null
  const caption = ready.length > 0 && draft.trim() ? captionOf(draft.trim(), ready) : undefined

  const send = () => {
    if (parts.length === 0 && !hinder) return
    if (hinder) return setProblem(hinder)
    onDraft('')
    clearAttachments(ticketId)
    setQuoted(null)
    setProblem(null)
    for (const [at, part] of parts.entries()) sendReply(ticketId, { ...part, ...(at === 0 && quoted && { quoted }) })
    field.current?.focus()
  }
  const picker = useRef<{ onKeyDown: (event: KeyboardEvent) => boolean } | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (picker.current?.onKeyDown(event)) return
    if (event.key === 'Escape' && quoted) {
      event.preventDefault()
      return setQuoted(null)
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || isTouch()) return
    event.preventDefault()
    send()
  }

  return (
    <div className={styles.writing} data-over={over || undefined}>
      {over && (
        <div className={styles.drop} aria-hidden>
          <Icon name="paperclip" size={24} /> {t('attach.drop')}
        </div>
      )}
      {(typed !== null || asksAnswer === 'button') && (
        <AnswerPicker
          ref={picker}
          field={field}
          ticket={ticket}
          query={typed?.query ?? null}
          onChoose={(text) => {
            setAsksAnswer('typed')
            if (typed) insert(text, typed.from, caret)
            else insert(text)
          }}
          onClose={() => {
            setAsksAnswer(typed ? 'closed' : 'typed')
            field.current?.focus()
          }}
        />
      )}
      {quoted && <QuoteChip quoted={quoted} onDrop={() => setQuoted(null)} />}
      <AttachmentTray ticketId={ticketId} attachments={attachments} onRemoved={() => field.current?.focus()} />
      {recordingSince === null && (
        <div className={styles.row}>
          <Textarea
            ref={field}
            flex={1}
            size="sm"
            autosize
            minRows={2}
            maxRows={8}
            maxLength={LONGEST_TEXT}
            aria-label={t('workspace:write')}
            placeholder={t('placeholder')}
            value={draft}
            onChange={(event) => {
              setAsksAnswer('typed')
              setProblem(null)
              onDraft(event.currentTarget.value)
              setCaret(event.currentTarget.selectionStart)
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            onPaste={paste}
          />
          <Tooltip label={hinder ?? t('workspace:sendReply')}>
            <ActionIcon
              size={36}
              aria-label={t('workspace:sendReply')}
              {...(parts.length > 0 && !hinder ? {} : { 'data-disabled': true, 'aria-disabled': true })}
              onClick={send}
            >
              <Icon name="send" />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
      <div className={styles.tools}>
        {recordingSince === null && (
          <>
            <Tooltip label={t('attach.open')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                aria-label={t('attach.open')}
                onClick={() => files.current?.click()}
              >
                <Icon name="paperclip" />
              </ActionIcon>
            </Tooltip>
            <EmojiPicker onPick={(sign) => insert(sign)} />
            <Tooltip label={t('answers.open')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                aria-label={t('answers.open')}
                onClick={() => setAsksAnswer(asksAnswer === 'button' ? 'typed' : 'button')}
              >
                <Icon name="bookmark" />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <VoiceRecorder
          since={recordingSince}
          onRecording={setRecordingSince}
          onRecorded={(file) => take([file])}
          onProblem={setProblem}
        />
        {recordingSince === null && (
          <span className={styles.hint}>
            {caption ? (
              t('attach.under', { name: caption.name })
            ) : ready.length > 0 && draft.trim() ? (
              t('attach.apart')
            ) : (
              <span className={styles.keys}>{t('workspace:keys')}</span>
            )}
          </span>
        )}
        {draft.length > LONGEST_TEXT - 500 && (
          <span className={styles.facts}>
            {draft.length}/{LONGEST_TEXT}
          </span>
        )}
      </div>
      <div role="alert" className={styles.wrong}>
        {problem}
      </div>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          take([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </div>
  )
}
