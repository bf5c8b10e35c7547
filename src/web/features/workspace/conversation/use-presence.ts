import { useDocumentVisibility } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { client, orpc } from '../../../api.ts'

/** Well within what the server remembers: 50 and 8 seconds. */
const LOOKING_MS = 20_000
const TYPING_MS = 5_000

type Doing = 'looking' | 'typing' | 'gone'

/** Whoever else is in the ticket; asked again when one of them should have been heard of. */
export const useColleagues = (ticketId: string) =>
  useQuery(
    orpc.presence.list.queryOptions({
      input: { id: ticketId },
      refetchInterval: ({ state: { data } }) =>
        data?.length ? (Math.min(...data.map(({ seconds }) => seconds)) + 1) * 1000 : false,
    }),
  ).data ?? []

/** WS-7: tells the colleagues that one looks at a ticket, and while `draft` changes that one writes. */
export function useTellPresence(ticketId: string, draft: string): void {
  const visible = useDocumentVisibility() === 'visible'
  useEffect(() => {
    if (!visible) return
    tell(ticketId, 'looking')
    const beat = setInterval(() => tell(ticketId, 'looking'), LOOKING_MS)
    return () => {
      clearInterval(beat)
      tell(ticketId, 'gone')
    }
  }, [ticketId, visible])

  const last = useRef({ draft, at: 0 })
  useEffect(() => {
    if (draft === last.current.draft) return
    const due = draft !== '' && Date.now() - last.current.at >= TYPING_MS
    last.current = { draft, at: due ? Date.now() : last.current.at }
    if (due) tell(ticketId, 'typing')
  }, [ticketId, draft])
}

const untold = new Map<string, Doing>()
let telling = false

/** One after the other: of two that are on their way at once, what was said first may be heard last. Of what waits meanwhile the
 *  newest counts. */
async function tellAll(): Promise<void> {
  if (telling) return
  telling = true
  for (let [next] = untold; next; [next] = untold) {
    const [id, doing] = next
    untold.delete(id)
    // Nobody waits for it, and the next beat says it again.
    await client.presence.tell({ id, doing }).catch(() => {})
  }
  telling = false
}

const tell = (id: string, doing: Doing) => {
  // Who writes looks as well.
  if (doing !== 'looking' || untold.get(id) !== 'typing') untold.set(id, doing)
  void tellAll()
}
