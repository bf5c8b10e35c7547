import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  type FormEvent,
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { fillAnswer, type KnownValues, missingIn } from '../../../../../rules/saved-answer.ts'
import { orpc, type Outputs } from '../../../../api.ts'
import { useSession } from '../../../../app/session.ts'
import { prettyPhone } from '../../../../../rules/phone.ts'
import { Suggestions } from './suggestions.tsx'
import { useSuggest } from './use-suggest.ts'
import styles from './write.module.css'

type Ticket = Outputs['workspace']['ticket']
type Answer = Outputs['savedAnswers']['usable'][number]

interface Props {
  ticket: Ticket
  /** What is typed after `/`; null when it was opened by its button and asks for it here. */
  query: string | null
  onChoose: (text: string) => void
  onClose: () => void
  /** Where the focus stays while one types after `/`. */
  field: RefObject<HTMLTextAreaElement | null>
  /** Keys of the field go here first. */
  ref: Ref<{ onKeyDown: (event: KeyboardEvent) => boolean }>
}

const none: Answer[] = []

/** WS-5: texts kept ready for this queue, filled with what is known; what is not known is asked for. */
export function AnswerPicker({ ticket, query, onChoose, onClose, field, ref }: Props) {
  const { t } = useTranslation('write')
  const [own, setOwn] = useState('')
  const [asked, setAsked] = useState<Answer | null>(null)
  const known = useKnown(ticket)
  const search = query ?? own
  const answers = useQuery(
    orpc.savedAnswers.usable.queryOptions({ input: { id: ticket.id, search }, placeholderData: keepPreviousData }),
  )
  const items = answers.data ?? none
  const choose = (answer: Answer) => {
    if (missingIn(answer.text, known).length > 0) setAsked(answer)
    else onChoose(fillAnswer(answer.text, known))
  }
  const suggest = useSuggest(items, asked === null, choose, onClose)
  useImperativeHandle(ref, () => ({ onKeyDown: suggest.onKeyDown }))
  useTold(field, query === null ? nothing : suggest.field)

  return (
    <>
      <Suggestions
        label={t('answers.list')}
        suggest={suggest}
        items={items}
        keyOf={({ id }) => id}
        onChoose={choose}
        nothing={
          answers.isPending ? t('ui:loading') : search ? t('answers.none', { query: search }) : t('answers.empty')
        }
        foot={t('answers.keys')}
        head={
          query === null && (
            <TextInput
              size="sm"
              autoFocus
              aria-label={t('answers.search')}
              placeholder={t('answers.search')}
              value={own}
              onChange={(event) => setOwn(event.currentTarget.value)}
              onKeyDown={(event) => suggest.onKeyDown(event)}
              {...suggest.field}
            />
          )
        }
      >
        {(answer) => (
          <>
            <span className={styles.answerHead}>
              <b>/{answer.shortcut}</b> {answer.title}
            </span>
            <span className={styles.answerText}>{fillAnswer(answer.text, known)}</span>
          </>
        )}
      </Suggestions>
      {asked && <MissingDialog answer={asked} known={known} onDone={onChoose} onClose={() => setAsked(null)} />}
    </>
  )
}

const nothing = {}

/** Tells screen readers, of a field that is drawn elsewhere, what is chosen while the focus stays in it. */
function useTold(field: RefObject<HTMLElement | null>, told: Record<string, string>): void {
  useEffect(() => {
    const input = field.current
    for (const [name, value] of Object.entries(told)) input?.setAttribute(name, value)
    return () => {
      for (const name of Object.keys(told)) input?.removeAttribute(name)
    }
  })
}

function useKnown({ contact, number }: Ticket): KnownValues {
  const { person, active } = useSession()
  return {
    contact: contact.name,
    firstName: contact.name.trim().split(/\s+/)[0] ?? '',
    phone: contact.phone ? prettyPhone(contact.phone) : '',
    agent: person.name,
    ticket: String(number),
    company: active?.name ?? '',
  }
}

interface MissingProps {
  answer: Answer
  known: KnownValues
  onDone: (text: string) => void
  onClose: () => void
}

/** Asks for what nobody knows, and shows what comes of it. */
function MissingDialog({ answer, known, onDone, onClose }: MissingProps) {
  const { t } = useTranslation('write')
  const [given, setGiven] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  const blanks = missingIn(answer.text, known)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setTried(true)
    if (blanks.every(({ name }) => given[name]?.trim())) onDone(fillAnswer(answer.text, known, given))
  }
  return (
    <Modal opened onClose={onClose} title={answer.title} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form noValidate onSubmit={submit}>
        <Stack gap={12}>
          {blanks.map(({ name }, at) => (
            <TextInput
              key={name}
              label={name}
              size="md"
              withAsterisk
              maxLength={500}
              data-autofocus={at === 0 || undefined}
              value={given[name] ?? ''}
              error={tried && !given[name]?.trim() && t('ui:form.required')}
              onChange={(event) => {
                const { value } = event.currentTarget
                setGiven((before) => ({ ...before, [name]: value }))
              }}
            />
          ))}
          <p className={styles.preview}>{fillAnswer(answer.text, known, given)}</p>
          <Button type="submit">{t('answers.insert')}</Button>
        </Stack>
      </form>
    </Modal>
  )
}
