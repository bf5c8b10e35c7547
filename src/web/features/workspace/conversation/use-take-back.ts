import { useDraft, useNoteDraft, useWritingMode } from './draft.ts'
import type { Pending } from './outbox.ts'
import { reattach } from './write/attachments.ts'
import { useQuoted } from './write/quote.tsx'

const joined = (before: string, text: string) => (before ? `${before}\n${text}` : text)

/** What the server refused stands where it was written again: a note among notes, words with the words and what they answer,
 *  the file among the attachments. */
export function useTakeBack(ticketId: string): (item: Pending) => void {
  const [, setDraft] = useDraft(ticketId)
  const [, setNote] = useNoteDraft(ticketId)
  const [, setMode] = useWritingMode(ticketId)
  const [, setQuoted] = useQuoted(ticketId)
  return ({ text, file, quoted, mentions }) => {
    setMode(mentions ? 'note' : 'message')
    if (mentions) {
      setNote((before) => ({ text: joined(before.text, text), mentions: [...before.mentions, ...mentions] }))
      return
    }
    if (text) setDraft((before) => joined(before, text))
    if (quoted) setQuoted((before) => before ?? quoted)
    if (file) {
      const { id, name, bytes, type } = file
      reattach(ticketId, { key: crypto.randomUUID(), name, bytes, type, file: { id, findings: [] } })
    }
  }
}
