import { createContext, useContext } from 'react'
import type { SendTarget } from '../send/target.ts'

/** What the messages of a conversation can ask of it. */
export interface ThreadActions {
  contactName: string
  /** The free text of a failed message may be sent again: one holds the ticket and its window is open. */
  canWrite: boolean
  goTo: (messageId: string) => void
  /** Shows a picture of the conversation large; the others are a step away. */
  enlarge: (mediaId: string) => void
  writeTo: ((target: SendTarget) => void) | undefined
}

export const ThreadContext = createContext<ThreadActions | null>(null)

export function useThreadActions(): ThreadActions {
  const actions = useContext(ThreadContext)
  if (!actions) throw new Error('a message outside of its conversation')
  return actions
}
