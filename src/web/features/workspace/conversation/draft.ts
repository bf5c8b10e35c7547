import { useSessionStorage } from '@mantine/hooks'

/** What is being written in a conversation; it waits there while others are open, and outlives a reload. */
export const useDraft = (ticketId: string) =>
  useSessionStorage({ key: `score.draft.${ticketId}`, defaultValue: '', getInitialValueInEffect: false })
