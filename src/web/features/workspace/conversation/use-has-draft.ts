import { useDraft, useNoteDraft } from './draft.ts'
import { useAttachments } from './write/attachments.ts'

/** Whether something unsent is kept for that ticket, to the contact or to colleagues; told as it is typed. */
export function useHasDraft(ticketId: string): boolean {
  const [message] = useDraft(ticketId)
  const [note] = useNoteDraft(ticketId)
  const files = useAttachments(ticketId)
  return message.trim() !== '' || note.text.trim() !== '' || files.length > 0
}
