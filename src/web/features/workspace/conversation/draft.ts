import { useKept } from '../../../kept.ts'

export interface NoteDraft {
  text: string
  /** Whom it names. */
  mentions: { id: string; name: string }[]
}

const noNote: NoteDraft = { text: '', mentions: [] }
export type WritingMode = 'message' | 'note'

/** What is being written in a conversation; it waits there while others are open. */
export const useDraft = (ticketId: string) => useKept(`draft.${ticketId}`, '')

/** The same of a note. */
export const useNoteDraft = (ticketId: string) => useKept(`note.${ticketId}`, noNote)

/** Whether one writes to the contact or to colleagues. */
export const useWritingMode = (ticketId: string) => useKept<WritingMode>(`mode.${ticketId}`, 'message')
