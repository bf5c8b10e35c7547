import { ActionIcon, Textarea, Tooltip } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../../../api.ts'
import { Icon } from '../../../../ui/icon.tsx'
import { useNoteDraft } from '../draft.ts'
import { sendNote } from '../outbox.ts'
import { replaced, typedAfter } from './suggest.ts'
import { Suggestions } from './suggestions.tsx'
import { useSuggest } from './use-suggest.ts'
import styles from './write.module.css'

type Colleague = Outputs['workspace']['colleagues'][number]
const LONGEST = 4096
const nobody: Colleague[] = []
const isTouch = () => matchMedia('(pointer: coarse)').matches

/** WS-6: words that only colleagues see, in another colour and under another name; `@` names one of them. */
export function NoteField({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('write')
  const [draft, setDraft] = useNoteDraft(ticketId)
  const [caret, setCaret] = useState(draft.text.length)
  const [closed, setClosed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const typed = closed ? null : typedAfter('@', draft.text, caret)
  const colleagues = useQuery({
    ...orpc.workspace.colleagues.queryOptions({ input: { id: ticketId, search: typed?.query ?? '' } }),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  })
  const items = colleagues.data ?? nobody
  const opened = typed !== null && (items.length > 0 || typed.query.length < 20)

  const choose = (colleague: Colleague) => {
    if (!typed) return
    const next = replaced(draft.text, typed, caret, `@${colleague.name} `)
    setDraft({ text: next.text, mentions: [...draft.mentions.filter(({ id }) => id !== colleague.id), colleague] })
    setCaret(next.caret)
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret))
    field.current?.focus()
  }
  const suggest = useSuggest(items, opened, choose, () => setClosed(true))

  const save = () => {
    const text = draft.text.trim()
    if (!text) return
    // Whose name was taken out again is not called.
    const mentions = draft.mentions.filter(({ name }) => text.includes(`@${name}`))
    setDraft({ text: '', mentions: [] })
    sendNote(ticketId, text, mentions)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (suggest.onKeyDown(event)) return
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || isTouch()) return
    event.preventDefault()
    save()
  }
  return (
    <div className={styles.note} data-tone="amber">
      {opened && (
        <Suggestions
          label={t('note.colleagues')}
          suggest={suggest}
          items={items}
          keyOf={({ id }) => id}
          onChoose={choose}
          nothing={t(colleagues.isPending ? 'ui:loading' : 'note.nobody')}
        >
          {({ name }) => name}
        </Suggestions>
      )}
      <div className={styles.row}>
        <Textarea
          ref={field}
          flex={1}
          size="sm"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST}
          aria-label={t('note.write')}
          placeholder={t('note.placeholder')}
          value={draft.text}
          onChange={(event) => {
            setClosed(false)
            setDraft({ ...draft, text: event.currentTarget.value })
            setCaret(event.currentTarget.selectionStart)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          {...suggest.field}
        />
        <Tooltip label={t('note.save')}>
          <ActionIcon
            size={36}
            aria-label={t('note.save')}
            {...(draft.text.trim() ? {} : { 'data-disabled': true, 'aria-disabled': true })}
            onClick={save}
          >
            <Icon name="check" />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.hint}>
        <span>
          <Icon name="lock" size={14} /> {t('note.private')}
        </span>
        <span className={styles.keys}>{t('note.keys')}</span>
      </div>
    </div>
  )
}
