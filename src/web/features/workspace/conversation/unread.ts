import { useState } from 'react'
import type { Message } from './message.ts'

/** Counted as unread: what the contact says, not how it reacts. */
const counts = ({ direction, kind }: Message) => direction === 'in' && kind !== 'reaction'

/** `from`: the oldest message that was unread when the conversation was opened. `seen`: what came since, while one reads above. */
export function useUnread(messages: Message[] | undefined, unread: number | undefined, atNewest: boolean) {
  const newest = messages?.at(-1)
  const [first, setFirst] = useState<{ from: string | undefined; newest: string | undefined }>()
  if (first === undefined && messages !== undefined && unread !== undefined) {
    const theirs = unread === 0 ? [] : messages.filter(counts).slice(-unread)
    setFirst({ from: theirs[0]?.id, newest: newest?.id })
  }
  const [seen, setSeen] = useState<string>()
  if (newest && (atNewest || seen === undefined) && newest.id !== seen) setSeen(newest.id)
  const at = messages?.findIndex(({ id }) => id === seen) ?? -1
  return {
    from: first?.from,
    seen: {
      count: at < 0 || !messages ? 0 : messages.slice(at + 1).filter(counts).length,
      /** The contact's newest words, when they came while this was open. */
      arrived: first && newest?.direction === 'in' && newest.id !== first.newest ? newest : undefined,
    },
  }
}
