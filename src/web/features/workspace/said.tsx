import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'

/** Oftener than this nobody wants to hear that the queue has grown. */
const PAUSE_MS = 15_000

let said = ''
const ears = new Set<() => void>()

/** Tells who uses a screen reader, when they are done with what they hear. */
export function say(text: string): void {
  // The same words again are only read when something of them is otherwise.
  said = said === text ? `${text}\u00A0` : text
  for (const ear of ears) ear()
}

/** WS-10: the one quiet voice of the Workspace; it also says when more tickets wait in one's queues. */
export function Said() {
  const { t } = useTranslation('keys')
  const text = useSyncExternalStore(
    (ear) => {
      ears.add(ear)
      return () => ears.delete(ear)
    },
    () => said,
  )
  const waiting = useQuery(orpc.workspace.counts.queryOptions()).data?.waiting
  const heard = useRef({ count: Number.POSITIVE_INFINITY, at: 0 })
  useEffect(() => {
    if (waiting === undefined) return
    if (waiting <= heard.current.count) {
      heard.current.count = waiting
      return
    }
    const due = Math.max(0, heard.current.at + PAUSE_MS - Date.now())
    const later = setTimeout(() => {
      heard.current = { count: waiting, at: Date.now() }
      say(t('waiting', { count: waiting }))
    }, due)
    return () => clearTimeout(later)
  }, [waiting, t])
  return <VisuallyHidden role="status">{text}</VisuallyHidden>
}

/** Says who took the ticket that one is looking at. */
export function useSayTaken(agent: { id: string; name: string } | null | undefined, me: string): void {
  const { t } = useTranslation('keys')
  const before = useRef(agent)
  useEffect(() => {
    const was = before.current
    before.current = agent
    if (was !== undefined && agent && agent.id !== was?.id && agent.id !== me) say(t('takenBy', { name: agent.name }))
  }, [agent, me, t])
}
