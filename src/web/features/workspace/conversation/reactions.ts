import type { Message } from './message.ts'

/** Reactions stand on their message; only those whose message is not here, far above or unknown, stand as lines of their own. */
export function withoutPlacedReactions(messages: Message[]): Message[] {
  if (!messages.some(({ kind }) => kind === 'reaction')) return messages
  const placed = new Set(messages.flatMap(({ reactions }) => reactions.map(({ id }) => id)))
  const newest = new Map(messages.filter(isReaction).map((m) => [aboutOf(m), m.id]))
  const here = new Set(messages.map(({ id }) => id))
  return messages.filter((m) => {
    if (!isReaction(m)) return true
    if (placed.has(m.id) || newest.get(aboutOf(m)) !== m.id) return false
    // Taken back; or its message is here and shows a newer one of the same person.
    return m.text !== '' && !(m.quote?.id != null && here.has(m.quote.id))
  })
}

const isReaction = ({ kind }: Message) => kind === 'reaction'
const aboutOf = ({ direction, content, id }: Message) => {
  const target = content?.['target']
  return `${direction} ${typeof target === 'string' ? target : id}`
}
