import { useSessionStorage } from '@mantine/hooks'

/** What is being written in a conversation; it waits there while others are open, and outlives a reload. */
export const useDraft = (ticketId: string) =>
  useSessionStorage({ key: `score.draft.${ticketId}`, defaultValue: '', getInitialValueInEffect: false })

/** The same of a note, with whom it names. */
export const useNoteDraft = (ticketId: string) =>
  useSessionStorage<{ text: string; mentions: { id: string; name: string }[] }>({
    key: `score.note.${ticketId}`,
    defaultValue: { text: '', mentions: [] },
    getInitialValueInEffect: false,
  })

/** Whether one writes to the contact or to colleagues. */
export const useWritingMode = (ticketId: string) =>
  useSessionStorage<'message' | 'note'>({
    key: `score.mode.${ticketId}`,
    defaultValue: 'message',
    getInitialValueInEffect: false,
  })

/** Whether something unsent is kept for that ticket, to the contact or to colleagues; told as it is typed. */
export function useHasDraft(ticketId: string): boolean {
  const [message] = useDraft(ticketId)
  const [note] = useNoteDraft(ticketId)
  return message.trim() !== '' || note.text.trim() !== ''
}
